/** Which system and architecture does the header of a file name, in Go's words? */

import type { BinaryFacts, ElfFacts, MachOFacts, PeFacts } from '../binary/facts.ts';

/** One program: a fat file is several. */
export type Program = ElfFacts | PeFacts | MachOFacts;

/** `machine/bits/byte order` by GOARCH (cmd/link; System V ABI supplements). */
const elfMachines: Readonly<Record<string, string>> = {
  '3/32/little': '386',
  '62/64/little': 'amd64',
  '40/32/little': 'arm',
  '183/64/little': 'arm64',
  '8/32/big': 'mips',
  '8/32/little': 'mipsle',
  '8/64/big': 'mips64',
  '8/64/little': 'mips64le',
  '21/64/big': 'ppc64',
  '21/64/little': 'ppc64le',
  '243/64/little': 'riscv64',
  '22/64/big': 's390x',
  '258/64/little': 'loong64',
};

const peMachines: Readonly<Record<number, string>> = {
  0x14c: '386',
  0x8664: 'amd64',
  0x1c4: 'arm',
  0xaa64: 'arm64',
};

const machOCpus: Readonly<Record<number, string>> = {
  7: '386',
  0x01000007: 'amd64',
  12: 'arm',
  0x0100000c: 'arm64',
};

/** GOARCH; undefined for a machine that Go does not build for. */
export function archOf(program: Program): string | undefined {
  if (program.format === 'pe') return peMachines[program.machine];
  if (program.format === 'macho') return machOCpus[program.cpuType];
  return elfMachines[`${program.machine}/${program.bits}/${program.order}`];
}

/** The header's own words, for a finding. */
export function describeMachine(program: Program): string {
  if (program.format === 'pe') return `PE machine 0x${program.machine.toString(16)}`;
  if (program.format === 'macho') return `Mach-O CPU type 0x${program.cpuType.toString(16)}`;
  const { machine, bits, order } = program;
  return `ELF machine ${machine}, ${bits} bits, ${order} endian`;
}

const elfOsAbis: Readonly<Record<number, readonly string[]>> = {
  2: ['netbsd'],
  3: ['linux', 'android'],
  9: ['freebsd'],
  12: ['openbsd'],
};

const noteOwners: Readonly<Record<string, readonly string[]>> = {
  FreeBSD: ['freebsd'],
  NetBSD: ['netbsd'],
  OpenBSD: ['openbsd'],
  DragonFly: ['dragonfly'],
  Android: ['android'],
};

/** What has no mark of its own: EI_OSABI is 0 for Linux, and so it is for these. */
const unmarked = ['linux', 'android', 'dragonfly', 'illumos', 'solaris', 'openbsd', 'netbsd'];

/** GOOS values that the file can be of; several where its header does not decide. */
export function systemsOf(program: Program): readonly string[] {
  if (program.format === 'pe') return ['windows'];
  if (program.format === 'macho') {
    if (program.platform === undefined) return ['darwin', 'ios'];
    return program.platform === 1 ? ['darwin'] : ['ios'];
  }
  const noted = program.notes.map(({ owner }) => noteOwners[owner]).find(Boolean);
  return noted ?? elfOsAbis[program.osAbi] ?? unmarked;
}

/** The GOOS of the build info where the header allows it, else what the header says for sure. */
export function systemOf(program: Program): string {
  const systems = systemsOf(program);
  const told = program.go?.settings.get('GOOS');
  if (told !== undefined && systems.includes(told)) return told;
  const loader = program.format === 'elf' ? program.interpreter : undefined;
  if (loader !== undefined && /\/ld-(?:linux|musl)/.test(loader)) return 'linux';
  return (systems.length === 1 ? systems[0] : undefined) ?? 'unknown';
}

/** The program for that GOARCH; undefined where a fat file has none. */
export function programFor(facts: BinaryFacts, arch: string): Program | undefined {
  if (facts.format !== 'fat') return facts;
  return facts.slices.find((slice) => archOf(slice) === arch);
}
