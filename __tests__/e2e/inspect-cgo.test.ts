import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeMatrix } from '../../src/domain/inspect/cgo-drift.ts';
import type { LinkClass } from '../../src/domain/inspect/needs.ts';
import { describeNeeds } from '../../src/domain/inspect/verdict.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { type CgoProgram, nativeArch } from '../oracle/cgo-programs.ts';
import {
  type CgoPrograms,
  cgoNames,
  floorByReadelf,
  readCgoPrograms,
  targetOf,
} from '../oracle/inspected-cgo.ts';

/** Milliseconds; libc itself is compiled for zig's targets, and SQLite, when they are not there yet. */
const patience = 20 * 60_000;

let world: FakeWorld;
let programs: CgoPrograms;

beforeAll(async () => {
  world = fakeWorld();
  programs = await readCgoPrograms(world);
}, patience);

afterAll(() => world[Symbol.dispose]());

const loaders: Readonly<Record<string, { readonly glibc: string; readonly musl: string }>> = {
  amd64: { glibc: '/lib64/ld-linux-x86-64.so.2', musl: '/lib/ld-musl-x86_64.so.1' },
  arm64: { glibc: '/lib/ld-linux-aarch64.so.1', musl: '/lib/ld-musl-aarch64.so.1' },
};
const own = loaders[nativeArch];

const zones = 'note GS-TZDATA';

describe('how a program with C in it is linked', () => {
  test.each<[CgoProgram, LinkClass, string | undefined, readonly string[]]>([
    ['gcc', 'dynamic-glibc', own?.glibc, ['note GS-GLIBC', zones]],
    ['gcc-stripped', 'dynamic-glibc', own?.glibc, ['note GS-GLIBC', zones]],
    ['gcc-static', 'static', undefined, ['warning GS-STATIC-NSS', zones]],
    ['gcc-static-pie', 'static-pie', undefined, ['warning GS-STATIC-NSS', zones]],
    ['gcc-static-go', 'static', undefined, []],
    ['musl', 'dynamic-musl', own?.musl, ['warning GS-INTERP', 'note GS-RESOLVER', zones]],
    ['musl-static', 'static', undefined, ['note GS-RESOLVER', zones]],
    ['zig-glibc', 'dynamic-glibc', loaders['amd64']?.glibc, ['note GS-GLIBC', zones]],
    ['zig-old-glibc', 'dynamic-glibc', loaders['arm64']?.glibc, ['note GS-GLIBC', zones]],
    ['zig-musl', 'static', undefined, ['note GS-RESOLVER', zones]],
    ['zig-windows', 'system', undefined, [zones]],
    ['zig-macos', 'system', undefined, []],
    ['off', 'static', undefined, [zones]],
    ['off-pie', 'interp-only', own?.glibc, ['warning GS-INTERP', zones]],
  ])('%s is %s', (name, link, interpreter, findings) => {
    const { needs } = programs.inspect(name);
    const seen = [needs.link, needs.interpreter, needs.unknown, programs.ids(name)];
    expect(seen).toEqual([link, interpreter, [], findings]);
    expect(programs.read(name).facts.damage).toEqual([]);
  });

  test('is read from few bytes', () => {
    for (const name of cgoNames) expect(programs.read(name).bytesRead).toBeLessThan(64 * 1024);
  });
});

describe('the glibc that a program needs', () => {
  test.each<[CgoProgram]>([
    ['gcc'],
    ['gcc-stripped'],
    ['zig-glibc'],
    ['zig-old-glibc'],
    ['sqlite'],
  ])('%s: as readelf tells it, with the symbols that force it', (name) => {
    const { needs } = programs.inspect(name);
    expect(needs.glibc).toEqual(floorByReadelf(name));
    expect(needs.glibc?.symbols.length).toBeGreaterThan(0);
  });

  test('is that of the symbols used, not that of the system it was linked on', () => {
    expect(programs.inspect('zig-glibc').needs.glibc?.version).toBe('2.34');
    expect(programs.inspect('zig-glibc').needs.glibc?.symbols).toContain(
      'pthread_create@GLIBC_2.34',
    );
    expect(programs.inspect('zig-old-glibc').needs.glibc?.version).toBe('2.17');
  });
});

describe('where a program runs, in words', () => {
  test.each<[CgoProgram, RegExp | string]>([
    [
      'zig-glibc',
      /^needs glibc 2\.34 \(__libc_start_main and \d+ more\): runs on Debian 12\+, Ubuntu 22\.04\+, RHEL 9\+, Amazon Linux 2023; not on Debian 11 \(.*\), Ubuntu 20\.04 \(.*\), RHEL 8 \(.*\), Amazon Linux 2 \(.*\), any Alpine$/,
    ],
    [
      'zig-old-glibc',
      /^needs glibc 2\.17 \(\w+ and \d+ more\): runs on Debian 10\+, Ubuntu 18\.04\+, RHEL 8\+, Amazon Linux 2\+; not on any Alpine$/,
    ],
    [
      'musl',
      /^needs musl: runs on Alpine [\d.]+\+; not on Debian up to \d+ .*Amazon Linux up to 2023/,
    ],
    [
      'off-pie',
      `names the loader ${own?.glibc}, though it needs no library: runs on Debian 10+, Ubuntu 18.04+, RHEL 7+, Amazon Linux 2+; not on any Alpine`,
    ],
    ['gcc-static', /^static; runs on any Linux from kernel \d\.\d+$/],
    ['zig-musl', /^static; runs on any Linux from kernel \d\.\d+$/],
    ['zig-windows', 'runs on Windows 10 / Server 2016 or newer'],
    ['zig-macos', /^runs on macOS \d+(?:\.\d+)? or newer$/],
  ])('%s', (name, words) => {
    expect(describeNeeds(programs.inspect(name).needs)).toMatch(words);
  });
});

describe('must-run-on', () => {
  const all = ['static', 'glibc:2.17', 'glibc:2.31', 'debian:11', 'debian:12', 'alpine:3.20'];
  test.each<[CgoProgram, readonly string[]]>([
    ['zig-glibc', ['static', 'glibc:2.17', 'glibc:2.31', 'debian:11', 'alpine:3.20']],
    ['zig-old-glibc', ['static', 'alpine:3.20']],
    ['musl', ['static', 'glibc:2.17', 'glibc:2.31', 'debian:11', 'debian:12']],
    ['off-pie', ['static', 'alpine:3.20']],
    ['gcc-static', []],
    ['gcc-static-pie', []],
    ['musl-static', []],
    ['off', []],
    ['zig-windows', []],
  ])('%s fails of all floors exactly those that it does not meet', (name, failed) => {
    const errors = programs
      .inspect(name, { floors: all })
      .findings.filter(({ id }) => id === 'GS-MUST-RUN-ON');
    const floors = errors.map(({ message }) => /^must-run-on asks for (\S+?),/.exec(message)?.[1]);
    expect(floors).toEqual(failed);
  });

  test('says what forces a floor that is not met, and what to do', () => {
    const [finding] = programs.inspect('zig-glibc', { floors: ['debian:11'] }).findings;
    expect(finding).toEqual({
      id: 'GS-MUST-RUN-ON',
      severity: 'error',
      message: 'must-run-on asks for debian:11, and it does not run there: it needs glibc 2.34',
      value: programs.inspect('zig-glibc').needs.glibc?.symbols.join(', '),
      fix: "build with `cgo: off`, or on a system as old as debian:11 (its image as the job's container), or remove debian:11 from must-run-on",
    });
  });
});

describe('cgo', () => {
  test.each<[string, CgoProgram, boolean, readonly string[]]>([
    ['that was not asked for', 'gcc', false, ['error GS-CGO-DRIFT', 'note GS-GLIBC', zones]],
    ['that was not asked for and is linked in', 'gcc-static-go', false, ['error GS-CGO-DRIFT']],
    ['that Go has turned off', 'off', true, ['warning GS-CGO-DRIFT', zones]],
  ])('%s is told', (_, name, cgo, findings) => {
    expect(programs.ids(name, { cgo })).toEqual(findings);
  });

  test('that makes one target dynamic and leaves another static is told', () => {
    const members = (['gcc', 'off-arm64', 'zig-windows'] as const).map((name) => ({
      target: targetOf(name),
      binary: 'resolver',
      needs: programs.inspect(name).needs,
    }));
    const drifts = judgeMatrix(members).map(({ member, finding }) => [member.target, finding]);
    expect(drifts).toEqual([
      [
        targetOf('gcc'),
        {
          id: 'GS-CGO-DRIFT',
          severity: 'warning',
          message:
            'it needs the C library of the host, while the same program is static for linux/arm64',
          value: 'dynamic-glibc',
          fix: 'say `cgo: off`, or give every target a C compiler and say `cgo: on`',
        },
      ],
    ]);
  });
});

describe('a driver that is a stub without cgo', () => {
  test.each<[CgoProgram]>([
    ['sqlite-off'],
    ['sqlite-off-stripped'],
    ['sqlite-off-windows'],
    ['sqlite-off-macos'],
  ])('is found in %s', (name) => {
    const { findings } = programs.inspect(name);
    expect(findings[0]).toMatchObject({
      id: 'GS-STUB',
      severity: 'error',
      value: "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work",
    });
    expect(findings.filter(({ severity }) => severity !== 'note')).toHaveLength(1);
  });

  test('is none with cgo', () => {
    expect(programs.ids('sqlite')).not.toContain('error GS-STUB');
  });
});

describe('data beside the program', () => {
  test.each<[CgoProgram, readonly [string, string]]>([
    ['gcc', ['host', 'unused']],
    ['gcc-stripped', ['host', 'unused']],
    ['gcc-static-go', ['built-in', 'unused']],
    ['zig-windows', ['host', 'unused']],
    ['zig-macos', ['unused', 'unused']],
    ['sqlite-off', ['unused', 'host']],
    ['sqlite-off-stripped', ['unused', 'host']],
    ['sqlite-off-windows', ['unused', 'unused']],
  ])('%s: time zones and CA certificates', (name, expected) => {
    const { timeZones, roots } = programs.inspect(name).needs;
    expect([timeZones, roots]).toEqual(expected);
  });
});

test('a program with C for macOS is judged as any other', () => {
  const { needs } = programs.inspect('zig-macos');
  expect(needs).toMatchObject({
    cgo: true,
    uuid: true,
    signed: false,
    libraries: ['/usr/lib/libSystem.B.dylib'],
  });
  expect(programs.read('zig-macos').facts).toMatchObject({ format: 'macho', platform: 1 });
});
