import { expect, test } from 'vitest';
import { parseKeyValues } from '../../../src/domain/inputs/key-values.ts';

test.each<[string, string, Record<string, string>]>([
  ['nothing', '', {}],
  ['blank and comment lines', '\n  \n# A=1\n  # B=2\n', {}],
  ['a value with spaces and signs as it is', 'A= b=c # d ', { A: ' b=c # d ' }],
  ['an empty value', 'A=', { A: '' }],
  ['indented keys', '  A=1\n\tB=2', { A: '1', B: '2' }],
  ['Windows line ends', 'A=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['a block', 'A<<END\none\n # two\n\nEND\nB=2', { A: 'one\n # two\n', B: '2' }],
  ['an empty block', 'A<<END\nEND', { A: '' }],
  ['a block with a spaced mark', 'A<< EOF \none\nEOF', { A: 'one' }],
  ['names that every object has', 'constructor=1\ntoString=2', { constructor: '1', toString: '2' }],
])('reads %s', (_what, text, values) => {
  expect(parseKeyValues(text)).toEqual({ values, problems: [] });
});

test.each<[string, string, Record<string, string>, string[]]>([
  [
    'a line without =',
    'A=1\nhunter2\nB=2',
    { A: '1', B: '2' },
    ['line 2 is not KEY=VALUE and not KEY<<END'],
  ],
  [
    'a key that begins with a digit',
    '1A=hunter2',
    {},
    ['line 1 is not KEY=VALUE and not KEY<<END'],
  ],
  ['a key with a dash', 'A-B=hunter2', {}, ['line 1 is not KEY=VALUE and not KEY<<END']],
  ['a key with a space after it', 'A =hunter2', {}, ['line 1 is not KEY=VALUE and not KEY<<END']],
  ['a key twice', 'A=hunter2\nA=hunter3', { A: 'hunter3' }, ['A is given twice']],
  [
    'a block without its end',
    'A=1\nB<<END\nhunter2\nend',
    { A: '1' },
    ['the block of B in line 2 has no end; its last line must be what follows <<'],
  ],
])('tells of %s, and never its value', (_what, text, values, problems) => {
  expect(parseKeyValues(text)).toEqual({ values, problems });
  expect(problems.join('\n')).not.toContain('hunter');
});

test('a key called __proto__ is a key like any other', () => {
  const { values } = parseKeyValues('__proto__=1');
  expect(Object.entries(values)).toEqual([['__proto__', '1']]);
});
