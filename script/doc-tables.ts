/** Writes the tables of the docs from action.yml and from the data in src/, between their markers; `--check` compares instead. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { distributions } from '../src/domain/inspect/distributions.ts';
import { rules } from '../src/domain/inspect/rules.ts';

const root = resolve(import.meta.dirname, '..');
/** The documents that hold generated tables. */
export const documents = ['README.md', 'docs/inspect.md'] as const;

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

function ruleTable(): string {
  const rows = rules.map(({ id, title, help }) => `| ${id} | ${cell(title)} | ${cell(help)} |`);
  return ['| Id | What | What comes of it |', '| --- | --- | --- |', ...rows].join('\n');
}

function distributionTable(): string {
  const rows = distributions.flatMap(({ id, name, libc, releases }) =>
    releases.map(
      ({ release, version, eol }) =>
        `| \`${id}:${release}\` | ${name} ${release} | ${libc} ${version} | ${eol ?? ''} |`,
    ),
  );
  return [
    '| `must-run-on` | Release | C library | Free updates end |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const tables: Readonly<Record<string, () => string>> = {
  inputs: inputTables,
  outputs: outputTable,
  rules: ruleTable,
  distributions: distributionTable,
};

/** A document with fresh tables. */
export function freshTables(text: string): string {
  return text.replaceAll(
    /(<!-- (\w+) from [\w./]+ -->\n)[^]*?(<!-- end of \2 -->)/g,
    (all, start: string, name: string, end: string) => {
      const make = tables[name];
      return make === undefined ? all : `${start}\n${make()}\n\n${end}`;
    },
  );
}

if (process.argv[1] === import.meta.filename) {
  for (const name of documents) {
    const path = join(root, name);
    const text = readFileSync(path, 'utf8');
    const fresh = freshTables(text);
    if (!process.argv.includes('--check')) writeFileSync(path, fresh);
    else if (fresh !== text) {
      console.error(`the tables of ${name} are not those of their source; run npm run docs`);
      process.exitCode = 1;
    }
  }
}
