import { expect, test } from 'vitest';
import { sourced } from './sourced.ts';

/** As where another process is quicker between the look and the call. */
const race = 'mkdir() { command mkdir "$@"; command mkdir "$@"; }';

test('a folder that another process makes at the same moment is made', () => {
  expect(sourced(`${race}; make_folder one 711 && stat -c '%F %a' one`)).toBe('directory 711');
});

test('a folder that cannot be made is not', () => {
  expect(sourced(": >one; make_folder one 755 || echo 'not made'")).toBe('not made');
  expect(sourced("make_folder none/one 755 || echo 'not made'")).toBe('not made');
});
