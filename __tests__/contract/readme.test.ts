import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { documents, freshTables, readEntries } from '../../script/doc-tables.ts';
import { repository } from '../action/runner.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const filesLike = (...patterns: readonly string[]): readonly string[] =>
  globSync(patterns, { cwd: repository })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

const readme = read('README.md');
const workflows = filesLike('examples/workflows/*.yml');
const shownOn = ['README.md', ...filesLike('docs/*.md')].map((page) => ({
  page,
  text: read(page),
}));
const blocksOf = (text: string): readonly string[] =>
  [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block = '']) => block);
const yamlBlocks = shownOn.flatMap(({ text }) => blocksOf(text));

test.each(documents)('the tables of %s are those of their source', (path) => {
  const text = read(path);
  expect(text).toMatch(/^<!-- end of \w+ -->$/m);
  expect(freshTables(text)).toBe(text);
});

test('the first screen names the command that shows it and the one that tests it', () => {
  const first = readme.split('\n').slice(0, 40).join('\n');
  expect(first).toContain('script/demo');
  expect(first).toContain('script/test');
});

test('every workflow shown is a file of examples/workflows, to its end', () => {
  const texts = workflows.map(read);
  const shown = yamlBlocks.filter((block) => /^jobs:/m.test(block));
  const unknown = shown.filter(
    (block) => !texts.some((text) => `\n${text}`.endsWith(`\n${block}`)),
  );
  expect(shown.length).toBeGreaterThan(5);
  expect(unknown).toEqual([]);
});

test('every file of examples/workflows is shown and linked', () => {
  const linked = workflows.filter((path) =>
    shownOn.some(({ page, text }) =>
      text.includes(page === 'README.md' ? `](${path})` : `](../${path})`),
    ),
  );
  expect(linked).toEqual(workflows);
  const shown = workflows.filter((path) =>
    yamlBlocks.some((block) => /^jobs:/m.test(block) && `\n${read(path)}`.endsWith(`\n${block}`)),
  );
  expect(shown).toEqual(workflows);
});

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

test('every input of an example is one of action.yml', () => {
  const jobs = workflows.flatMap((path) =>
    Object.values((parse(read(path)) as { jobs: Record<string, { steps?: Step[] }> }).jobs),
  );
  const ours = jobs.flatMap(({ steps = [] }) =>
    steps.filter(({ uses }) => uses?.startsWith('org/gin-ship@')),
  );
  const names = new Set(ours.flatMap((step) => Object.keys(step.with ?? {})));
  const known = new Set(readEntries('inputs').map(({ name }) => name));
  expect(ours.length).toBeGreaterThanOrEqual(workflows.length);
  expect([...names].filter((name) => !known.has(name))).toEqual([]);
});

test('every output that an example reads is one of action.yml', () => {
  const outputs = workflows.flatMap((path) =>
    [...read(path).matchAll(/\.outputs\.([\w-]+)/g)].map(([, name = '']) => name),
  );
  const known = new Set(readEntries('outputs').map(({ name }) => name));
  expect(outputs.length).toBeGreaterThan(0);
  expect(outputs.filter((name) => !known.has(name))).toEqual([]);
});

/** The words of a message between `…` and `: `: the parts that stand in the source as they are. */
function fixedWords(heading: string): readonly string[] {
  return heading
    .split(/…|: /)
    .map((part) => part.trim())
    .filter((part) => part.length > 3);
}

function isIn(text: string, words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => text.includes(word));
}

test('every heading of the troubleshooting is a message of the source', () => {
  const headings = [...read('docs/troubleshooting.md').matchAll(/^### `?(.+?)`?$/gm)];
  const sources = [...filesLike('src/**/*.ts'), 'server/gin-ship'].map(read);
  const strange = headings
    .map(([, heading = '']) => fixedWords(heading))
    .filter((words) => !sources.some((text) => isIn(text, words)));
  expect(headings.length).toBeGreaterThan(50);
  expect(strange).toEqual([]);
});

const pages = filesLike('*.md', 'docs/*.md', 'examples/*.md');

test.each(pages)('what %s links to is there', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
  const missing = links
    .filter((to) => !/^https?:/.test(to))
    .filter((to) => {
      const [path = '', anchor] = to.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(repository, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
  expect(missing).toEqual([]);
});

/** As GitHub makes them: small letters, no punctuation, dashes for blanks. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(pages)('the files of this repository that %s names are there', (page) => {
  const named = [...read(page).matchAll(/`((?:src|__tests__|script|docs|\.github)\/[\w./-]+)`/g)];
  const missing = named
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(join(repository, path)));
  expect(missing).toEqual([]);
});
