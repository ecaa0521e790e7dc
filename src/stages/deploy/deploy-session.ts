/** How is a deploy to one server opened? */

import { runningDeploy } from '../../domain/deploy/running.ts';
import { formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import { type HostSession, type SessionWish, openSession } from './host-session.ts';
import {
  type DeployOnHost,
  type DeployOrder,
  factsAsked,
  needsOf,
  planOnHost,
} from './plan-on-host.ts';

export interface DeployHostWish extends Pick<
  SessionWish<DeployOnHost>,
  'address' | 'access' | 'helper' | 'tell' | 'mask' | 'hear' | 'met'
> {
  readonly order: DeployOrder;
  /** Whether it is the one that runs before-switch; asked when its facts are known. */
  readonly first: boolean | (() => boolean);
  /** Whether the commit to be deployed came before that one, which runs there; absent: not known. */
  readonly isAncestor?: (running: string) => Promise<boolean | undefined>;
}

export function openDeploy(
  world: Pick<World, 'remote' | 'clock' | 'versions'>,
  { order, first, isAncestor, ...wish }: DeployHostWish,
): HostSession<DeployOnHost> {
  const { address, tell } = wish;
  const server = formatAddress(address);
  return openSession(world, {
    ...wish,
    asked: factsAsked(order),
    needs: needsOf(order),
    lockWait: order.how.lockWait,
    async plan(facts) {
      const running = runningDeploy(facts.app);
      const commit = typeof running === 'object' ? running.commit : undefined;
      const older = commit === undefined ? undefined : await isAncestor?.(commit);
      const source = { ...order.source, ...(older === undefined ? {} : { isAncestor: older }) };
      const isFirst = typeof first === 'boolean' ? first : first();
      return planOnHost({ ...order, source }, { facts, server, first: isFirst, tell });
    },
  });
}
