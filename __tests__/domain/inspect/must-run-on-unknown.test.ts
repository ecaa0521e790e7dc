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
