/** What must a processor have for a level of its architecture, and does it? */

import { lookUp } from '../look-up.ts';
import type { HostFacts } from './facts.ts';

/** Absent: what the host says does not decide it. */
export type Missing = readonly string[] | undefined;

type Judge = (level: string, host: HostFacts) => Missing;

/** The psABI's levels of x86-64 in /proc/cpuinfo's names. */
const amd64: readonly (readonly string[])[] = [
  'cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3'.split(' '),
  'avx avx2 bmi1 bmi2 f16c fma abm movbe xsave'.split(' '),
  'avx512f avx512bw avx512cd avx512dq avx512vl'.split(' '),
];

/** Of these profiles, the extensions that Go's compiler makes use of (cmd/compile, GORISCV64). */
const riscv: Readonly<Record<string, readonly string[]>> = {
  rva20u64: [],
  rva22u64: ['zba', 'zbb', 'zbs'],
  rva23u64: ['zba', 'zbb', 'zbs', 'zicond', 'zfa'],
};

const judges: Readonly<Record<string, Judge>> = {
  GO386: (level, host) => {
    if (level === 'softfloat') return [];
    if (level !== 'sse2') return undefined;
    return host.arch === 'amd64' ? [] : lacking(['sse2'], host);
  },
  GOAMD64: (level, host) => {
    const number = Number(/^v([1-4])$/.exec(level)?.[1] ?? NaN);
    if (Number.isNaN(number)) return undefined;
    if (number === 1) return [];
    if (host.nativeArch === 'arm64') return undefined;
    if (host.cpu.flags) return lacking(amd64.slice(0, number - 1).flat(), host);
    const has = host.cpu.level;
    if (has === undefined) return undefined;
    return has >= number ? [] : [`x86-64-${level}`];
  },
  GOARM: (level, host) => {
    const [, number, float] = /^([5-7])(?:,(softfloat|hardfloat))?$/.exec(level) ?? [];
    if (number === undefined) return undefined;
    if (host.arch === 'arm64') return [];
    const soft = float === 'softfloat' || (number === '5' && float === undefined);
    if (soft) return number === '5' ? [] : armVersion(Number(number), host);
    if (number === '5') return lacking(['vfp'], host);
    // An ARMv5 can have VFP, and ends at the first instruction of ARMv6 all the same.
    if (number === '6') return both(armVersion(6, host), lacking(['vfp'], host));
    const enough = ['vfpv3', 'vfpv3d16', 'vfpv4', 'neon'];
    if (host.cpu.flags === undefined) return undefined;
    return enough.some((flag) => host.cpu.flags?.has(flag)) ? [] : ['vfpv3'];
  },
  GOARM64: (level, host) => {
    if (!/^v[89]\.\d(?:,(?:lse|crypto))*$/.test(level)) return undefined;
    const [version, ...options] = level.split(',');
    const wanted = [
      ...(version !== 'v8.0' || options.includes('lse') ? ['atomics'] : []),
      ...(options.includes('crypto') ? ['aes', 'pmull', 'sha1', 'sha2'] : []),
    ];
    return wanted.length === 0 || host.os === 'darwin' ? [] : lacking(wanted, host);
  },
  GOPPC64: (level, host) => {
    const wanted = Number(level.slice('power'.length));
    if (Number.isNaN(wanted)) return undefined;
    if (wanted <= 8) return [];
    const has = /^POWER(\d+)/i.exec(host.cpu.model ?? '')?.[1];
    if (has === undefined) return undefined;
    return Number(has) >= wanted ? [] : [level];
  },
  GORISCV64: (level, host) => {
    const wanted = lookUp(riscv, level);
    if (wanted?.length === 0) return [];
    const words = host.cpu.isa?.split('_').slice(1) ?? [];
    const missing = wanted?.filter((word) => !words.includes(word));
    // Kernels before 6.5 leave most extensions out of what they list.
    return missing?.length === 0 || words.includes('zba') ? missing : undefined;
  },
  GOMIPS: mipsFloat,
  GOMIPS64: mipsFloat,
};

/** What the processor lacks for a level, by the variable that sets it. */
export function lacksForLevel(variable: string, level: string, host: HostFacts): Missing {
  return lookUp(judges, variable)?.(level, host);
}

function lacking(wanted: readonly string[], { cpu }: HostFacts): Missing {
  if (cpu.flags === undefined) return undefined;
  return wanted.filter((flag) => !cpu.flags?.has(flag));
}

/** What one of the two finds lacking is lacking, whatever the other one cannot tell. */
function both(one: Missing, other: Missing): Missing {
  const missing = [...(one ?? []), ...(other ?? [])];
  return missing.length > 0 || (one && other) ? missing : undefined;
}

function armVersion(wanted: number, { machine = '' }: HostFacts): Missing {
  const has = /^armv(\d)/.exec(machine)?.[1];
  if (has === undefined) return undefined;
  return Number(has) >= wanted ? [] : [`ARMv${wanted}`];
}

/** A kernel can do floating point for a mips that has none, so its lack proves nothing. */
function mipsFloat(level: string, { cpu }: HostFacts): Missing {
  if (level === 'softfloat') return [];
  return level === 'hardfloat' && cpu.model?.includes('FPU') ? [] : undefined;
}
