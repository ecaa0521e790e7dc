/** What must be known if this run is cut off? Which deploys were begun and where, and that nothing is decided yet. */

import { type BegunDeploy, formatBegun } from '../../domain/deploy/begun-deploys.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import { tellUndecided } from '../outputs.ts';

/** The name under which the runner keeps it. */
export const begunState = 'deploys';

type JobWorld = Pick<World, 'job' | 'log'>;

/**
 * To be told of each server before it is given its plan, and once it has taken one, which may be another. Never
 * fails: a deploy that is under way goes on.
 */
export function remember(
  world: JobWorld,
  name: string,
): (address: SshAddress, plan: { readonly deploy: string }) => void {
  const begun = new Map<string, BegunDeploy>();
  return (address, { deploy }) => {
    if (begun.size === 0) attempt(world, () => tellUndecided(world));
    begun.set(formatAddress(address), { address, name, deploy });
    attempt(world, () => world.job.saveState(begunState, formatBegun([...begun.values()])));
  };
}

/** The end is told by this part; after the job only those are asked whose end is not known yet. Never fails. */
export function forget(world: JobWorld, unknown: readonly BegunDeploy[]): void {
  attempt(world, () => world.job.saveState(begunState, formatBegun(unknown)));
}

function attempt({ log }: JobWorld, write: () => void): void {
  try {
    write();
  } catch (error) {
    log.warning(error instanceof Error ? error.message : String(error));
  }
}
