import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deployInputNames } from '../../src/domain/inputs/deploy.ts';
import { deployStates } from '../../src/domain/deploy/records.ts';
import { repository } from '../action/runner.ts';
import { actionFile } from '../fakes/inputs.ts';
import { parseDeploy } from '../domain/inputs/deploy-defaults.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const page = read('docs/deploy.md');
const section = (title: string): string =>
  page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
const words = [...page.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
const names = new Set(words.map((word) => word.split(':')[0] ?? ''));

test('every input that reaches a server is on the page', () => {
  expect(deployInputNames.filter((name) => !page.includes(name))).toEqual([]);
  const sources = ['from-artifact', 'run-id', 'archive', 'expect-manifest'];
  expect(sources.filter((name) => !names.has(name))).toEqual([]);
});

test('what looks like an input, with its value, is one that is accepted', () => {
  const known = new Set(Object.keys(actionFile.inputs));
  const examples = words.flatMap((word) => {
    const [, name = '', value = ''] = /^([a-z][a-z-]+): (\S.*)$/.exec(word) ?? [];
    return name === '' || name === 'permissions' ? [] : [{ name, value }];
  });
  expect(examples.length).toBeGreaterThan(20);
  expect(examples.filter(({ name }) => !known.has(name))).toEqual([]);
  const wrong = examples.flatMap(({ name, value }) => {
    const filled = value.replace('NAME', 'notes');
    const command = { purge: 'remove', 'rollback-to': 'rollback' }[name] ?? 'ship';
    return parseDeploy({ [name]: filled }, command)[1];
  });
  expect(wrong).toEqual([]);
});

test('every state and every outcome is told', () => {
  const told = section('What happens, state by state') + section('How it can end');
  const { description = '' } = (actionFile.outputs['outcome'] ?? {}) as { description?: string };
  const outcomes = [...description.matchAll(/`([a-z-]+)`/g)].map(([, outcome = '']) => outcome);
  expect(outcomes).toHaveLength(7);
  expect([...deployStates, ...outcomes].filter((word) => !told.includes(word))).toEqual([]);
});

test('the line of sudo, the folders and the defaults are those of the source', () => {
  expect(page).toContain('deploy ALL=(root) NOPASSWD: /usr/local/libexec/gin-ship\n');
  expect(read('src/domain/deploy/way-script.ts')).toContain("'/usr/local/libexec/gin-ship'");
  const shown = ['keep-releases', 'confirm-lease', 'lock-wait'].map((name) => [
    name,
    new RegExp(`\`${name}\` \\((\\w+)\\)`).exec(page)?.[1],
  ]);
  const defaults = shown.map(([name = '']) => [name, actionFile.inputs[name]?.default]);
  expect(shown).toEqual(defaults);
});
