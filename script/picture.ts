/** The picture of the job summary in the README: a real run's Markdown as HTML in GitHub's look, for a browser to draw. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.ts';
import { shipNotes } from './demo-run.ts';

const work = resolve(import.meta.dirname, '../.cache/picture');

/** Fonts, sizes and colours of a summary on GitHub, by day. */
const style = `
  * { box-sizing: border-box; }
  body { margin: 0; padding: 24px 32px; width: 980px; background: #fff; color: #1f2328;
    font: 14px/1.5 -apple-system, "Segoe UI", "Liberation Sans", Helvetica, Arial, sans-serif; }
  h2 { margin: 0 0 16px; padding-bottom: 6px; font-size: 21px; line-height: 1.25; border-bottom: 1px solid #d1d9e0; }
  p, ul, table, details, pre { margin: 0 0 16px; }
  ul { padding-left: 28px; } li + li { margin-top: 4px; }
  code { padding: 2px 5px; border-radius: 6px; background: #818b981f; font: 12px "Liberation Mono", monospace; }
  table { border-collapse: collapse; }
  th, td { padding: 6px 13px; border: 1px solid #d1d9e0; } th { font-weight: 600; }
  tr:nth-child(2n) td { background: #f6f8fa; }`;

/** Without the chart, which GitHub draws with a library of its own. */
function htmlOf(markdown: string): string {
  const input = markdown.replace(/^```mermaid\n[^]*?^```$/gm, '');
  const render = `import sys
from markdown_it import MarkdownIt
print(MarkdownIt('commonmark').enable('table').render(sys.stdin.read()))`;
  const python = resolve(import.meta.dirname, '../.cache/venv/bin/python');
  const body = execFileSync(python, ['-c', render], { input, encoding: 'utf8' });
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${body}
<script>document.title = String(document.documentElement.getBoundingClientRect().height)</script>`;
}

/** `height`: pixels. */
function browse(page: string, height: number, ...more: readonly string[]): string {
  const profile = mkdtempSync(join(tmpdir(), 'gin-ship-picture-'));
  try {
    const quiet = 'headless no-sandbox disable-gpu disable-background-networking';
    const flags = `${quiet} disable-component-update disable-sync hide-scrollbars`.split(' ');
    return execFileSync(
      'chromium',
      [
        ...flags.map((flag) => `--${flag}`),
        `--user-data-dir=${profile}`,
        `--window-size=1044,${height}`,
        ...more,
        `file://${page}`,
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

mkdirSync(work, { recursive: true });
const [, , to = 'docs/summary.png', from = join(work, 'summary.md')] = process.argv;
if (process.argv[3] === undefined || !existsSync(from)) {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-picture-'));
  try {
    await bundle(join(folder, 'dist'));
    const { ended } = await shipNotes(folder, join(folder, 'dist/main.js'));
    if (ended.code !== 0) throw new Error(`the run failed\n${ended.stderr}`);
    writeFileSync(from, ended.summary);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const page = join(work, 'summary.html');
writeFileSync(page, htmlOf(readFileSync(from, 'utf8')));
const [, tall = '800'] = /<title>([\d.]+)<\/title>/.exec(browse(page, 800, '--dump-dom')) ?? [];
browse(page, Math.ceil(Number(tall)), `--screenshot=${resolve(to)}`);
console.log(`${to}: ${readFileSync(to).length} bytes`);
