/** How is a deploy to one server opened? */

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
  readonly first: boolean;
}

export function openDeploy(
  world: Pick<World, 'remote' | 'clock' | 'versions'>,
  { order, first, ...wish }: DeployHostWish,
): HostSession<DeployOnHost> {
  const { address, tell } = wish;
  const server = formatAddress(address);
  return openSession(world, {
    ...wish,
    asked: factsAsked(order),
    needs: needsOf(order),
    lockWait: order.how.lockWait,
    plan: (facts) => planOnHost(order, { facts, server, first, tell }),
  });
}
