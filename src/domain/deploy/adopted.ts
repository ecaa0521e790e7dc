/** Was the service there before gin-ship, and what stays as it was then? */

import { Failure } from '../failure.ts';
import { userPattern } from './deploy-layout.ts';
import { filesOf, parseBeneath } from './environment-beneath.ts';
import type { ServerFacts } from './facts.ts';
import { readOldUnit } from './old-unit.ts';
import type { DeployRecord } from './records.ts';
import type { EnvFileBeneath } from './unit-conf.ts';
import type { DeployWish } from './wish.ts';

export interface Adopted {
  /** The unit that this deploy takes over; absent: an earlier one did. */
  readonly unit?: string;
  readonly envFiles: readonly EnvFileBeneath[];
  /** Absent: the user's own. */
  readonly group?: string;
}

/**
 * What an earlier deploy wrote into its settings holds for all after it. Throws a Failure where that is
 * not there to be read.
 */
export function readAdopted(
  facts: ServerFacts,
  wish: DeployWish,
  running: DeployRecord | undefined,
): Adopted | undefined {
  const { mark, settings } = facts.app;
  const was = mark instanceof Map && mark.has('adopted') && mark.get('adopted') !== '-';
  // Until a deploy is confirmed it is as it was: given back.
  if (was && running !== undefined) {
    const before = settings.get(running.deploy);
    const envFiles = parseBeneath(before?.get('beneath') ?? '');
    if (envFiles === undefined) throw settingsMissing(running.deploy);
    return { envFiles, ...groupOf(before?.get('group')) };
  }
  const old = readOldUnit(facts, wish.adopt, wish);
  if (typeof old !== 'object') return undefined;
  const group = facts.units.get(old.unit)?.runs.group;
  return { unit: old.unit, envFiles: filesOf(old), ...groupOf(group) };
}

function groupOf(group: string | undefined): { readonly group?: string } {
  return group !== undefined && userPattern.test(group) ? { group } : {};
}

function settingsMissing(deploy: string): Failure {
  return new Failure({
    doing: 'planning the deploy',
    happened: `the settings of ${deploy} do not say where the variables of the service lie that was taken over`,
    attempt: ['roll back to a deploy that is whole: `command: status` lists them'],
    code: 'deploy-records',
  });
}
