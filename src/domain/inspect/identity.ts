/** Is the file what was asked for, by its header and by its build info? */

import { targetEnv } from '../build/variants.ts';
import type { GoInfo } from '../binary/facts.ts';
import { type Target, formatTarget, variantVariable } from '../target.ts';
import type { Asked } from './asked.ts';
import { type Finding, createFinding } from './finding.ts';
import { type Program, archOf, describeMachine, systemsOf } from './header.ts';

/** One cause is one finding: header and build info that name the same other platform are told together. */
export function judgeIdentity(asked: Asked, program: Program): readonly Finding[] {
  const { target } = asked;
  const header = otherHeader(target, program);
  const info = otherInfo(target, program.go);
  const machine = describeMachine(program);
  if (header !== undefined && header === info?.platform) {
    const places = `the header and the build info of the file are of ${header}`;
    return [other(target, places, `${machine}; ${info.value}`)];
  }
  return [
    ...(header === undefined
      ? []
      : [other(target, `the header of the file is of ${header}`, machine)]),
    ...(info === undefined
      ? judgeLevel(target, program.go)
      : [other(target, `the build info says ${info.platform}`, info.value)]),
  ];
}

function other(target: Target, but: string, value: string): Finding {
  return createFinding('GS-ARCH', 'error', {
    message: `asked for ${target.os}/${target.arch}, but ${but}`,
    value,
    fix: 'build that target again, and look for a build-env or a cache that mixes targets',
  });
}

/** The platform of the header where it is not the one that was asked for. */
function otherHeader(target: Target, program: Program): string | undefined {
  const arch = archOf(program);
  const systems = systemsOf(program);
  if (arch === target.arch && systems.includes(target.os)) return undefined;
  // A header that fits several systems is told as the likeliest of them.
  const likely = [program.go?.settings.get('GOOS') ?? '', target.os, 'linux'];
  const os = likely.find((name) => systems.includes(name)) ?? systems.join(' or ');
  return `${os}/${arch ?? 'an unknown machine'}`;
}

function otherInfo(
  target: Target,
  go: GoInfo | undefined,
): { readonly platform: string; readonly value: string } | undefined {
  const os = go?.settings.get('GOOS');
  const arch = go?.settings.get('GOARCH');
  // Go has written settings since 1.18.
  if (os === undefined && arch === undefined) return undefined;
  if (os === target.os && arch === target.arch) return undefined;
  return {
    platform: `${os ?? 'no GOOS'}/${arch ?? 'no GOARCH'}`,
    value: `GOOS=${os ?? ''} GOARCH=${arch ?? ''}`,
  };
}

function judgeLevel(target: Target, go: GoInfo | undefined): readonly Finding[] {
  const { settings } = go ?? {};
  if (settings?.has('GOARCH') !== true) return [];
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
