/** Which shared libraries must be installed beside the program? */

import { firstFew } from '../first-few.ts';
import { type Finding, createFinding } from './finding.ts';
import type { Needs } from './needs.ts';

/**
 * Libraries that every system with glibc has: those of auditwheel's white list that a server has
 * without a desktop (pypa/auditwheel, policy/manylinux-policy.json).
 */
const withGlibc: ReadonlySet<string> = new Set(
  'libanl.so.1 libc.so.6 libc.so.6.1 libdl.so.2 libgcc_s.so.1 libm.so.6 libm.so.6.1 libmvec.so.1 libpthread.so.0 libresolv.so.2 librt.so.1 libstdc++.so.6 libutil.so.1 libz.so.1'.split(
    ' ',
  ),
);
const glibcLoader = /^ld(?:-linux[a-z0-9_-]*|64)?\.so\.\d$/;

/** Alpine's base: neither libgcc nor libstdc++ is in it. */
const withMusl = /^(?:libc\.musl-.*\.so\.1|ld-musl-.*\.so\.1|libc\.so|libz\.so\.1)$/;

const withBsd = /^lib(?:c|m|pthread|thr|util|rt|dl|resolv|execinfo|kvm)\.so(?:\.[\d.]+)?$/;

/** Names in a finding; a file can name thousands. */
const shown = 12;

/** Those that not every system with its C library has. */
export function foreignLibraries({ link, libraries }: Needs): readonly string[] {
  return libraries.filter((name) => !isBase(link, name));
}

export function judgeLibraries(needs: Needs): readonly Finding[] {
  const missing = foreignLibraries(needs);
  if (missing.length === 0) return [];
  return [
    createFinding('GS-NEEDED', 'warning', {
      message:
        missing.length === 1
          ? 'it does not start where this shared library is not installed'
          : `it does not start where one of these ${missing.length} shared libraries is not installed`,
      value: firstFew(missing, shown),
      fix: 'link it in statically (`-extldflags -static` under ldflags), or install its package on every server',
    }),
  ];
}

/** Windows, macOS and others whose libraries are judged elsewhere, or not at all, have no list here. */
function isBase(link: Needs['link'], name: string): boolean {
  if (link === 'dynamic-musl') return withMusl.test(name);
  if (link === 'bsd') return withBsd.test(name);
  if (link === 'system') return true;
  return withGlibc.has(name) || glibcLoader.test(name);
}
