import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const script = readFileSync(join(root, 'script/test'), 'utf8');

/** The words after `vitest_on NAME`, by the name of each part that script/test runs with vitest. */
function parts(): readonly (readonly [name: string, words: string])[] {
  const run = script.matchAll(/^if wants (\S+); then part \1 (\w+)\b/gm);
  return [...run].flatMap(([, name = '', body]) => {
    const [, words] =
      new RegExp(`^${body}\\(\\) \\{ vitest_on \\S+ (.*); \\}$`, 'm').exec(script) ?? [];
    return words === undefined ? [] : [[name, words] as const];
  });
}

/** What vitest itself takes these words for. */
function filesOf(words: string): readonly string[] {
  const list = `node_modules/.bin/vitest list --filesOnly ${words}`;
  const said = execFileSync('bash', ['-c', list], { cwd: root, encoding: 'utf8' });
  return said
    .split('\n')
    .filter((line) => line.endsWith('.test.ts'))
    .map((line) => line.replace(/^\[[a-z-]+\] /, ''));
}

test('every test belongs to one part of script/test, wherever its folder is', () => {
  const partsOf = new Map(
    readdirSync(join(root, '__tests__'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => [`__tests__/${path}`, [] as string[]]),
  );
  for (const [name, words] of parts()) {
    for (const file of filesOf(words)) partsOf.get(file)?.push(name);
  }
  const misplaced = [...partsOf].filter(([, names]) => names.length !== 1);
  expect(misplaced).toEqual([]);
  expect(partsOf.get('__tests__/start.test.ts')).toEqual(['unit']);
  expect(partsOf.get('__tests__/action/transcript.test.ts')).toEqual(['end-to-end']);
});

test('script/test runs each of its parts unless some are named', () => {
  const [, all] = /\|\| set -- (.*)$/m.exec(script) ?? [];
  const run = [...script.matchAll(/^if wants (\S+); then part \1\b/gm)].map(([, name]) => name);
  expect(all?.split(' ')).toEqual(run);
});
