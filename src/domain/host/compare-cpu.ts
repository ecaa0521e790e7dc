/** Does the processor of a host have all that the program was built for? */

import { compareDotted } from '../inspect/dotted.ts';
import type { CpuNeed, Needs } from '../inspect/needs.ts';
import { lookUp } from '../look-up.ts';
import { variantVariable } from '../target.ts';
import { lacksForLevel } from './cpu-levels.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, type FailedStart, unknown, unmet } from './start.ts';

export function compareCpu(needs: Needs, host: HostFacts): readonly Answer[] {
  const { cpu } = needs;
  if (cpu === undefined) return [];
  const value = `${cpu.variable}=${cpu.level}`;
  const missing = lacksForLevel(cpu.variable, cpu.level, host);
  if (missing === undefined || (missing.length > 0 && isEmulated(cpu, host))) {
    return [
      unknown('GS-CPU', 'whether the processor of the host has that level is not known', value),
    ];
  }
  if (missing.length === 0) return [];
  const stamped = cpu.from === 'isa-note';
  return [
    unmet('GS-CPU', refusal(cpu, needs, host), {
      message: `the processor of the host lacks ${missing.join(', ')}, which the program was built for`,
      value: stamped ? `${value}, by the ISA note of C objects` : value,
      fix: stamped
        ? 'build with `cgo: off`, or with a C compiler whose start files ask for no level'
        : `set ${cpu.variable} to a lower level, or leave the variant out of the target`,
    }),
  ];
}

/** What the host says of its processor is not of the one that the program would see. */
function isEmulated({ variable }: CpuNeed, { arch = '' }: HostFacts): boolean {
  return lookUp(variantVariable, arch) !== variable;
}

/**
 * Go's start code tests amd64's level only (runtime/asm_amd64.s); elsewhere the first instruction
 * that is not there ends the program. glibc reads the ISA note since 2.33.
 */
function refusal(cpu: CpuNeed, needs: Needs, host: HostFacts): FailedStart | 'unsure' {
  if (cpu.from === 'isa-note') {
    const { kind, version = '0' } = host.libc ?? {};
    const reads = needs.link === 'dynamic-glibc' && kind === 'glibc';
    if (!reads || compareDotted(version, '2.33') < 0) return 'unsure';
    return { code: 127, text: 'CPU ISA level is lower than required' };
  }
  if (cpu.variable !== 'GOAMD64') return { code: 132, text: 'Illegal instruction' };
  const text = `This program can only be run on AMD64 processors with ${cpu.level} microarchitecture support.`;
  return { code: 1, text };
}
