import { describe, expect, test } from 'vitest';
import { unquotePrefix } from '../../../../src/domain/binary/go/unquote.ts';

describe("a string in Go's quotes", () => {
  test.each<[text: string, value: string, rest: string]>([
    ['""', '', ''],
    ['"a b"=c', 'a b', '=c'],
    ['``', '', ''],
    ['`a\\n"b`c', 'a\\n"b', 'c'],
    ['`a\rb`', 'ab', ''],
    [String.raw`"\a\b\f\n\r\t\v\\\""`, '\u0007\b\f\n\r\t\v\\"', ''],
    [String.raw`"\x41\101\u00e9\U0001f600"`, 'AAé😀', ''],
    [String.raw`"\xc3\xa9"`, 'é', ''],
    [String.raw`"\xff"`, 'ÿ', ''],
    ['"für"', 'für', ''],
    [String.raw`"-X main.name=\"a b\""rest`, '-X main.name="a b"', 'rest'],
  ])('%s', (text, value, rest) => {
    expect(unquotePrefix(text)).toEqual({ value, rest });
  });
});

describe('what is no string in quotes', () => {
  test.each([
    'plain',
    '',
    '"',
    '"open',
    '"open\\"',
    '"\\',
    '`open',
    String.raw`"\q"`,
    String.raw`"\'"`,
    String.raw`"\x4"`,
    String.raw`"\400"`,
    String.raw`"\ud800"`,
    String.raw`"\U00110000"`,
  ])('%s', (text) => {
    expect(unquotePrefix(text)).toBe(undefined);
  });
});

test('a long value is read in one go', () => {
  const long = 'x"\\'.repeat(300_000);
  expect(unquotePrefix(JSON.stringify(long))).toEqual({ value: long, rest: '' });
});
