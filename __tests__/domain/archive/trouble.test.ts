import { expect, test } from 'vitest';
import { writeFailure } from '../../../src/domain/archive/trouble.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { codeOf } from '../../../src/domain/system-trouble.ts';

const system = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

test.each([
  [
    system('ENOSPC'),
    'packing a: the disk is full\n  folder: /out\n  free there: 1.0 KiB\n  error: ENOSPC: it failed\nTry: free space there, or build fewer targets in one job',
    'ENOSPC',
  ],
  [
    system('EROFS'),
    'packing a: the file system is read-only\n  folder: /out\n  free there: 1.0 KiB\n  error: EROFS: it failed\nTry: give a folder that can be written to',
    'EROFS',
  ],
  [
    system('EXYZ'),
    'packing a: EXYZ: it failed\n  folder: /out\n  free there: 1.0 KiB\nTry: run it again',
    'EXYZ',
  ],
  [
    new Error('Size mismatch'),
    'packing a: Size mismatch\n  folder: /out\n  free there: 1.0 KiB\nTry: run it again',
    undefined,
  ],
])('%s becomes a failure that says what helps', (error, message, code) => {
  const failure = writeFailure('packing a', error, { folder: '/out', room: 1024 });
  expect([failure.message, failure.facts.code, failure.cause]).toEqual([message, code, error]);
});

test('a failure stays what it is', () => {
  const failure = new Failure({ doing: 'a', happened: 'b', code: 'c' });
  expect(writeFailure('packing', failure, { folder: '/out' })).toBe(failure);
  expect(codeOf(failure)).toBe('c');
});
