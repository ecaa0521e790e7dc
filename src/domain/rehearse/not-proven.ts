/** What can a rehearsal not prove on this system? */

import { type Enclosure, describeRefused } from './enclosure.ts';

/** One phrase each, for the list "not proven here"; empty on Linux. `os` is a GOOS. */
export function notProvenOn(os: string): readonly string[] {
  if (os === 'linux') return [];
  const everywhere = ['that a write is on the disk before its answer: no strace'];
  if (os !== 'windows') return everywhere;
  return [
    'an end by SIGTERM and the request in flight: Windows has no such signal, the program is ended',
    ...everywhere,
  ];
}

/** The same for how the service is enclosed; empty where its release is read-only. */
export function notProvenIn(enclosure: Pick<Enclosure, 'enforced' | 'refused'>): readonly string[] {
  if (enclosure.enforced) return [];
  return [
    `that the release is read-only for it: not enforced, writes are found by comparison${describeRefused(enclosure)}`,
    'that it keeps nothing in /tmp: TMPDIR is new at every start, but /tmp itself is that of the runner',
    'that it writes nothing elsewhere: nobody looks there, but for strace where it is there',
  ];
}
