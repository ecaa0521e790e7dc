/** Which level of its processor does a program need? */

import type { ElfFacts } from '../binary/facts.ts';
import { targetEnv } from '../build/variants.ts';
import { variantVariable } from '../target.ts';
import { type Finding, createFinding } from './finding.ts';
import type { Program } from './header.ts';
import type { CpuNeed } from './needs.ts';

const x86Levels = ['v1', 'v2', 'v3', 'v4'];

/** The higher of the setting and the ISA note; undefined where neither tells. */
export function cpuNeedOf(program: Program, arch: string): CpuNeed | undefined {
  const variable = variantVariable[arch];
  const level = variable === undefined ? undefined : settingOf(program, variable, arch);
  const noted = program.format === 'elf' ? isaLevel(program) : undefined;
  const isX86 = arch === 'amd64' || arch === '386';
  const setting = arch === 'amd64' ? x86Levels.indexOf(level ?? 'v1') : 0;
  if (isX86 && noted !== undefined && noted > setting) {
    return { variable: 'GOAMD64', level: x86Levels[noted] ?? 'v4', from: 'isa-note' };
  }
  if (variable === undefined || level === undefined) return undefined;
  return { variable, level, from: 'setting' };
}

/** Go's default where it names the architecture but no level: GOARM64 is not there before 1.23. */
function settingOf({ go }: Program, variable: string, arch: string): string | undefined {
  const level = go?.settings.get(variable);
  if (level !== undefined || go?.settings.get('GOARCH') !== arch) return level;
  return targetEnv({ os: 'linux', arch })[variable];
}

/** Index into the levels; bit 0 of the note is the baseline (x86-64 psABI). */
function isaLevel({ isaNeeded }: ElfFacts): number | undefined {
  if (isaNeeded === undefined) return undefined;
  const set = x86Levels.map((_, bit) => Math.floor(isaNeeded / 2 ** bit) % 2 === 1);
  const top = set.lastIndexOf(true);
  return top < 0 ? undefined : top;
}

/** What of a raised level is seen on an older processor (compared under emulation, by variable). */
const refusal: Readonly<Record<string, string>> = {
  GOAMD64: 'with a line that names the level and exit code 1',
};
const illegal = 'with SIGILL (exit code 132) and no text';

export function judgeCpu(need: CpuNeed | undefined, arch: string): readonly Finding[] {
  if (need === undefined) return [];
  const { variable, level } = need;
  const value = `${variable}=${level}`;
  if (need.from === 'isa-note') {
    return [
      createFinding('GS-CPU', 'warning', {
        message: `C objects in it ask for processors of level x86-64-${level}, more than Go was told to use`,
        value: `ISA note x86-64-${level}`,
        fix: 'build C parts where the compiler and its start files are for the basic level, or with `cgo: off`',
      }),
    ];
  }
  if (isRaised(need, arch)) {
    return [
      createFinding('GS-CPU', 'note', {
        message: `on a processor below ${value} it ends ${refusal[variable] ?? illegal}`,
        value,
        fix: `name the target without a variant, unless every server has such processors`,
      }),
    ];
  }
  const beyond = beyondBasic(need);
  if (beyond === undefined) return [];
  return [
    createFinding('GS-CPU', 'note', {
      message: `it needs a processor with ${beyond}; on any other it mostly ends ${illegal}`,
      value,
      fix: `name ${lowerTargets(need, arch)} in targets, unless every server has such processors`,
    }),
  ];
}

/** Which processors run it, in words; undefined where all of its architecture do. */
export function processorsOf(need: CpuNeed, arch: string): string | undefined {
  if (need.from === 'isa-note') return `x86-64-${need.level}`;
  return isRaised(need, arch) ? `${need.variable} ${need.level}` : beyondBasic(need);
}

/** Above Go's default; GOARM and the soft-float settings only ever ask for less than that. */
function isRaised({ variable, level }: CpuNeed, arch: string): boolean {
  if (!['GOAMD64', 'GOARM64', 'GOPPC64', 'GORISCV64'].includes(variable)) return false;
  return level !== targetEnv({ os: 'linux', arch })[variable];
}

/** What Go's own default asks for, and not every processor has (`go help environment`). */
function beyondBasic({ variable, level }: CpuNeed): string | undefined {
  if (variable === 'GOMIPS' || variable === 'GOMIPS64') {
    return level === 'hardfloat'
      ? 'a floating-point unit, or a kernel that emulates it'
      : undefined;
  }
  if (variable !== 'GOARM') return undefined;
  const [version = '', float = version === '5' ? 'softfloat' : 'hardfloat'] = level.split(',');
  const isHard = float === 'hardfloat';
  if (version === '7') return `ARMv7${isHard ? ' and VFPv3' : ''} (not Raspberry Pi 1 or Zero)`;
  if (version === '5' && !isHard) return undefined;
  return `ARMv${version}${isHard ? ' and VFP' : ''}`;
}

function lowerTargets({ variable, level }: CpuNeed, arch: string): string {
  if (variable !== 'GOARM') return `linux/${arch}/softfloat`;
  return level.startsWith('7') ? 'linux/arm/v6 (or v5)' : 'linux/arm/v5';
}
