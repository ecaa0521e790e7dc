import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rows } from './rows.ts';

/** Those that are for a server as it is today: no nginx, no Supervisor, no other systems than Debian's. */
const wanted = [
  ...Array.from({ length: 15 }, (_, index) => index + 1),
  ...[18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 31],
].map((number) => `F${number}`);

/** Names of tests, as they stand in a file. */
function isInTestOf(file: string, piece: string): boolean {
  const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
  const names = text.matchAll(/(?:\btest\(|\]\)\(|\)\)\(|\)\(|^\s+)\s*(['"`])((?:(?!\1).)+)\1,/gm);
  return [...names].some(([, , name]) => name?.includes(piece));
}

test('every fault has a row, and every row a test', () => {
  expect(Object.keys(rows)).toEqual(wanted);
  expect(Object.entries(rows).filter(([, { covered }]) => covered.length === 0)).toEqual([]);
});

test.each(
  Object.entries(rows).flatMap(([number, { fault, covered }]) =>
    covered.map(([file, piece]) => [number, fault, file, piece] as const),
  ),
)('%s, %s: %s has the test "%s"', (_, __, file, piece) => {
  expect(isInTestOf(file, piece)).toBe(true);
});
