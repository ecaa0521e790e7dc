/** Which floors are about none of the targets, so that they hold nothing back? */

import { type Target, formatTarget } from '../target.ts';
import { distributions, isReleasedFor } from './distributions.ts';
import type { RunFloor } from './floor.ts';

/** Whether there is such a system for that GOARCH; true where nobody has looked, or none is named. */
export function isAboutArch(floor: RunFloor, arch: string): boolean {
  if (floor.kind !== 'distribution') return true;
  const distribution = distributions.find(({ id }) => id === floor.id);
  const release = distribution?.releases.find((one) => one.release === floor.release);
  if (distribution?.archs === undefined || release === undefined) return true;
  return isReleasedFor(distribution, release, arch);
}

/** Said where floors are asked for and no target is for the system that they are about. */
export function describeIdle(
  floors: readonly RunFloor[],
  targets: readonly Target[],
): string | undefined {
  const linux = targets.filter(({ os }) => os === 'linux');
  const idle = floors.filter((floor) => !linux.some(({ arch }) => isAboutArch(floor, arch)));
  if (idle.length === 0) return undefined;
  const names = idle.map(({ text }) => text).join(', ');
  if (linux.length === 0) {
    return `must-run-on (${names}) was not judged: it is about Linux, and no target is; to fix it: remove must-run-on, or add a Linux target`;
  }
  const there = linux.map(formatTarget).join(', ');
  return `must-run-on (${names}) was not judged: there is no such system for any target (${there}); to fix it: remove it from must-run-on, or add a target that it is for`;
}
