/** How did a program end, and what is the likely cause? */

import { lookUp } from './look-up.ts';

export interface Exit {
  /** As a shell or the system gives it: 128 + n where signal n ended it. */
  readonly code?: number;
  /** `SIGKILL` */
  readonly signal?: string;
  /** Why it never ran, by the system's code: `ENOENT`. */
  readonly notStarted?: string;
}

export interface ExitCause {
  /** A phrase that follows "it": `was ended by SIGKILL (exit code 137)`. */
  readonly ended: string;
  /** The likely cause, without a full stop; absent where an exit code says nothing by itself. */
  readonly cause?: string;
}

/** Linux' numbers; those that other systems number otherwise are named by a signal's name there. */
const numbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGSYS: 31,
};

const bySignal: Readonly<Record<string, string>> = {
  SIGHUP: 'it was told that its terminal or session is gone, and does not handle that',
  SIGINT: 'it was interrupted, and does not handle that',
  SIGQUIT: 'it was told to print its stacks and end',
  SIGILL:
    'the processor lacks an instruction that it was built for, by GOARM, GOARM64 and their like or by C code for newer processors',
  SIGTRAP: 'it ran into a breakpoint or a check of its own runtime',
  SIGABRT:
    'it gave up by itself: an abort in C code, threads refused by an old seccomp filter, or a library that macOS does not accept',
  SIGBUS: 'a file that it had mapped became shorter, or the disk beneath was full',
  SIGFPE: 'an arithmetic fault in C code',
  SIGKILL:
    'it was killed: for want of memory, by a memory limit or at the end of a time limit; on macOS also for a broken signature',
  SIGSEGV:
    'a memory fault in C code, often a static glibc that looks up names or users; a fault in Go code would have been a panic',
  SIGPIPE: 'nobody read any more what it wrote',
  SIGTERM: 'it was told to end, and has no handler of its own for that',
  SIGXCPU: 'it used up its limit of processor time',
  SIGXFSZ: 'a file reached its limit of size',
  SIGSYS:
    'a seccomp filter forbids a system call that it made: SystemCallFilter= of its unit, or the container',
};

/** Exit codes of Go, of shells, and of Windows (ntstatus.h). */
const byCode: Readonly<Record<string, string>> = {
  2: 'a panic, which stands in its output, or arguments that it does not know',
  126: 'the file is there and may not be run: not executable, for another processor, on a file system mounted noexec, or held back by SELinux',
  127: 'the file, the loader that it names or a shared library is not there',
  [0xc0000005]: 'a memory fault in C code',
  [0xc000001d]: 'the processor lacks an instruction that it was built for',
  [0xc000007b]: 'a DLL or the program itself is for another processor',
  [0xc0000135]: 'a DLL that it needs is not there',
  [0xc0000139]: 'a DLL lacks a function that it needs',
  [0xc000013a]: 'it was interrupted, and does not handle that',
};

/** In words how a program ended; what is not known has no cause. */
export function explainExit(exit: Exit): ExitCause {
  if (exit.notStarted !== undefined) return { ended: `could not be started (${exit.notStarted})` };
  const signal = exit.signal ?? signalOf(exit.code);
  if (signal !== undefined) {
    const number = lookUp(numbers, signal);
    const code = exit.code ?? (number === undefined ? undefined : 128 + number);
    const ended = `was ended by ${signal}${code === undefined ? '' : ` (exit code ${code})`}`;
    return withCause(ended, lookUp(bySignal, signal));
  }
  if (exit.code === undefined) return { ended: 'ended in a way that is not known' };
  return withCause(`ended with exit code ${showCode(exit.code)}`, byCode[exit.code]);
}

/** The same as one sentence, without a full stop. */
export function formatExit(exit: Exit): string {
  const { ended, cause } = explainExit(exit);
  return cause === undefined ? `it ${ended}` : `it ${ended}: ${cause}`;
}

function signalOf(code: number | undefined): string | undefined {
  return Object.keys(numbers).find((name) => numbers[name] === (code ?? 0) - 128);
}

function showCode(code: number): string {
  return code >= 0x80000000 ? `0x${code.toString(16).toUpperCase()}` : String(code);
}

function withCause(ended: string, cause: string | undefined): ExitCause {
  return cause === undefined ? { ended } : { ended, cause };
}
