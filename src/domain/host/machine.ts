/** What is a host's own word for its system and processor in Go's words? */

import { lookUp } from '../look-up.ts';

const systems: Readonly<Record<string, string>> = {
  Darwin: 'darwin',
  FreeBSD: 'freebsd',
  Linux: 'linux',
  NetBSD: 'netbsd',
  OpenBSD: 'openbsd',
  Windows_NT: 'windows',
};

/** `uname -s`, or Windows' `%OS%`. */
export function parseSystem(word: string): string | undefined {
  return lookUp(systems, word);
}

/** `uname -m`, `uname -p` and PROCESSOR_ARCHITECTURE, lower-case; mips does not say its byte order. */
const machines: readonly (readonly [RegExp, string])[] = [
  [/^(?:x86_64|amd64)$/, 'amd64'],
  [/^(?:i[3-6]86|x86|i86pc)$/, '386'],
  [/^(?:aarch64|arm64)$/, 'arm64'],
  [/^armv[5-8]l?$|^armv[5-8][a-z]*l$|^armv[67]$/, 'arm'],
  [/^riscv64$/, 'riscv64'],
  [/^(?:ppc64le|powerpc64le)$/, 'ppc64le'],
  [/^(?:ppc64|powerpc64)$/, 'ppc64'],
  [/^s390x$/, 's390x'],
  [/^loongarch64$/, 'loong64'],
];

/**
 * GOARCH of what a host says of itself; `order` is the byte order of its own programs, without which
 * mips stays unknown.
 */
export function parseMachine(word: string, order?: 'little' | 'big'): string | undefined {
  const machine = word.toLowerCase();
  const known = machines.find(([pattern]) => pattern.test(machine))?.[1];
  if (known !== undefined || order === undefined) return known;
  const mips = /^mips(64)?(?:el|le)?$/.exec(machine);
  return mips ? `mips${mips[1] ?? ''}${order === 'little' ? 'le' : ''}` : undefined;
}
