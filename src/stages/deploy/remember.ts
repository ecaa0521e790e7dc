/** What must the part after the job know, if this one is cut off? Which deploys were begun and where. */

import { type BegunDeploy, formatBegun } from '../../domain/deploy/begun-deploys.ts';
import type { SshAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';

/** The name under which the runner keeps it. */
export const begunState = 'deploys';

/** To be told of each server that has taken its plan. */
export function remember(
  { job }: Pick<World, 'job'>,
  name: string,
): (address: SshAddress, plan: { readonly deploy: string }) => void {
  const begun: BegunDeploy[] = [];
  return (address, { deploy }) => {
    begun.push({ address, name, deploy });
    job.saveState(begunState, formatBegun(begun));
  };
}

/** The end of all is known, and is told by this part. */
export function forget({ job }: Pick<World, 'job'>): void {
  job.saveState(begunState, formatBegun([]));
}
