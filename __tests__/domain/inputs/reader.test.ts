import { expect, test } from 'vitest';
import { type Reader, createReader } from '../../../src/domain/inputs/reader.ts';

/** What a reader gives for the input `x`, with the problems it found. */
function read<T>(value: string | undefined, how: (reader: Reader) => T): [T, string[]] {
  const problems: string[] = [];
  const reader = createReader(value === undefined ? {} : { x: value }, problems);
  return [how(reader), problems];
}

test.each([
  [undefined, '', undefined],
  ['', '', undefined],
  ['  \n ', '', undefined],
  [' a b \n', 'a b', 'a b'],
])('the text %j is %j', (value, text, optional) => {
  expect(read(value, (reader) => [reader.text('x'), reader.optional('x')])).toEqual([
    [text, optional],
    [],
  ]);
});

test.each([
  ['', []],
  ['a', ['a']],
  ['a,b', ['a', 'b']],
  [' a , b ,, c ', ['a', 'b', 'c']],
  ['a\nb\r\n\nc', ['a', 'b', 'c']],
  ['a\n# not this, nor this\n  #b\nc#d', ['a', 'c#d']],
])('the list %j is %j', (value, expected) => {
  expect(read(value, (reader) => reader.list('x'))).toEqual([expected, []]);
});

test.each([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  [' true\n', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
])('the boolean %j is %s', (value, expected) => {
  expect(read(value, (reader) => reader.boolean('x'))).toEqual([expected, []]);
});

test.each(['yes', 'no', 'on', 'off', '1', '0', 'tRUE', 'y', '', 'false true'])(
  '%j is no boolean',
  (value) => {
    const problem = `x: "${value}" is no boolean; accepted: true, false`;
    expect(read(value, (reader) => reader.boolean('x'))).toEqual([false, [problem]]);
  },
);

const words = ['auto', 'on', 'off'] as const;
const booleans = { on: 'on', off: 'off' } as const;

test.each([
  ['auto', 'auto'],
  ['on', 'on'],
  ['true', 'on'],
  ['FALSE', 'off'],
])('where words are taken, %j is %j', (value, expected) => {
  expect(read(value, (reader) => reader.word('x', words, booleans))).toEqual([expected, []]);
});

test.each([
  ['atuo', 'x: "atuo" is not known (auto?); accepted: auto, on, off'],
  ['something', 'x: "something" is not known; accepted: auto, on, off'],
  ['On', 'x: "On" is not known (on?); accepted: auto, on, off'],
])('the word %j is refused', (value, problem) => {
  expect(read(value, (reader) => reader.word('x', words, booleans))).toEqual(['auto', [problem]]);
});

test('booleans are no words where none are named for them', () => {
  const problem = 'x: "true" is not known; accepted: commit, now';
  expect(read('true', (reader) => reader.word('x', ['commit', 'now']))).toEqual([
    'commit',
    [problem],
  ]);
});

test.each([
  ['12', '12', []],
  [' 12 ', '12', []],
  ['', undefined, []],
  ['a', undefined, ['x: "a" is not accepted; accepted: digits']],
  [
    '1\n::error::2',
    undefined,
    [String.raw`x: "1\u000a::error::2" is not accepted; accepted: digits`],
  ],
])('the text %j of a known shape is %j', (value, expected, problems) => {
  expect(read(value, (reader) => reader.shaped('x', /^\d+$/, 'digits'))).toEqual([
    expected,
    problems,
  ]);
});

const bounds = { least: '100ms', most: '1m' };
const accepted = 'accepted: 100ms to 1m, as 500ms, 10s or 5m';

test.each([
  ['100ms', 100, []],
  [' 1m\n', 60_000, []],
  ['1m1ms', 100, [`x: "1m1ms" is out of bounds; ${accepted}`]],
  ['5', 100, [`x: "5" has no unit (5s?); ${accepted}`]],
  ['', 100, [`x: "" is no duration; ${accepted}`]],
])('the duration %j is %d milliseconds', (value, ms, problems) => {
  expect(read(value, (reader) => reader.duration('x', bounds))).toEqual([ms, problems]);
});

test.each([
  ['1', 1, []],
  ['100', 100, []],
  ['101', 1, ['x: "101" is not accepted; accepted: 1 to 100']],
  ['-1', 1, ['x: "-1" is not accepted; accepted: 1 to 100']],
  ['1e2', 1, ['x: "1e2" is not accepted; accepted: 1 to 100']],
])('the count %j is %d', (value, number, problems) => {
  expect(read(value, (reader) => reader.count('x', { least: 1, most: 100 }))).toEqual([
    number,
    problems,
  ]);
});
