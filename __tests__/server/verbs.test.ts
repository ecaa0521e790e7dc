import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { helper } from './facts-bench.ts';
import { sourced } from './sourced.ts';

const functions = [...readFileSync(helper, 'utf8').matchAll(/^(\w+)\(\)/gm)].flatMap(
  ([, name = '']) => name,
);
const verbs = 'version facts room submit attend job recover boot remove records'.split(' ');
const words = ['', 'sh', '-c', 'id', './job', 'job;id', '*', 'Version', ...functions].filter(
  (word) => !verbs.includes(word),
);

test('the helper takes its own verbs and no other word, be it a function of its own', () => {
  const asked = words.map((word) => `(main '${word}' a b) 2>&1 || echo "code $?"`).join('\n');
  const said = sourced(asked).split('\n');
  const usage = 'gin-ship: usage: version, facts, room, submit, attend, records, remove';
  expect([...new Set(said)]).toEqual([usage, 'code 64']);
  expect(said).toHaveLength(2 * words.length);
  expect(words.length).toBeGreaterThan(300);
});
