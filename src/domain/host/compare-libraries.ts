/** Does a host have the loader and the libraries that the program names? */

import type { Needs } from '../inspect/needs.ts';
import { archOfElf, isForArch } from './elf-kind.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, doubtful, unknown, unmet } from './start.ts';

export function compareLoader(needs: Needs, host: HostFacts): readonly Answer[] {
  const { interpreter, arch } = needs;
  if (interpreter === undefined || needs.os !== 'linux') return [];
  const loader = host.loaders.get(interpreter);
  if (loader === undefined) {
    return [unknown('GS-INTERP', 'whether the host has the loader is not known', interpreter)];
  }
  if (!loader.there) {
    const message = `the host does not have the loader that the program names${because(needs, host)}`;
    const start = { code: 127, text: 'No such file or directory' };
    return [unmet('GS-INTERP', start, { message, value: interpreter, fix: loaderFix(needs) })];
  }
  if (loader.kind === undefined || isForArch(loader.kind, arch)) return [];
  // The kernel's ELIBBAD: it checks the loader as it does a program (fs/binfmt_elf.c).
  const start = { code: 126, text: 'Accessing a corrupted shared library' };
  const message = 'the loader on the host is for another processor than the program';
  return [unmet('GS-INTERP', start, { message, value: interpreter, fix: loaderFix(needs) })];
}

function because(needs: Needs, host: HostFacts): string {
  const userland = host.userland && archOfElf(host.userland);
  if (userland !== undefined && userland !== needs.arch && needs.arch === host.arch) {
    return `: its own programs are for ${userland}, so only a static one for ${needs.arch} starts`;
  }
  const wanted = needs.link === 'dynamic-musl' ? 'musl' : 'glibc';
  const has = host.libc?.kind;
  return has !== undefined && has !== wanted ? `: its C library is ${has}` : '';
}

function loaderFix({ link }: Needs): string {
  if (link === 'interp-only') return 'remove -buildmode=pie from flags';
  return 'build with `cgo: off`, or with a C compiler for the C library of the host';
}

/** musl's loader has these in itself, whatever their version (ldso/dynlink.c, load_library). */
const inMusl = /^(?:lib(?:c|pthread|rt|m|dl|util|xnet)\.|ld-musl-)/;

export function compareLibraries(needs: Needs, host: HostFacts): readonly Answer[] {
  const { link, libraries, arch } = needs;
  if (needs.os !== 'linux' || libraries.length === 0) return [];
  if (link !== 'dynamic-glibc' && link !== 'dynamic-musl') {
    const message = 'how the program finds its libraries is not known';
    return [unknown('GS-NEEDED', message, libraries.join(', '))];
  }
  const musl = link === 'dynamic-musl';
  const loader = needs.interpreter?.split('/').at(-1);
  const missing: string[] = [];
  const unseen: string[] = [];
  for (const name of libraries) {
    if (name === loader || (musl && inMusl.test(name))) continue;
    const found = host.libraries.get(name)?.[musl ? 'musl' : 'glibc'];
    if (found === undefined) unseen.push(name);
    else if (!found.some(({ kind }) => !kind || isForArch(kind, arch))) missing.push(name);
  }
  return [...missingLibraries(missing, needs), ...unseenLibraries(unseen)];
}

function unseenLibraries(names: readonly string[]): readonly Answer[] {
  if (names.length === 0) return [];
  const message = 'whether the host has these shared libraries is not known';
  return [unknown('GS-NEEDED', message, names.join(', '))];
}

function missingLibraries(names: readonly string[], needs: Needs): readonly Answer[] {
  const [first] = names;
  if (first === undefined) return [];
  const value = names.join(', ');
  const fix = 'install their packages on the host, or build with `cgo: off`';
  if (needs.runPaths.length > 0) {
    const message =
      'the host has these shared libraries at most in a folder that the program names';
    return [doubtful('GS-NEEDED', { message, value, fix })];
  }
  const message = 'the host does not have shared libraries that the program needs to start';
  const words =
    needs.link === 'dynamic-musl'
      ? `Error loading shared library ${first}`
      : `error while loading shared libraries: ${first}`;
  return [unmet('GS-NEEDED', { code: 127, text: words }, { message, value, fix })];
}
