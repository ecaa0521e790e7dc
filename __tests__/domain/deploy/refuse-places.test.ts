import { expect, test } from 'vitest';
import { findRefusals } from '../../../src/domain/deploy/refusals.ts';
import { deployed, server, wish } from './server-answers.ts';

const found = (...lines: readonly string[]): readonly (readonly [string, string])[] =>
  findRefusals(server(...deployed, ...lines), { ...wish, persist: ['out/a'] }, 'fail').map(
    ({ code, happened }) => [code, happened] as const,
  );

const foreign = (path: string, mode: string): string =>
  `write-paths: ${path} belongs to the user with number 0 (${mode}), and notes, as which the service runs, may not write there`;

test.each([
  ['env -rw------- 0 0 /etc/notes.env'],
  ['env crw-rw-rw- 0 0 /dev/null'],
  ['write drwxr-xr-x 998 998 /srv/out'],
  ['write drwxrwxr-x 0 33 /srv/out'],
  ['write drwxrwxrwt 0 0 /srv/out'],
  ['write none - - /var/lib/notes/out'],
  ['write none - - /var/lib/notes/out/a'],
])('with place=%s a deploy may go on', (line) => {
  expect(found(`place=${line}`)).toEqual([]);
});

test.each([
  ['env none - - /etc/note.env', 'env-file: /etc/note.env is not there on that server'],
  ['env drwxr-xr-x 0 0 /etc/notes', 'env-file: /etc/notes is a folder on that server'],
  ['env lrwxrwxrwx 0 0 /etc/notes.env', 'env-file: /etc/notes.env is a link that leads nowhere'],
  ['write none - - /srv/ou', 'write-paths: /srv/ou is not there on that server'],
  [
    'write none - - /var/lib/notes/ou',
    'write-paths: /var/lib/notes/ou is not there on that server',
  ],
  ['write lrwxrwxrwx 0 0 /srv/out', 'write-paths: /srv/out is a link that leads nowhere'],
  ['write -rw-r--r-- 998 998 /srv/out', 'write-paths: /srv/out is no folder on that server'],
  ['write drwxr-xr-x 0 0 /srv/out', foreign('/srv/out', 'drwxr-xr-x')],
])('with place=%s it is refused before anything is sent', (line, happened) => {
  expect(found(`place=${line}`)).toEqual([['deploy-places', happened]]);
});

test('who owns a folder is not asked where the user is still to be made', () => {
  const bare = server('place=write drwxr-xr-x 0 0 /srv/out');
  expect(findRefusals(bare, wish, 'fail')).toEqual([]);
});

test('it is told what to do', () => {
  const facts = server(
    ...deployed,
    ...['place=env none - - /etc/note.env', 'place=write none - - /srv/a'],
    ...['place=write -rw-r--r-- 0 0 /srv/b', 'place=write drwxr-xr-x 0 0 /srv/c'],
  );
  expect(findRefusals(facts, wish, 'fail').map(({ attempt }) => attempt)).toEqual([
    ['lay a file of KEY=VALUE lines there on the server', 'or correct env-file'],
    ['make the folder on the server, and give it to notes', 'or correct write-paths'],
    ['name the folder that it lies in', 'or correct write-paths'],
    ['give it to that user on the server: `chown notes /srv/c`', 'or correct write-paths'],
  ]);
});
