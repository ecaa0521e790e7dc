import { expect, test } from 'vitest';
import { type Exit, explainExit, formatExit } from '../../src/domain/exit-cause.ts';

const cases: readonly (readonly [Exit, string])[] = [
  [{ code: 0 }, 'it ended with exit code 0'],
  [{ code: 1 }, 'it ended with exit code 1'],
  [
    { code: 2 },
    'it ended with exit code 2: a panic, which stands in its output, or arguments that it does not know',
  ],
  [
    { code: 126 },
    'it ended with exit code 126: the file is there and may not be run: not executable, for another processor, on a file system mounted noexec, or held back by SELinux',
  ],
  [
    { code: 127 },
    'it ended with exit code 127: the file, the loader that it names or a shared library is not there',
  ],
  [
    { code: 132 },
    'it was ended by SIGILL (exit code 132): the processor lacks an instruction that it was built for, by GOARM, GOARM64 and their like or by C code for newer processors',
  ],
  [
    { code: 134 },
    'it was ended by SIGABRT (exit code 134): it gave up by itself: an abort in C code, threads refused by an old seccomp filter, or a library that macOS does not accept',
  ],
  [
    { code: 137 },
    'it was ended by SIGKILL (exit code 137): it was killed: for want of memory, by a memory limit or at the end of a time limit; on macOS also for a broken signature',
  ],
  [
    { code: 139 },
    'it was ended by SIGSEGV (exit code 139): a memory fault in C code, often a static glibc that looks up names or users; a fault in Go code would have been a panic',
  ],
  [
    { code: 143 },
    'it was ended by SIGTERM (exit code 143): it was told to end, and has no handler of its own for that',
  ],
  [
    { code: 159 },
    'it was ended by SIGSYS (exit code 159): a seccomp filter forbids a system call that it made: SystemCallFilter= of its unit, or the container',
  ],
  [
    { signal: 'SIGTERM' },
    'it was ended by SIGTERM (exit code 143): it was told to end, and has no handler of its own for that',
  ],
  [{ code: 0xc0000135 }, 'it ended with exit code 0xC0000135: a DLL that it needs is not there'],
  [{ code: 200 }, 'it ended with exit code 200'],
  [{ signal: 'SIGUSR1' }, 'it was ended by SIGUSR1'],
  [{ signal: 'constructor' }, 'it was ended by constructor'],
  [{ notStarted: 'ENOENT' }, 'it could not be started (ENOENT)'],
  [{}, 'it ended in a way that is not known'],
];

test.each(cases)('%j is told in words', (exit, sentence) => {
  expect(formatExit(exit)).toBe(sentence);
});

test('a name of a signal and the exit code that a shell gives for it are the same end', () => {
  const names = [
    'SIGHUP',
    'SIGILL',
    'SIGABRT',
    'SIGBUS',
    'SIGKILL',
    'SIGSEGV',
    'SIGPIPE',
    'SIGSYS',
  ];
  const codes = [129, 132, 134, 135, 137, 139, 141, 159];
  expect(names.map((signal) => explainExit({ signal }))).toEqual(
    codes.map((code) => explainExit({ code })),
  );
});
