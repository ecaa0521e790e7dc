import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { codeOf, systemFailure } from '../../src/domain/system-trouble.ts';

function refused(code: string, path?: string): Error {
  const facts = path === undefined ? {} : { path };
  return Object.assign(new Error(`${code}: refused, open`), { code, syscall: 'open', ...facts });
}

test.each([
  ['EACCES', 'permission was refused', 'let the user that the runner runs as read and write there'],
  ['EROFS', 'the file system is read-only', 'give a folder that can be written to'],
  ['ENOSPC', 'the disk is full', 'free space there, or build fewer targets in one job'],
  ['EISDIR', 'a folder is where a file should be', 'name the file itself'],
  ['ENOTDIR', 'a file is where a folder should be', 'move the file away, or name another folder'],
  [
    'ENOENT',
    'a file or folder is not there',
    'make it in a step before, and let nothing change files while gin-ship runs',
  ],
])('%s of the system is told in words, with the path and what helps', (code, happened, attempt) => {
  const failure = systemFailure('checking', refused(code, '/a'));
  expect(failure?.message).toBe(
    `checking: ${happened}\n  path: /a\n  error: ${code}: refused, open\nTry: ${attempt}`,
  );
  expect(codeOf(failure)).toBe(code);
});

test('a code without words of ours is told in the words of the system', () => {
  expect(systemFailure('checking', refused('EXYZ'))?.message).toBe(
    'checking: EXYZ: refused, open\nTry: run it again',
  );
});

test('who knows better says what to try', () => {
  expect(systemFailure('checking', refused('EIO'), ['this', 'that'])?.facts.attempt).toEqual([
    'this',
    'that',
  ]);
});

test.each([
  new TypeError('x is not a function'),
  Object.assign(new TypeError('path must be a string'), { code: 'ERR_INVALID_ARG_TYPE' }),
  new Failure({ doing: 'a', happened: 'b', code: 'ENOSPC' }),
  'thrown',
])('%s is none of the system', (error) => {
  expect(systemFailure('checking', error)).toBe(undefined);
});
