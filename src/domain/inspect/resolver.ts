/** Does a program ask the C library for names and users, and will that work? */

import { type Finding, createFinding } from './finding.ts';
import type { Program } from './header.ts';
import { libcInside, standsAlone } from './link-class.ts';
import type { LinkClass } from './needs.ts';
import type { Found } from './wanted.ts';

export function judgeResolver(program: Program, link: LinkClass, found: Found): readonly Finding[] {
  if (program.format !== 'elf') return [];
  const seen = [
    ...(found.get('net-cgo') === true ? ['net._C2func_getaddrinfo'] : []),
    ...(found.get('user-cgo') === true ? ['os/user._Cfunc'] : []),
  ];
  if (seen.length === 0) return [];
  if (libcInside(program, link) === 'glibc') return [staticGlibc(seen)];
  const musl = link === 'dynamic-musl' || standsAlone(link);
  return musl && found.get('net-cgo') === true ? [muslResolver(seen)] : [];
}

function staticGlibc(seen: readonly string[]): Finding {
  return createFinding('GS-STATIC-NSS', 'warning', {
    message:
      'glibc is linked in statically, and it is asked for names or users: it loads libraries of the host for that and can crash',
    value: seen.join(', '),
    fix: 'add netgo and osusergo to tags',
  });
}

function muslResolver(seen: readonly string[]): Finding {
  return createFinding('GS-RESOLVER', 'note', {
    message: 'musl resolves the names of hosts for it, not Go',
    value: seen.join(', '),
    fix: 'add netgo to tags',
  });
}
