import { expect, test } from 'vitest';
import { parseFloor } from '../../../src/domain/inputs/inspect.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import type { RunFloor } from '../../../src/domain/inspect/floor.ts';
import { mustRunOn } from '../../../src/domain/inspect/must-run-on.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { elf, elfCgo, found, goInfo, macho, pe } from '../../fakes/programs.ts';

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
        asOld('glibc:2.31'),
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
        asOld('alpine:3.20'),
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
        asOld('debian:12'),
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
    'nor is what could not be read at all',
    { ...statically, os: 'unknown', link: 'unknown', unknown: ['format'] },
    'static',
    [
      unmet(
        'static, and whether it runs there cannot be told: the file could not be read',
        'format',
        'build with `cgo: off`, and ship the file as Go links it',
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
  expect(mustRunOn(needs, list)).toEqual(findings);
});

test('a release that this table does not have is not met', () => {
  const strange: RunFloor = {
    kind: 'distribution',
    id: 'debian',
    release: '99',
    text: 'debian:99',
  };
  expect(mustRunOn(cgo, [strange])).toEqual([
    unmet(
      'debian:99, and whether it runs there cannot be told: nothing is known of debian:99',
      'dynamic-glibc',
      asOld('debian:99'),
    ),
  ]);
});
