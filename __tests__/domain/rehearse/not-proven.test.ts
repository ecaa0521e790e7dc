import { expect, test } from 'vitest';
import { notProvenIn, notProvenOn } from '../../../src/domain/rehearse/not-proven.ts';

const sync = 'that a write is on the disk before its answer: no strace';

test.each([
  ['linux', []],
  ['darwin', [sync]],
  [
    'windows',
    [
      'an end by SIGTERM and the request in flight: Windows has no such signal, the program is ended',
      sync,
    ],
  ],
])('what %s cannot show', (os, phrases) => {
  expect(notProvenOn(os)).toEqual(phrases);
});

test('where the release is read-only, nothing of it is left open', () => {
  const refused = [{ way: 'sudo', because: 'sudo is not there' }] as const;
  expect(notProvenIn({ enforced: true, refused })).toEqual([]);
});

test('where it is not, nobody knows what is written elsewhere, and why is told', () => {
  const refused = [{ way: 'root', because: 'not permitted' }] as const;
  expect(notProvenIn({ enforced: false, refused })).toEqual([
    'that the release is read-only for it: not enforced, writes are found by comparison: root: not permitted',
    'that it keeps nothing in /tmp: TMPDIR is new at every start, but /tmp itself is that of the runner',
    'that it writes nothing elsewhere: nobody looks there, but for strace where it is there',
  ]);
});
