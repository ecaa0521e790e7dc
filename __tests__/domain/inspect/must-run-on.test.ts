import { expect, test } from 'vitest';
import { parseFloor } from '../../../src/domain/inputs/run-floor.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import type { RunFloor } from '../../../src/domain/inspect/floor.ts';
import { mustRunOn } from '../../../src/domain/inspect/must-run-on.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { asked, elf, elfCgo, found, goInfo, macho, need, pe } from '../../fakes/programs.ts';

function floor(text: string): RunFloor {
  const read = parseFloor(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.floor;
}

const unmet = (message: string, value: string, fix: string): Finding => ({
  id: 'GS-MUST-RUN-ON',
  severity: 'error',
  message: `must-run-on asks for ${message}`,
  value,
  fix,
});

const linux = { systems: ['linux', 'android'] };
const cgo = needsOf(elfCgo(), found());
const statically = needsOf(elf(), found());
const pie = needsOf(
  elf({ type: 3, dynamic: true, interpreter: '/lib64/ld-linux-x86-64.so.2' }),
  found(),
);
const muslCgo = needsOf(
  elfCgo({
    interpreter: '/lib/ld-musl-x86_64.so.1',
    needed: ['libc.musl-x86_64.so.1'],
    versions: [],
  }),
  found(),
);
const symbols =
  'pthread_create@GLIBC_2.34, pthread_detach@GLIBC_2.34, pthread_key_create@GLIBC_2.34';
const loader = '/lib64/ld-linux-x86-64.so.2';
const inside = (text: string): string =>
  `build with \`cgo: off\`, or inside ${text} (its image as the job's container), or remove ${text} from must-run-on`;
const of = (more: Partial<Parameters<typeof elfCgo>[0]>): Needs => needsOf(elfCgo(more), found());
const asOld = (text: string): string =>
  `build with \`cgo: off\`, or on a system as old as ${text} (its image as the job's container), or remove ${text} from must-run-on`;

test.each<[string, Needs, string, readonly Finding[]]>([
  ['static meets all', statically, 'static, glibc:2.17, debian:10, alpine:3.17', []],
  ['met floors', cgo, 'glibc:2.34, debian:12, ubuntu:22.04, rhel:9, amazonlinux:2023', []],
  [
    'a glibc that is too old',
    cgo,
    'glibc:2.31',
    [
      unmet(
        'glibc:2.31, and it does not run there: it needs glibc 2.34',
        symbols,
        'build with `cgo: off`, or on a system with glibc 2.31 or older, or remove glibc:2.31 from must-run-on',
      ),
    ],
  ],
  [
    'each distribution that is too old',
    cgo,
    'debian:11, rhel:9, rhel:8',
    [
      unmet(
        'debian:11, and it does not run there: it needs glibc 2.34',
        symbols,
        asOld('debian:11'),
      ),
      unmet('rhel:8, and it does not run there: it needs glibc 2.34', symbols, asOld('rhel:8')),
    ],
  ],
  [
    'Alpine',
    cgo,
    'alpine:3.20',
    [
      unmet(
        `alpine:3.20, and it does not run there: it needs the loader ${loader}`,
        loader,
        inside('alpine:3.20'),
      ),
    ],
  ],
  [
    'static',
    cgo,
    'static',
    [
      unmet(
        'static, and it does not run there: it needs a loader or libraries of the host',
        `${loader}, libc.so.6`,
        'build with `cgo: off`, or with musl and `-linkmode external -extldflags -static` in ldflags',
      ),
    ],
  ],
  [
    'pie without cgo runs with glibc alone',
    pie,
    'debian:11, alpine:3.20, static',
    [
      unmet(
        `alpine:3.20, and it does not run there: it needs the loader ${loader}`,
        loader,
        'remove -buildmode=pie from flags',
      ),
      unmet(
        'static, and it does not run there: it needs a loader or libraries of the host',
        loader,
        'remove -buildmode=pie from flags',
      ),
    ],
  ],
  [
    'musl runs on Alpine alone',
    muslCgo,
    'alpine:3.20, debian:12',
    [
      unmet(
        'debian:12, and it does not run there: it needs the loader /lib/ld-musl-x86_64.so.1',
        '/lib/ld-musl-x86_64.so.1',
        inside('debian:12'),
      ),
    ],
  ],
  [
    'what cannot be told is not met',
    { ...cgo, unknown: ['glibc'] },
    'debian:12',
    [
      unmet(
        'debian:12, and whether it runs there cannot be told: which glibc it needs could not be read',
        'glibc',
        asOld('debian:12'),
      ),
    ],
  ],
  [
    'musl on any glibc',
    muslCgo,
    'glibc:2.31',
    [
      unmet(
        'glibc:2.31, and it does not run there: it needs the loader /lib/ld-musl-x86_64.so.1',
        '/lib/ld-musl-x86_64.so.1',
        'build with `cgo: off`, or on a system with glibc 2.31, or remove glibc:2.31 from must-run-on',
      ),
    ],
  ],
  [
    'what glibc keeps for itself runs nowhere else',
    of({ versions: [need('GLIBC_PRIVATE', ['_dl_argv'])] }),
    'debian:12',
    [
      unmet(
        'debian:12, and it does not run there: it uses what glibc keeps for itself, so it runs with one very build of it only',
        'GLIBC_PRIVATE',
        'build with `cgo: off`, or remove debian:12 from must-run-on',
      ),
    ],
  ],
  [
    'a marker that is not known is not met',
    of({ versions: [need('GLIBC_2.34', ['dlsym']), need('GLIBC_ABI_GNU2_TLS', [])] }),
    'debian:12',
    [
      unmet(
        'debian:12, and whether it runs there cannot be told: nothing is known of GLIBC_ABI_GNU2_TLS',
        'GLIBC_ABI_GNU2_TLS',
        asOld('debian:12'),
      ),
    ],
  ],
  [
    'libraries that have to be installed are not in a distribution, and no part of its glibc',
    of({ needed: ['libfoo.so.1', 'libc.so.6', 'libstdc++.so.6'] }),
    'debian:12, glibc:2.34',
    [
      unmet(
        'debian:12, and whether it runs there cannot be told: it needs shared libraries that are not part of every such system',
        'libfoo.so.1',
        'link them in statically (`-extldflags -static` under ldflags), or install their packages there and remove debian:12 from must-run-on',
      ),
    ],
  ],
  [
    'a plain Alpine has no library of C++ or of the compiler',
    { ...muslCgo, libraries: ['libc.musl-x86_64.so.1', 'libgcc_s.so.1', 'libstdc++.so.6'] },
    'alpine:3.20',
    [
      unmet(
        'alpine:3.20, and whether it runs there cannot be told: it needs shared libraries that are not part of every such system',
        'libgcc_s.so.1, libstdc++.so.6',
        'link them in statically (`-extldflags -static` under ldflags), or install their packages there and remove alpine:3.20 from must-run-on',
      ),
    ],
  ],
  ['a distribution of another gin-ship', cgo, '', []],
  ['Windows is not asked', needsOf(pe(), found()), 'static, debian:12', []],
  ['nor is macOS', needsOf(macho(), found()), 'static, debian:12', []],
  [
    'nor is FreeBSD',
    needsOf(elf({ osAbi: 9, go: goInfo({ GOOS: 'freebsd' }) }), found()),
    'static',
    [],
  ],
])('%s', (_, needs, floors, findings) => {
  const list = floors === '' ? [] : floors.split(', ').map(floor);
  expect(mustRunOn(needs, asked({ floors: list }), linux)).toEqual(findings);
});

test('a floor that is judged as an older one is named in the fix as it was written', () => {
  const newer: RunFloor = {
    kind: 'distribution',
    id: 'alpine',
    release: '3.23',
    text: 'alpine:3.99 (judged as alpine:3.23)',
  };
  expect(mustRunOn(cgo, asked({ floors: [newer] }), linux)).toEqual([
    unmet(
      `alpine:3.99 (judged as alpine:3.23), and it does not run there: it needs the loader ${loader}`,
      loader,
      inside('alpine:3.99'),
    ),
  ]);
});

test('a release that this table does not have is not met', () => {
  const strange: RunFloor = {
    kind: 'distribution',
    id: 'debian',
    release: '99',
    text: 'debian:99',
  };
  expect(mustRunOn(cgo, asked({ floors: [strange] }), linux)).toEqual([
    unmet(
      'debian:99, and whether it runs there cannot be told: nothing is known of debian:99',
      'dynamic-glibc',
      asOld('debian:99'),
    ),
  ]);
});
