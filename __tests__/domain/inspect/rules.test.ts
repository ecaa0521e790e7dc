import { expect, test } from 'vitest';
import { createFinding } from '../../../src/domain/inspect/finding.ts';
import { rules } from '../../../src/domain/inspect/rules.ts';

test('every rule has an id of its own, a title in few words and a help in sentences', () => {
  const odd = rules.filter(
    ({ id, title, help }) =>
      !/^GS-[A-Z]+(?:-[A-Z]+)*$/.test(id) ||
      !/^[A-Z].{8,70}[^.]$/.test(title) ||
      !/^\S.{40,}\.$/.test(help),
  );
  expect(odd).toEqual([]);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('texts of a finding are plain and short, wherever they came from', () => {
  const text = { message: 'a\u001B[31m', value: 'x'.repeat(500), fix: '::error::b' };
  expect(createFinding('GS-OS', 'note', text)).toEqual({
    id: 'GS-OS',
    severity: 'note',
    message: 'a\\u001b[31m',
    value: `${'x'.repeat(397)}...`,
    fix: '| ::error::b',
  });
});

test('a text is never cut within a character', () => {
  const text = {
    message: `${'x'.repeat(396)}\u{1F600}${'y'.repeat(9)}`,
    value: '\uD83D',
    fix: 'x',
  };
  const { message, value } = createFinding('GS-OS', 'note', text);
  expect([message, value]).toEqual([`${'x'.repeat(396)}...`, '\uFFFD']);
});
