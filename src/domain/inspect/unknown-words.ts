/** What is not known of a binary, in words? */

import type { Needs, UnknownNeed } from './needs.ts';

const unknownWords: Readonly<Record<UnknownNeed, string>> = {
  arch: 'its architecture',
  cpu: 'the level of processor it needs',
  format: 'its format',
  glibc: 'the glibc it needs',
  go: 'the Go that built it',
  kernel: 'the kernel it needs',
  link: 'how it reaches the C library',
  macos: 'the macOS it needs',
  os: 'its system',
  page: 'the page sizes it runs with',
  roots: 'whether it needs CA certificates of the host',
  symbols: 'which functions are in it',
  'time-zones': 'whether it needs time zones of the host',
  whole: 'what is damaged where it is loaded',
  windows: 'the Windows it needs',
};

/** What is not known, as one phrase; empty where all is. */
export function describeUnknown({ unknown }: Needs): string {
  return unknown.map((need) => unknownWords[need]).join(', ');
}
