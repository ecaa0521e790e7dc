/** What would a deploy to one server do? Facts and plan are told, and nothing is touched. */

import { formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import { askFacts } from './ask-facts.ts';
import { keepContact } from './contact.ts';
import type { DeployHostWish } from './deploy-session.ts';
import { type DeployOnHost, factsAsked, needsOf, planOnHost } from './plan-on-host.ts';
import { tellFacts } from './tell-facts.ts';

/** @throws Failure for all that stands against the deploy */
export async function dryRun(
  { remote }: Pick<World, 'remote'>,
  { order, first, address, access, helper, tell }: Omit<DeployHostWish, 'mask' | 'hear' | 'met'>,
): Promise<DeployOnHost> {
  const server = formatAddress(address);
  const contact = keepContact(remote, { address, access, tell });
  try {
    const question = { server, helper, asked: factsAsked(order), needs: needsOf(order) };
    const facts = await askFacts(contact, question);
    tellFacts(facts, tell);
    const planned = planOnHost(order, { facts, server, first, tell });
    tell.info('dry-run: nothing was changed');
    return planned;
  } finally {
    await contact.close();
  }
}
