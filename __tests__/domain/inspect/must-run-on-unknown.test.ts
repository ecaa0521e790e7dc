import { expect, test } from 'vitest';
import { parseFloor } from '../../../src/domain/inputs/run-floor.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import type { RunFloor } from '../../../src/domain/inspect/floor.ts';
import { mustRunOn } from '../../../src/domain/inspect/must-run-on.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { asked, elf, elfCgo, found, goInfo } from '../../fakes/programs.ts';

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
const statically = needsOf(elf(), found());
const again = 'build it again, and ship the file as Go links it: not cut off, not packed';
const noInfo = 'build it with go build, and keep its build info: no UPX, no garble';
const { go: _go, ...withoutGo } = elf();
const systemless = needsOf(withoutGo, found());

test.each<[string, Needs, string, readonly Finding[]]>([
  [
    'a file that is damaged where it is loaded meets nothing, be it static',
    needsOf(
      elf({ damage: ['segment 1 of 7 reaches past the end of the file'], flaw: 'cut-off' }),
      found(),
    ),
    'static, debian:12',
    [
      unmet(
        'static, and whether it runs there cannot be told: the file is damaged where it is loaded',
        'whole',
        again,
      ),
      unmet(
        'debian:12, and whether it runs there cannot be told: the file is damaged where it is loaded',
        'whole',
        again,
      ),
    ],
  ],
  [
    'damage beside what is loaded changes nothing',
    needsOf(elf({ damage: ["a section's name lies nowhere"] }), found()),
    'static, debian:12',
    [],
  ],
  [
    'without build info the link class tells what is static, and the system is not known',
    systemless,
    'static, debian:12',
    [
      unmet(
        'debian:12, and whether it runs there cannot be told: the file does not show for which system it is (no Go build info)',
        'cpu, go, os, symbols',
        noInfo,
      ),
    ],
  ],
  [
    'nor does build info without a system tell it',
    needsOf(elf({ go: goInfo({ GOOS: undefined }) }), found()),
    'glibc:2.31',
    [
      unmet(
        'glibc:2.31, and whether it runs there cannot be told: the file does not show for which system it is (its Go build info names none)',
        'os',
        noInfo,
      ),
    ],
  ],
  [
    'a shared library is no program that runs anywhere',
    needsOf(
      ((facts) => {
        const { interpreter: _interpreter, ...rest } = facts;
        return rest;
      })(elfCgo({ pie: false, needed: [] })),
      found(),
    ),
    'static',
    [
      unmet(
        'static, and whether it runs there cannot be told: how it reaches the C library is not known',
        'link',
        'build a main package, with `cgo: off` or with a C compiler for it',
      ),
    ],
  ],
  [
    'an object file is none either, and its system is not what is wrong with it',
    needsOf({ ...withoutGo, type: 1 }, found()),
    'debian:12',
    [
      unmet(
        'debian:12, and whether it runs there cannot be told: the file does not show for which system it is (no Go build info)',
        'cpu, go, link, os, symbols',
        'build a main package, with `cgo: off` or with a C compiler for it',
      ),
    ],
  ],
  [
    'nor is what could not be read at all',
    { ...statically, os: 'unknown', format: 'unknown', link: 'unknown', unknown: ['format'] },
    'static',
    [
      unmet(
        'static, and whether it runs there cannot be told: the file could not be read',
        'format',
        again,
      ),
    ],
  ],
])('%s', (_name, needs, floors, findings) => {
  const list = floors.split(', ').map(floor);
  expect(mustRunOn(needs, asked({ floors: list }), linux)).toEqual(findings);
});

test('of a file whose header is of other systems nothing is known, static or not', () => {
  const floors = [floor('static')];
  expect(mustRunOn(systemless, asked({ floors }), { systems: ['netbsd'] })).toEqual([
    unmet(
      'static, and whether it runs there cannot be told: the file does not show for which system it is (no Go build info)',
      'cpu, go, os, symbols',
      noInfo,
    ),
  ]);
});

test('where another system was asked for, a file that tells none is not held against Linux', () => {
  const question = asked({ target: { os: 'illumos', arch: 'amd64' }, floors: [floor('static')] });
  expect(mustRunOn(systemless, question, linux)).toEqual([]);
});

test('a fat file without the program that was asked for meets nothing', () => {
  const nothing: Needs = { ...systemless, format: 'macho', link: 'unknown', unknown: ['format'] };
  expect(mustRunOn(nothing, asked({ floors: [floor('static')] }), { systems: [] })).toEqual([
    unmet(
      'static, and whether it runs there cannot be told: the file holds no program for that target',
      'format',
      again,
    ),
  ]);
});

const arm = (more: Partial<Parameters<typeof elf>[0]> = {}): Needs =>
  needsOf(
    elf({
      machine: 40,
      bits: 32,
      loadAlign: 65_536,
      go: goInfo({ GOARCH: 'arm', GOAMD64: undefined, GOARM: '7' }),
      ...more,
    }),
    found(),
  );
const armCgo: Partial<Parameters<typeof elf>[0]> = {
  type: 3,
  dynamic: true,
  pie: true,
  needed: ['libc.so.6'],
  interpreter: '/lib/ld-linux-armhf.so.3',
};
const elsewhere = (text: string, name: string): Finding => ({
  id: 'GS-MUST-RUN-ON',
  severity: 'note',
  message: `must-run-on asks for ${text}, which there is not for ${name}: this program is not judged by it`,
  value: name,
  fix: 'nothing is to be done where another target is meant',
});

test.each<[string, Needs, string, readonly Finding[]]>([
  [
    'a release that is not made for the architecture is about other targets, be the program static',
    arm(),
    'rhel:9, amazonlinux:2023, ubuntu:26.04, debian:13, alpine:3.20',
    [
      elsewhere('rhel:9', 'arm'),
      elsewhere('amazonlinux:2023', 'arm'),
      elsewhere('ubuntu:26.04', 'arm'),
    ],
  ],
  ['or dynamic', arm(armCgo), 'rhel:9, debian:13', [elsewhere('rhel:9', 'arm')]],
  [
    'where nobody has looked for which it is made, it is judged by its C library',
    arm(),
    'fedora:44, glibc:2.31, static',
    [],
  ],
  [
    'a damaged file is no less damaged for it',
    arm({ damage: ['x'], flaw: 'cut-off' }),
    'rhel:9',
    [
      unmet(
        'rhel:9, and whether it runs there cannot be told: the file is damaged where it is loaded',
        'whole',
        again,
      ),
    ],
  ],
  [
    'of an architecture that nobody knows nothing is told, but that it is static',
    { ...statically, arch: 'unknown', unknown: ['arch'] },
    'debian:12, static',
    [
      unmet(
        'debian:12, and whether it runs there cannot be told: the file is for no processor that is known here',
        'arch',
        'build with `cgo: off`, and ship the file as Go links it',
      ),
    ],
  ],
  [
    'a loader of arm without floating-point registers is in no armhf that is told, and in any glibc',
    arm({ ...armCgo, needed: [], interpreter: '/lib/ld-linux.so.3' }),
    'debian:12, glibc:2.17',
    [
      unmet(
        'debian:12, and whether it runs there cannot be told: its loader /lib/ld-linux.so.3 is for processors without floating-point registers',
        '/lib/ld-linux.so.3',
        'remove -buildmode=pie from flags',
      ),
    ],
  ],
])('%s', (_name, needs, floors, findings) => {
  const list = floors.split(', ').map(floor);
  const target = { os: 'linux', arch: needs.arch };
  expect(mustRunOn(needs, asked({ target, floors: list }), linux)).toEqual(findings);
});
