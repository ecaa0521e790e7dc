/** Is the file what was asked for, by its header and by its build info? */

import { targetEnv } from '../build/variants.ts';
import type { GoInfo } from '../binary/facts.ts';
import { formatTarget, variantVariable } from '../target.ts';
import type { Asked } from './asked.ts';
import { type Finding, createFinding } from './finding.ts';
import { type Program, archOf, describeMachine, systemsOf } from './header.ts';

export function judgeIdentity(asked: Asked, program: Program): readonly Finding[] {
  return [...judgeHeader(asked, program), ...judgeBuildInfo(asked, program.go)];
}

const rebuild = 'build that target again, and look for a build-env or a cache that mixes targets';

function judgeHeader({ target }: Asked, program: Program): readonly Finding[] {
  const arch = archOf(program);
  const systems = systemsOf(program);
  if (arch === target.arch && systems.includes(target.os)) return [];
  const shown = systems.includes(target.os) ? target.os : systems.join(' or ');
  return [
    createFinding('GS-ARCH', 'error', {
      message: `asked for ${target.os}/${target.arch}, but the header of the file is of ${shown}/${arch ?? 'an unknown machine'}`,
      value: describeMachine(program),
      fix: rebuild,
    }),
  ];
}

function judgeBuildInfo({ target }: Asked, go: GoInfo | undefined): readonly Finding[] {
  const os = go?.settings.get('GOOS');
  const arch = go?.settings.get('GOARCH');
  // Go has written settings since 1.18.
  if (go === undefined || (os === undefined && arch === undefined)) return [];
  if (os !== target.os || arch !== target.arch) {
    return [
      createFinding('GS-ARCH', 'error', {
        message: `asked for ${target.os}/${target.arch}, but the build info says ${os ?? 'no GOOS'}/${arch ?? 'no GOARCH'}`,
        value: `GOOS=${os ?? ''} GOARCH=${arch ?? ''}`,
        fix: rebuild,
      }),
    ];
  }
  return judgeLevel(target, go);
}

function judgeLevel(target: Asked['target'], { settings }: GoInfo): readonly Finding[] {
  const variable = variantVariable[target.arch];
  if (variable === undefined) return [];
  const wanted = targetEnv(target)[variable] ?? '';
  const found = settings.get(variable);
  // GOARM64 and GORISCV64 are not there before 1.23, which builds for the default level.
  if (found === undefined && target.variant === undefined) return [];
  if (found === wanted) return [];
  return [
    createFinding('GS-LEVEL', 'error', {
      message: `${formatTarget(target)} asks for ${variable}=${wanted}, but the build info says ${found ?? 'nothing of it'}`,
      value: `${variable}=${found ?? ''}`,
      fix: `remove ${variable} from the environment and from build-env, or name the level in targets`,
    }),
  ];
}
