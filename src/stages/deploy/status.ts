/** What runs on a server, since when and from where; what was deployed there, and what was changed by hand? */

import type { ServerFacts } from '../../domain/deploy/facts.ts';
import type { HelperText } from '../../domain/deploy/facts-script.ts';
import { hostConcerns } from '../../domain/deploy/host-state.ts';
import type { DeployRecord } from '../../domain/deploy/records.ts';
import { runningDeploy } from '../../domain/deploy/running.ts';
import { statusLines } from '../../domain/deploy/status-lines.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import type { Access } from './access.ts';
import { askFacts } from './ask-facts.ts';
import { keepContact } from './contact.ts';
import type { Teller } from './teller.ts';

export interface HostStatus {
  readonly server: string;
  readonly running: DeployRecord | 'none' | 'unknown';
  readonly facts: ServerFacts;
}

export interface StatusWish {
  readonly name: string;
  readonly address: SshAddress;
  readonly access: Access;
  readonly helper: HelperText;
  readonly tell: Teller;
}

/** @throws Failure where the server cannot be asked */
export async function status(
  { remote }: Pick<World, 'remote'>,
  { name, address, access, helper, tell }: StatusWish,
): Promise<HostStatus> {
  const server = formatAddress(address);
  const contact = keepContact(remote, { address, access, tell });
  try {
    const facts = await askFacts(contact, { server, helper, asked: { name }, needs: [] });
    for (const line of statusLines(facts, name)) tell.info(line);
    for (const line of hostConcerns(facts, name)) tell.warning(line);
    return { server, running: runningDeploy(facts.app), facts };
  } finally {
    await contact.close();
  }
}
