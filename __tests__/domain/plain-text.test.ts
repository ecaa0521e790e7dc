import { expect, test } from 'vitest';
import { plainLine, quote, shorten } from '../../src/domain/plain-text.ts';

test.each([
  ['plain text: with colons:: inside', 'plain text: with colons:: inside'],
  ['\ttabs stay', '\ttabs stay'],
  ['笔记 – ünïcode', '笔记 – ünïcode'],
  ['::set-env name=A::b', '| ::set-env name=A::b'],
  ['  ::error::x', '|   ::error::x'],
  ['\u00a0\u3000::error::x', '| \u00a0\u3000::error::x'],
  ['##[error]x', '| ## [error]x'],
  ['before ##[add-mask]x ##[y]', '| before ## [add-mask]x ## [y]'],
  ['a\nb\rc\u0000', String.raw`a\u000ab\u000dc\u0000`],
  ['\u001b[31mred', String.raw`\u001b[31mred`],
  ['\u0085::error::x', String.raw`\u0085::error::x`],
  ['a\u2028b\u202ec', String.raw`a\u2028b\u202ec`],
  ['a\u200bb\u200e\u200f\u061c\ufeffc', String.raw`a\u200bb\u200e\u200f\u061c\ufeffc`],
  ['a\u00ad\u180e\u2060\u2064\u206f\ufff9', String.raw`a\u00ad\u180e\u2060\u2064\u206f\ufff9`],
  ['a\u{E0041}b', String.raw`a\u{e0041}b`],
  ['\ufeff::error::x', String.raw`\ufeff::error::x`],
  ['می\u200cخواهم 👩\u200d💻 é', 'می\u200cخواهم 👩\u200d💻 é'],
])('%j is shown as %j', (text, expected) => {
  expect(plainLine(text)).toBe(expected);
});

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdefg', 6, 'abc...'],
  ['ab\u{1F600}defg', 6, 'ab...'],
  ['a\u{1F600}defg', 6, 'a\u{1F600}...'],
])('%j in %d characters is %j', (line, most, expected) => {
  expect(shorten(line, most)).toBe(expected);
});

test.each([
  ['linux/amd64', '"linux/amd64"'],
  ['a\nb', String.raw`"a\u000ab"`],
  ['x'.repeat(80), `"${'x'.repeat(80)}"`],
  ['x'.repeat(81), `"${'x'.repeat(77)}..."`],
])('the value %j is quoted as %s', (value, expected) => {
  expect(quote(value)).toBe(expected);
});
