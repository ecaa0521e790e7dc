import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chinese } from '../../script/chinese.ts';
import { digestOf, readEntries } from '../../script/doc-tables.ts';
import { typeOf, typedNames } from '../../script/input-types.ts';
import { repository } from '../action/runner.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const english = read('README.md');
const translated = read('README.zh-CN.md');

const fences = /^```\w*\n[^]*?^```$/gm;
const blocks = (text: string): readonly string[] => text.match(fences) ?? [];
const prose = (text: string): string => text.replaceAll(fences, '');

test('headings have the same levels in the same order', () => {
  const levels = (text: string): readonly string[] => prose(text).match(/^#+(?= )/gm) ?? [];
  expect(levels(translated)).toEqual(levels(english));
});

test('blocks of code are the same', () => {
  expect(blocks(translated)).toEqual(blocks(english));
});

/** Words in code that no translation changes. */
const words = (text: string): readonly string[] =>
  [...new Set(text.match(/`[^`\n]+`/g) ?? [])]
    .filter((word) => !/[<\p{sc=Han}]/u.test(word))
    .sort();

/** Of each table its rows, each by its words in code. */
function tables(text: string): readonly (readonly string[])[] {
  const found = prose(text).match(/(?:^\|.*\|\n)+/gm) ?? [];
  return found.map((table) =>
    table
      .trimEnd()
      .split('\n')
      .map((row) => words(row).join(' ')),
  );
}

test('tables have the same rows, with the same words in code', () => {
  expect(tables(translated)).toEqual(tables(english));
});

test('links lead to the same places', () => {
  const links = (text: string): readonly string[] =>
    [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, to = '']) => to)
      .filter((to) => !/^README(?:\.zh-CN)?\.md$/.test(to));
  expect(links(translated)).toEqual(links(english));
});

test('each section has the same words in code, but for those of tables', () => {
  const sections = (text: string): readonly (readonly string[])[] =>
    prose(text)
      .replaceAll(/^\|.*\|\n/gm, '')
      .split(/^#+ .*$/m)
      .map(words);
  expect(sections(translated)).toEqual(sections(english));
});

test.each(['inputs', 'outputs'] as const)(
  'the texts of all %s are translated as they are',
  (section) => {
    const stale = readEntries(section).flatMap(({ name, description }) => {
      const digest = digestOf(description);
      return chinese[section][name]?.of === digest ? [] : [`${name}: ${digest}`];
    });
    expect(stale, 'translate them anew in script/chinese.yml, with these digests').toEqual([]);
    const known = new Set(readEntries(section).map(({ name }) => name));
    expect(Object.keys(chinese[section]).filter((name) => !known.has(name))).toEqual([]);
  },
);

test('stages and types have words of their own', () => {
  const entries = readEntries('inputs');
  const stages = new Set(entries.map(({ stage }) => stage));
  const types = new Set(entries.map((entry) => typeOf(entry.name, entry.default)));
  expect([...stages].filter((stage) => !(stage in chinese.stages))).toEqual([]);
  expect([...types].filter((type) => !(type in chinese.types))).toEqual([]);
  const names = new Set(entries.map(({ name }) => name));
  expect(typedNames.filter((name) => !names.has(name))).toEqual([]);
});
