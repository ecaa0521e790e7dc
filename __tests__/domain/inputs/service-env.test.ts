import { expect, test } from 'vitest';
import { parseKeyValues } from '../../../src/domain/inputs/key-values.ts';
import { parseDeploy } from './deploy-defaults.ts';

const read = (text: string): readonly [Readonly<Record<string, string>>, readonly string[]] => {
  const [{ what }, problems] = parseDeploy({ 'service-env': text });
  return [what.env, problems];
};

test.each<[string, string, Record<string, string>]>([
  ['blanks at the end of a value, the last one too', 'A=1  \nB=\t2 ', { A: '1  ', B: '\t2 ' }],
  ['a byte order mark before the first key', '\uFEFFA=1\nB=\uFEFF2', { A: '1', B: '\uFEFF2' }],
  ['Windows line ends, in blocks too', 'A=1\r\nB<<END\r\nx\r\ny\r\nEND\r\n', { A: '1', B: 'x\ny' }],
  ['a line separator within a value', 'A=x\u2028y', { A: 'x\u2028y' }],
  ['quotes, dollars and all', `A="$(id)" 'x' \\n #; %i`, { A: `"$(id)" 'x' \\n #; %i` }],
  ['a block with blank lines at its end', 'A<<END\nx\n\n\nEND', { A: 'x\n\n' }],
])('keeps %s', (_what, text, values) => {
  expect(read(text)).toEqual([values, []]);
});

test.each<[string, string, string[]]>([
  [
    'a zero byte',
    'A=hunter\u00002',
    ['service-env: the value of A has a zero byte in it, which no variable can hold'],
  ],
  [
    'what is no Unicode text',
    'A=hunter\uD800\nB=hunter\uFFFE',
    ['A', 'B'].map(
      (name) =>
        `service-env: the value of ${name} has characters in it that are no Unicode text for systemd; encode it, as with base64`,
    ),
  ],
  [
    'a value that no program can be given',
    `A=${'x'.repeat(140_000)}`,
    [
      'service-env: the value of A is 140000 bytes long; Linux gives a program at most 131072 for one variable',
    ],
  ],
  [
    'what other inputs set',
    'PORT=80\nGIN_SHIP_PORT=80',
    [
      'service-env: PORT is what port-env sets, to service-port; drop it here',
      "service-env: GIN_SHIP_PORT is a name of gin-ship's own; take another",
    ],
  ],
  [
    'lines of another form',
    'A=1\nexport B=hunter2\nA=hunter3',
    ['service-env: line 2 is not KEY=VALUE and not KEY<<END', 'service-env: A is given twice'],
  ],
])('refuses %s, and never tells a value', (_what, text, problems) => {
  expect(read(text)[1]).toEqual(problems);
  expect(problems.join('\n')).not.toContain('hunter');
});

test('a megabyte and ten thousand variables are the most', () => {
  const many = (count: number, value: string): string =>
    Array.from({ length: count }, (_, at) => `K${at}=${value}`).join('\n');
  expect(read(many(10_000, 'v'))[1]).toEqual([]);
  expect(read(many(10_001, 'v'))[1]).toEqual([
    'service-env: has 10001 variables; 10000 are the most',
  ]);
  expect(read(many(10, 'v'.repeat(110_000)))[1]).toEqual([
    'service-env: is 1100039 bytes long; 1048576 are the most',
  ]);
});

test('of many problems the first twenty are told, and how many more there are', () => {
  const [, problems] = read(Array.from({ length: 5000 }, () => 'nonsense').join('\n'));
  expect(problems).toHaveLength(21);
  expect(problems[20]).toBe('service-env: and 4980 more of this kind');
});

test('a carriage return within a line is a character like any other', () => {
  expect(parseKeyValues('A=x\ry')).toEqual({ values: { A: 'x\ry' }, problems: [] });
});
