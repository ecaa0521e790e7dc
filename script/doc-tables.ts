/** Writes the tables of the docs from action.yml and from the data in src/, between their markers; `--check` compares instead. */

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { distributions } from '../src/domain/inspect/distributions.ts';
import { rules } from '../src/domain/inspect/rules.ts';
import { chinese } from './chinese.ts';
import { typeOf } from './input-types.ts';

const root = resolve(import.meta.dirname, '..');
/** The documents that hold generated tables. */
export const documents = ['README.md', 'README.zh-CN.md', 'docs/inspect.md'] as const;

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

type Section = 'inputs' | 'outputs';

interface Language {
  readonly inputHead: readonly string[];
  readonly outputHead: readonly string[];
  readonly stage: (stage: string) => string;
  readonly type: (type: string) => string;
  readonly text: (section: Section, entry: Entry) => string;
}

const english: Language = {
  inputHead: ['Input', 'Type', 'What it says', 'Default'],
  outputHead: ['Output', 'What it holds'],
  stage: (stage) => stage,
  type: (type) => type,
  text: (_, entry) => entry.description,
};

const inChinese: Language = {
  inputHead: ['输入', '类型', '含义', '默认'],
  outputHead: ['输出', '内容'],
  stage: (stage) => chinese.stages[stage] ?? stage,
  type: (type) => chinese.types[type] ?? type,
  text: (section, entry) => {
    const translated = chinese[section][entry.name];
    // A text that was changed since is shown in English until somebody has looked at it.
    return translated?.of === digestOf(entry.description) ? translated.says : entry.description;
  },
};

/** What is kept beside a translation, to know again what it translates. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function head(titles: readonly string[]): readonly string[] {
  return [row(titles), row(titles.map(() => '---'))];
}

function inputTables(language: Language): string {
  const parts = [...Map.groupBy(readEntries('inputs'), ({ stage }) => stage)].map(
    ([stage, entries]) => {
      const rows = entries.map((entry) =>
        row([
          `\`${entry.name}\``,
          language.type(typeOf(entry.name, entry.default)),
          cell(language.text('inputs', entry)),
          defaultCell(entry),
        ]),
      );
      return [`### ${language.stage(stage)}`, '', ...head(language.inputHead), ...rows];
    },
  );
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

function outputTable(language: Language): string {
  const rows = readEntries('outputs').map((entry) =>
    row([`\`${entry.name}\``, cell(language.text('outputs', entry))]),
  );
  return [...head(language.outputHead), ...rows].join('\n');
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
  inputs: () => inputTables(english),
  outputs: () => outputTable(english),
  inputs_zh: () => inputTables(inChinese),
  outputs_zh: () => outputTable(inChinese),
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

const fences = /^```\w*\n[^]*?^```$/gm;

/** A translation with the blocks of code of its original, where it has as many. */
function withBlocksOf(original: string, text: string): string {
  const blocks = original.match(fences) ?? [];
  if ((text.match(fences) ?? []).length !== blocks.length) return text;
  let at = 0;
  return text.replaceAll(fences, (block) => blocks[at++] ?? block);
}

/** A document with fresh tables and, where it is a translation, with the code of its original. */
export function freshDocument(name: string): string {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const text = freshTables(read(name));
  return name === 'README.zh-CN.md' ? withBlocksOf(read('README.md'), text) : text;
}

if (process.argv[1] === import.meta.filename) {
  for (const name of documents) {
    const path = join(root, name);
    const text = readFileSync(path, 'utf8');
    const fresh = freshDocument(name);
    if (!process.argv.includes('--check')) writeFileSync(path, fresh);
    else if (fresh !== text) {
      console.error(`the tables of ${name} are not those of their source; run npm run docs`);
      process.exitCode = 1;
    }
  }
}
