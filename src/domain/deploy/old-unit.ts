/** What does a service that was there before hand over to gin-ship? */

import type { ServerFacts } from './facts.ts';
import { isSettled } from './occupants.ts';
import type { EnvironmentFile } from './units.ts';

export interface OldUnit {
  readonly unit: string;
  readonly user: string;
  /** Its working folder, which becomes the state. */
  readonly folder: string;
  /** Whether it has variables of its own, which stay on the server. */
  readonly environment: boolean;
  readonly environmentFiles: readonly EnvironmentFile[];
  readonly program?: string;
  readonly mainPid?: number;
  readonly enabled: boolean;
}

/** Why a unit cannot be taken over; `not-there` where there is no such unit. */
export type AdoptTrouble = 'not-there' | 'root' | 'dynamic-user' | 'own-root' | 'no-folder';

/** Undefined where nothing is to be taken over, or it was before. */
export function readOldUnit(
  facts: ServerFacts,
  adopt: string | undefined,
  settings: { readonly statePath?: string; readonly runAs?: string } = {},
): OldUnit | AdoptTrouble | undefined {
  if (adopt === undefined || isSettled(facts)) return undefined;
  const unit = facts.units.get(adopt);
  if (unit?.load !== 'loaded') return 'not-there';
  const { runs, enabled = '' } = unit;
  const user = settings.runAs ?? runs.user ?? 'root';
  const folder = settings.statePath ?? runs.folder ?? '/';
  if (runs.dynamicUser === true) return 'dynamic-user';
  if (runs.root !== undefined) return 'own-root';
  if (user === 'root' || user === '0') return 'root';
  if (!/^\/[^/]/.test(folder)) return 'no-folder';
  return {
    unit: adopt,
    user,
    folder,
    environment: runs.environment,
    environmentFiles: runs.environmentFiles,
    ...(runs.program === undefined ? {} : { program: runs.program }),
    ...(unit.mainPid === undefined ? {} : { mainPid: unit.mainPid }),
    enabled: enabled.startsWith('enabled'),
  };
}
