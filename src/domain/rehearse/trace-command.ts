/** With which arguments does strace tell what a service writes, and whether it reached the disk? */

import type { Enclosure } from './enclosure.ts';

const calls =
  'open openat creat stat lstat newfstatat mkdir mkdirat rename renameat renameat2 unlink unlinkat ' +
  'truncate ftruncate ' +
  'accept accept4 connect bind write writev pwrite64 pwritev pwritev2 sendto sendmsg sendfile ' +
  'fsync fdatasync msync sync syncfs sync_file_range mmap kill tkill tgkill exit exit_group';

/**
 * Processors differ in the calls that they have; `?` lets strace pass over those it does not know. Paths
 * stand at the descriptors. No contents: they may be secret.
 */
const selection: readonly string[] = [
  '-f',
  '-q',
  '-ttt',
  '-y',
  '-s',
  '0',
  '-e',
  `trace=?${calls.replaceAll(' ', ',?')}`,
];

/** strace for a process that runs already, and all that it starts; `file` is what it writes. */
export function traceOf(pid: number, file: string): readonly string[] {
  return [...selection, '-o', file, '-p', String(pid)];
}

/** strace as the first program inside. With -D the service, and not strace, is the process whose end we see. */
export function traceInside({
  inside,
  surroundings,
}: Pick<Enclosure, 'inside' | 'surroundings'>): readonly string[] {
  const { strace = 'strace' } = surroundings.tools;
  return [strace, '-D', ...selection, '-o', inside.trace, '--'];
}
