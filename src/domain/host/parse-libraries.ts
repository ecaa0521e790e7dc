/** Which C library, loaders and libraries does a host's answer show? */

import { isDotted } from '../inspect/dotted.ts';
import { type Answers, known } from './answers.ts';
import { parseElfKind } from './elf-kind.ts';
import type { FoundLibrary, HostLibc, LibraryAnswer, LoaderAnswer } from './facts.ts';

/**
 * `glibc 2.36` of getconf, `ldd (GNU libc) 2.17`, `musl libc (x86_64) Version 1.2.4`; without a
 * tool the files tell: `/lib/x86_64-linux-gnu/libc-2.31.so`, `/lib/ld-musl-x86_64.so.1`.
 */
export function parseLibc({ one, all }: Answers): HostLibc | undefined {
  const said = one('libc') ?? '';
  const glibc = /^glibc (\S+)|^ldd \([^)]*\) (\S+)/.exec(said);
  const musl = /^musl libc\b(?:.*?Version (\S+))?/.exec(said);
  if (musl) return libc('musl', musl[1]);
  if (glibc) return libc('glibc', glibc[1] ?? glibc[2]);
  const loaders = all('libc.loader');
  const muslLoader = loaders.some((path) => path.includes('/ld-musl-'));
  const glibcLoader = loaders.some((path) => !path.includes('/ld-musl-'));
  const files = all('libc.file').map((path) => /\/libc-(2\.\d+)\.so$/.exec(path)?.[1]);
  const versions = [...new Set(files.filter((version) => version !== undefined))];
  if (versions.length === 1) return libc('glibc', versions[0]);
  if (muslLoader === glibcLoader) return undefined;
  return libc(muslLoader ? 'musl' : 'glibc', undefined);
}

function libc(kind: HostLibc['kind'], version: string | undefined): HostLibc {
  return version !== undefined && isDotted(version) ? { kind, version } : { kind };
}

export function parseLoaders({ one, all }: Answers): ReadonlyMap<string, LoaderAnswer> {
  const loaders = new Map<string, LoaderAnswer>();
  for (let number = 1; all(`loader.${number}`).length > 0; number += 1) {
    const path = one(`loader.${number}`);
    const at = one(`loader.${number}.at`);
    if (path === undefined || at === undefined) continue;
    if (at === 'no') loaders.set(path, { there: false });
    else loaders.set(path, { there: true, ...known({ kind: parseFound(at).kind }) });
  }
  return loaders;
}

export function parseLibraries({ one, all }: Answers): ReadonlyMap<string, LibraryAnswer> {
  const libraries = new Map<string, LibraryAnswer>();
  const sought = (key: string): boolean => one(`libraries.${key}`) === 'sought';
  for (let number = 1; all(`library.${number}`).length > 0; number += 1) {
    const name = one(`library.${number}`);
    if (name === undefined) continue;
    const found = (key: string): readonly FoundLibrary[] | undefined =>
      sought(key) ? all(`library.${number}.${key}`).map(parseFound) : undefined;
    libraries.set(name, known({ glibc: found('at'), musl: found('musl') }));
  }
  return libraries;
}

/** The first 20 bytes, or `-` where the host cannot show them, and the path. */
function parseFound(answer: string): FoundLibrary {
  const gap = answer.indexOf(' ');
  const kind = parseElfKind(answer.slice(0, Math.max(gap, 0)));
  return { path: answer.slice(gap + 1), ...known({ kind }) };
}
