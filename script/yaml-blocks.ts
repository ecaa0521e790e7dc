/** Is every YAML block of the documents a workflow, or a part of one? Writes each as a whole workflow, for script/lint-workflows. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

export interface Block {
  /** `docs/deploy.md` */
  readonly page: string;
  /** Of its first line, from 1. */
  readonly line: number;
  /** Of ```yaml today: what people have before they change to gin-ship. */
  readonly today: boolean;
  /** Without the indent that all its lines have. */
  readonly text: string;
}

/** The fenced blocks that say `yaml` or `yml`, also those inside of lists. */
export function findBlocks(page: string, text: string): readonly Block[] {
  const fences = text.matchAll(/^([ >]*)(`{3,}|~{3,})ya?ml\b([^\n]*)\n([^]*?)^\1\2`*~*[ ]*$/gm);
  return [...fences].map(({ index, 1: before = '', 3: info = '', 4: inside = '' }) => ({
    page,
    today: info.trim() === 'today',
    line: text.slice(0, index).split('\n').length + 1,
    text: dedent(inside.split('\n').map((line) => line.slice(before.length))),
  }));
}

function dedent(lines: readonly string[]): string {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const depth = Math.min(...depths);
  return lines.map((line) => line.slice(depth)).join('\n');
}

const head = `name: Block
on: push
permissions:
  contents: read
`;

const job = `${head}jobs:
  block:
    runs-on: ubuntu-latest
    environment: production
    steps:
`;

/**
 * The whole workflow that a block is a part of; undefined where it is the end of one of `examples`, which are looked at whole.
 * Our own step becomes `./`, so that its inputs are compared with those of action.yml.
 *
 * @throws Error that names page and line, for a block of a form that is not known
 */
export function wholeWorkflow(
  { page, line, text }: Block,
  examples: readonly string[],
  inputs: ReadonlySet<string>,
): string | undefined {
  if (examples.some((example) => `\n${example}`.endsWith(`\n${text}`))) return undefined;
  const whole = wrap(text, inputs);
  if (whole === undefined) {
    throw new Error(
      `${page}:${line}: no workflow, jobs, steps, \`with:\` or inputs, so nothing can check it`,
    );
  }
  return whole.replaceAll(/\borg\/gin-ship@v1\b/g, './');
}

function wrap(text: string, inputs: ReadonlySet<string>): string | undefined {
  const value: unknown = parse(text);
  if (Array.isArray(value)) return job + indent(text, 6);
  if (typeof value !== 'object' || value === null) return undefined;
  const keys = Object.keys(value);
  const only = (...names: readonly string[]): boolean => keys.every((key) => names.includes(key));
  if (keys.includes('on') && keys.includes('jobs')) return text;
  if (only('jobs')) return head + text;
  if (only('permissions')) return head.replace(/^permissions:[^]*/m, '') + text + ending;
  if (only('with', 'env')) return `${job}      - uses: org/gin-ship@v1\n${indent(text, 8)}`;
  if (keys.every((key) => inputs.has(key))) {
    return `${job}      - uses: org/gin-ship@v1\n        with:\n${indent(text, 10)}`;
  }
  return undefined;
}

/** A job that needs nothing, after permissions that are shown alone. */
const ending = `jobs:
  block:
    runs-on: ubuntu-latest
    steps:
      - uses: org/gin-ship@v1
`;

function indent(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function tracked(...patterns: readonly string[]): readonly string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim().split('\n');
}

/** Every block of the repository's documents as a whole workflow, by the name of its file: `docs-deploy.md-127.yml`, `today-…`. */
export function workflowsOfDocuments(): ReadonlyMap<string, string> {
  const action = parse(read('action.yml')) as { inputs: Record<string, unknown> };
  const inputs = new Set(Object.keys(action.inputs));
  const examples = tracked('examples/workflows/*.yml').map(read);
  const blocks = tracked('*.md').flatMap((page) => findBlocks(page, read(page)));
  const named = blocks.flatMap((block): [string, string][] => {
    const whole = wholeWorkflow(block, examples, inputs);
    return whole === undefined
      ? []
      : [
          [
            `${block.today ? 'today-' : ''}${block.page.replaceAll('/', '-')}-${block.line}.yml`,
            whole,
          ],
        ];
  });
  return new Map(named);
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? join(root, '.cache/yaml-blocks');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const workflows = workflowsOfDocuments();
  for (const [name, text] of workflows) writeFileSync(join(folder, name), text);
  console.log(`${workflows.size} blocks of documents are looked at as workflows`);
}
