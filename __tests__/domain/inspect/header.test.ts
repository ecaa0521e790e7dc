import { describe, expect, test } from 'vitest';
import {
  type Program,
  archOf,
  describeMachine,
  programFor,
  systemOf,
  systemsOf,
} from '../../../src/domain/inspect/header.ts';
import { elf, goInfo, macho, pe } from '../../fakes/programs.ts';

const bare = { go: goInfo({ GOOS: undefined }) };
const note = (owner: string): Program =>
  elf({ ...bare, notes: [{ owner, type: 1, value: new Uint8Array() }] });

test.each<[number, 32 | 64, 'little' | 'big', string | undefined]>([
  [3, 32, 'little', '386'],
  [62, 64, 'little', 'amd64'],
  [62, 32, 'little', undefined],
  [40, 32, 'little', 'arm'],
  [183, 64, 'little', 'arm64'],
  [183, 64, 'big', undefined],
  [8, 32, 'big', 'mips'],
  [8, 32, 'little', 'mipsle'],
  [8, 64, 'big', 'mips64'],
  [8, 64, 'little', 'mips64le'],
  [21, 64, 'big', 'ppc64'],
  [21, 64, 'little', 'ppc64le'],
  [243, 64, 'little', 'riscv64'],
  [22, 64, 'big', 's390x'],
  [258, 64, 'little', 'loong64'],
  [2, 32, 'big', undefined],
])('ELF machine %d of %d bits, %s endian, is %s', (machine, bits, order, arch) => {
  expect(archOf(elf({ machine, bits, order }))).toBe(arch);
});

test.each<[Program, string | undefined, string]>([
  [pe(), 'amd64', 'PE machine 0x8664'],
  [pe({ machine: 0x14c }), '386', 'PE machine 0x14c'],
  [pe({ machine: 0xaa64 }), 'arm64', 'PE machine 0xaa64'],
  [pe({ machine: 0x1c4 }), 'arm', 'PE machine 0x1c4'],
  [pe({ machine: 0x200 }), undefined, 'PE machine 0x200'],
  [macho(), 'arm64', 'Mach-O CPU type 0x100000c'],
  [macho({ cpuType: 0x01000007 }), 'amd64', 'Mach-O CPU type 0x1000007'],
  [macho({ cpuType: 18 }), undefined, 'Mach-O CPU type 0x12'],
  [elf(), 'amd64', 'ELF machine 62, 64 bits, little endian'],
])('the machine of other formats', (program, arch, words) => {
  expect([archOf(program), describeMachine(program)]).toEqual([arch, words]);
});

const unmarked = ['linux', 'android', 'dragonfly', 'illumos', 'solaris', 'openbsd', 'netbsd'];

test.each<[string, Program, readonly string[], string]>([
  ['Linux has no mark of its own', elf(), unmarked, 'linux'],
  ['a static glibc marks it', elf({ ...bare, osAbi: 3 }), ['linux', 'android'], 'unknown'],
  ['FreeBSD is in EI_OSABI', elf({ ...bare, osAbi: 9 }), ['freebsd'], 'freebsd'],
  ['NetBSD is', elf({ ...bare, osAbi: 2 }), ['netbsd'], 'netbsd'],
  ['OpenBSD is', elf({ ...bare, osAbi: 12 }), ['openbsd'], 'openbsd'],
  ['a note wins over EI_OSABI', note('FreeBSD'), ['freebsd'], 'freebsd'],
  ['NetBSD has a note', note('NetBSD'), ['netbsd'], 'netbsd'],
  ['OpenBSD has one', note('OpenBSD'), ['openbsd'], 'openbsd'],
  ['DragonFly has one', note('DragonFly'), ['dragonfly'], 'dragonfly'],
  ['Android has one', note('Android'), ['android'], 'android'],
  ['a note of another says nothing', note('GNU'), unmarked, 'unknown'],
  [
    'without build info a loader of Linux tells',
    elf({ ...bare, interpreter: '/lib/ld-linux.so.2' }),
    unmarked,
    'linux',
  ],
  [
    'so does that of musl',
    elf({ ...bare, interpreter: '/lib/ld-musl-i386.so.1' }),
    unmarked,
    'linux',
  ],
  ['the build info is not believed against the header', elf({ osAbi: 9 }), ['freebsd'], 'freebsd'],
  ['a PE file is of Windows', pe(bare), ['windows'], 'windows'],
  ['platform 1 is macOS', macho(bare), ['darwin'], 'darwin'],
  ['platform 2 is iOS', macho({ ...bare, platform: 2 }), ['ios'], 'ios'],
])('%s', (_, program, systems, system) => {
  expect([systemsOf(program), systemOf(program)]).toEqual([systems, system]);
});

test('a Mach-O file without a platform can be of both, and its build info decides', () => {
  const { platform: _, ...rest } = macho();
  expect([systemsOf(rest), systemOf(rest)]).toEqual([['darwin', 'ios'], 'darwin']);
});

describe('a fat file', () => {
  const amd64 = macho({ cpuType: 0x01000007 });
  const fat = { format: 'fat', slices: [amd64, macho()], damage: [] } as const;

  test('gives the program of the architecture', () => {
    expect(programFor(fat, 'amd64')).toBe(amd64);
    expect(programFor(fat, '386')).toBeUndefined();
  });

  test('any other file is one program', () => {
    expect(programFor(amd64, 'arm64')).toBe(amd64);
  });
});
