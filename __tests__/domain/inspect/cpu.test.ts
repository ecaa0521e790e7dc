import { expect, test } from 'vitest';
import { cpuNeedOf, judgeCpu } from '../../../src/domain/inspect/cpu.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import type { Program } from '../../../src/domain/inspect/header.ts';
import type { CpuNeed } from '../../../src/domain/inspect/needs.ts';
import { elf, elfArm64, goInfo, pe } from '../../fakes/programs.ts';

const level = (GOAMD64: string): Program => elf({ go: goInfo({ GOAMD64 }) });
const of = (variable: string, value: string): CpuNeed => ({
  variable,
  level: value,
  from: 'setting',
});
const isa = (value: string): CpuNeed => ({ variable: 'GOAMD64', level: value, from: 'isa-note' });
const { go: _, ...bare } = elf();

const raised = (need: string, end: string): readonly Finding[] => [
  {
    id: 'GS-CPU',
    severity: 'note',
    message: `on a processor below ${need} it ends ${end}`,
    value: need,
    fix: 'name the target without a variant, unless every server has such processors',
  },
];
const sigill = 'with SIGILL (exit code 132) and no text';
const only = (value: string, processor: string, targets: string): readonly Finding[] => [
  {
    id: 'GS-CPU',
    severity: 'note',
    message: `it needs a processor with ${processor}; on any other it mostly ends with SIGILL (exit code 132) and no text`,
    value,
    fix: `name ${targets} in targets, unless every server has such processors`,
  },
];
const arm = (GOARM: string): Program => elf({ go: goInfo({ GOARCH: 'arm', GOARM }) });
const noPi = '(not Raspberry Pi 1 or Zero)';
const stamped = (value: string): readonly Finding[] => [
  {
    id: 'GS-CPU',
    severity: 'warning',
    message: `C objects in it ask for processors of level x86-64-${value}, more than Go was told to use`,
    value: `ISA note x86-64-${value}`,
    fix: 'build C parts where the compiler and its start files are for the basic level, or with `cgo: off`',
  },
];

test.each<[string, Program, string, CpuNeed | undefined, readonly Finding[]]>([
  ['the basic level', elf(), 'amd64', of('GOAMD64', 'v1'), []],
  [
    'v3',
    level('v3'),
    'amd64',
    of('GOAMD64', 'v3'),
    raised('GOAMD64=v3', 'with a line that names the level and exit code 1'),
  ],
  ['a note of the baseline', elf({ isaNeeded: 1 }), 'amd64', of('GOAMD64', 'v1'), []],
  ['a note above the setting', elf({ isaNeeded: 15 }), 'amd64', isa('v4'), stamped('v4')],
  ['a note of v2 alone', elf({ isaNeeded: 2 }), 'amd64', isa('v2'), stamped('v2')],
  [
    'a note below the setting',
    elf({ isaNeeded: 3, go: goInfo({ GOAMD64: 'v3' }) }),
    'amd64',
    of('GOAMD64', 'v3'),
    raised('GOAMD64=v3', 'with a line that names the level and exit code 1'),
  ],
  [
    'a note of bits that are not known',
    elf({ isaNeeded: 0x8000_0000 }),
    'amd64',
    of('GOAMD64', 'v1'),
    [],
  ],
  ['a note without any bit', elf({ isaNeeded: 0 }), 'amd64', of('GOAMD64', 'v1'), []],
  ['a note in a file without Go', { ...bare, isaNeeded: 4 }, 'amd64', isa('v3'), stamped('v3')],
  ['neither setting nor note', bare, 'amd64', undefined, []],
  [
    '32 bits',
    elf({ go: goInfo({ GOARCH: '386', GO386: 'sse2' }) }),
    '386',
    of('GO386', 'sse2'),
    [],
  ],
  [
    '32 bits with a note',
    elf({ isaNeeded: 2, go: goInfo({ GOARCH: '386', GO386: 'sse2' }) }),
    '386',
    isa('v2'),
    stamped('v2'),
  ],
  ['arm64', elfArm64(), 'arm64', of('GOARM64', 'v8.0'), []],
  [
    'arm64 with atomics',
    elfArm64({ go: goInfo({ GOARM64: 'v8.1,lse' }) }),
    'arm64',
    of('GOARM64', 'v8.1,lse'),
    raised('GOARM64=v8.1,lse', sigill),
  ],
  [
    'arm64 of a Go before GOARM64 is the default',
    elfArm64({ go: goInfo({ GOARCH: 'arm64' }) }),
    'arm64',
    of('GOARM64', 'v8.0'),
    [],
  ],
  ['a note means nothing on arm64', elfArm64({ isaNeeded: 8 }), 'arm64', of('GOARM64', 'v8.0'), []],
  [
    'ARMv7',
    arm('7'),
    'arm',
    of('GOARM', '7'),
    only('GOARM=7', `ARMv7 and VFPv3 ${noPi}`, 'linux/arm/v6 (or v5)'),
  ],
  [
    'ARMv7 with soft floats',
    arm('7,softfloat'),
    'arm',
    of('GOARM', '7,softfloat'),
    only('GOARM=7,softfloat', `ARMv7 ${noPi}`, 'linux/arm/v6 (or v5)'),
  ],
  ['ARMv6', arm('6'), 'arm', of('GOARM', '6'), only('GOARM=6', 'ARMv6 and VFP', 'linux/arm/v5')],
  [
    'ARMv6 with soft floats',
    arm('6,softfloat'),
    'arm',
    of('GOARM', '6,softfloat'),
    only('GOARM=6,softfloat', 'ARMv6', 'linux/arm/v5'),
  ],
  [
    'ARMv5 with hard floats',
    arm('5,hardfloat'),
    'arm',
    of('GOARM', '5,hardfloat'),
    only('GOARM=5,hardfloat', 'ARMv5 and VFP', 'linux/arm/v5'),
  ],
  ['ARMv5', arm('5'), 'arm', of('GOARM', '5'), []],
  ['ARMv5 with soft floats', arm('5,softfloat'), 'arm', of('GOARM', '5,softfloat'), []],
  [
    'MIPS with hard floats',
    elf({ go: goInfo({ GOARCH: 'mipsle', GOMIPS: 'hardfloat' }) }),
    'mipsle',
    of('GOMIPS', 'hardfloat'),
    only(
      'GOMIPS=hardfloat',
      'a floating-point unit, or a kernel that emulates it',
      'linux/mipsle/softfloat',
    ),
  ],
  [
    'MIPS with soft floats',
    elf({ go: goInfo({ GOARCH: 'mips64', GOMIPS64: 'softfloat' }) }),
    'mips64',
    of('GOMIPS64', 'softfloat'),
    [],
  ],
  [
    'POWER9',
    elf({ go: goInfo({ GOARCH: 'ppc64le', GOPPC64: 'power9' }) }),
    'ppc64le',
    of('GOPPC64', 'power9'),
    raised('GOPPC64=power9', sigill),
  ],
  [
    'RISC-V profiles',
    elf({ go: goInfo({ GOARCH: 'riscv64', GORISCV64: 'rva22u64' }) }),
    'riscv64',
    of('GORISCV64', 'rva22u64'),
    raised('GORISCV64=rva22u64', sigill),
  ],
  ['no levels', elf({ go: goInfo({ GOARCH: 's390x' }) }), 's390x', undefined, []],
  ['no settings', elf({ go: goInfo({}, { settings: new Map() }) }), 'amd64', undefined, []],
  ['Windows', pe(), 'amd64', of('GOAMD64', 'v1'), []],
])('%s', (_name, ...[program, arch, need, findings]) => {
  expect([cpuNeedOf(program, arch), judgeCpu(cpuNeedOf(program, arch), arch)]).toEqual([
    need,
    findings,
  ]);
});
