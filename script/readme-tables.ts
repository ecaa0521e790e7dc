/** Writes the tables of README.md from action.yml, between their markers; `--check` compares instead. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const readme = join(root, 'README.md');

interface Entry {
  readonly name: string;
  readonly stage: string;
  readonly description: string;
  readonly default?: string;
}

/** Inputs and outputs in their order; a comment line above an input begins a new stage. */
export function readEntries(section: 'inputs' | 'outputs'): Entry[] {
  const text = readFileSync(join(root, 'action.yml'), 'utf8');
  const document = parseDocument(text);
  const values = document.toJS() as Record<string, Record<string, Record<string, string>>>;
  const stages = stagesOf(text);
  return Object.entries(values[section] ?? {}).map(([name, entry]) => ({
    name,
    stage: stages.get(name) ?? '',
    description: entry['description'] ?? '',
    ...(entry['default'] === undefined ? {} : { default: entry['default'] }),
  }));
}

function stagesOf(text: string): Map<string, string> {
  const stages = new Map<string, string>();
  let stage = '';
  for (const line of text.split('\n')) {
    stage = /^ {2}# (.+)$/.exec(line)?.[1] ?? stage;
    const name = /^ {2}([a-z0-9-]+):$/.exec(line)?.[1];
    if (name !== undefined && !stages.has(name)) stages.set(name, stage);
  }
  return stages;
}

function inputTables(): string {
  const parts = [...Map.groupBy(readEntries('inputs'), ({ stage }) => stage)].map(
    ([stage, entries]) => {
      const rows = entries.map(
        (entry) => `| \`${entry.name}\` | ${cell(entry.description)} | ${defaultCell(entry)} |`,
      );
      return [
        `### ${stage}`,
        '',
        '| Input | What it says | Default |',
        '| --- | --- | --- |',
        ...rows,
      ];
    },
  );
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

function outputTable(): string {
  const rows = readEntries('outputs').map(
    ({ name, description }) => `| \`${name}\` | ${cell(description)} |`,
  );
  return ['| Output | What it holds |', '| --- | --- |', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}

function defaultCell(entry: Entry): string {
  return entry.default === undefined || entry.default === '' ? '' : `\`${cell(entry.default)}\``;
}

/** README.md with fresh tables. */
export function freshReadme(text: string): string {
  const tables: Record<string, string> = { inputs: inputTables(), outputs: outputTable() };
  return text.replaceAll(
    /(<!-- (inputs|outputs) from action\.yml -->\n)[^]*?(<!-- end of \2 -->)/g,
    (_all, start: string, name: string, end: string) => `${start}\n${tables[name]}\n\n${end}`,
  );
}

if (process.argv[1] === import.meta.filename) {
  const text = readFileSync(readme, 'utf8');
  const fresh = freshReadme(text);
  if (!process.argv.includes('--check')) writeFileSync(readme, fresh);
  else if (fresh !== text) {
    console.error('the tables of README.md are not those of action.yml; run npm run docs');
    process.exitCode = 1;
  }
}
