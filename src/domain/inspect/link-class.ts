/** How does a program reach the C library? */

import { abiTagKernel } from './abi-note.ts';
import type { Program } from './header.ts';
import { loaderOf } from './loader.ts';
import type { LinkClass } from './needs.ts';
import { otherKindOf } from './program-kind.ts';

const muslLibrary = /^(?:libc\.musl-.*\.so\.1|ld-musl-.*\.so\.1|libc\.so)$/;
const glibcLibrary = /^(?:libc\.so\.6(?:\.1)?|ld-linux.*\.so\.\d|ld64\.so\.\d)$/;
const bsd: ReadonlySet<string> = new Set(['dragonfly', 'freebsd', 'netbsd', 'openbsd']);
const ownLibraries: ReadonlySet<string> = new Set(['android', 'illumos', 'solaris']);

/** `os` and `arch` are those of the file. */
export function linkClassOf(program: Program, os: string, arch: string): LinkClass {
  if (otherKindOf(program) !== undefined) return 'unknown';
  if (program.format !== 'elf') return 'system';
  const { interpreter, needed, dynamic, pie } = program;
  if (interpreter === undefined && needed.length === 0) {
    if (!dynamic) return 'static';
    // A dynamic section without a loader: the program relocates itself, or it is a library.
    return pie ? 'static-pie' : 'unknown';
  }
  if (bsd.has(os)) return 'bsd';
  if (ownLibraries.has(os)) return 'system';
  const libc = interpreter === undefined ? undefined : loaderOf(interpreter, arch)?.libc;
  if (libc === 'bsd' || libc === 'system') return libc;
  if (needed.length === 0) return 'interp-only';
  if (libc === 'musl' || needed.some((name) => muslLibrary.test(name))) return 'dynamic-musl';
  if (libc === 'glibc' || needed.some((name) => glibcLibrary.test(name))) return 'dynamic-glibc';
  return 'unknown';
}

/** A static program with an ABI tag has glibc in it: the tag is in glibc's start files alone. */
export function libcInside(program: Program, link: LinkClass): 'glibc' | undefined {
  if (program.format !== 'elf' || !standsAlone(link)) return undefined;
  return abiTagKernel(program) === undefined ? undefined : 'glibc';
}

/** Whether it starts without any loader or library of the host. */
export function standsAlone(link: LinkClass): link is 'static' | 'static-pie' {
  return link === 'static' || link === 'static-pie';
}
