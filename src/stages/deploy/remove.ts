/** How is what gin-ship installed on a server removed again? */

import type { AppFacts } from '../../domain/deploy/facts.ts';
import { parseComplaint } from '../../domain/deploy/helper-answer.ts';
import type { HelperFile } from '../../domain/deploy/helper-file.ts';
import { type RemovalPlan, planRemoval, removalLines } from '../../domain/deploy/plan-removal.ts';
import { refusalFailure } from '../../domain/deploy/refusal.ts';
import { refuseOtherRepository } from '../../domain/deploy/refuse-other-app.ts';
import { refusePrivilege } from '../../domain/deploy/refuse-privilege.ts';
import { shown } from '../../domain/deploy/plan-header.ts';
import type { DeploySource } from '../../domain/deploy/wish.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import type { Access } from './access.ts';
import { askFacts } from './ask-facts.ts';
import { askHost, helperFailure } from './ask-host.ts';
import { awaitTurn, limitPatience } from './await-turn.ts';
import { keepContact } from './contact.ts';
import { helperLine } from '../../domain/deploy/helper-line.ts';
import { installHelper } from './install-helper.ts';
import type { Teller } from './teller.ts';

export interface RemoveWish {
  readonly name: string;
  readonly address: SshAddress;
  readonly access: Access;
  readonly helper: HelperFile;
  /** The run that removes it. */
  readonly source: Pick<DeploySource, 'repository'>;
  /** Data too, and the user that was made for it. */
  readonly purge: boolean;
  /** Milliseconds. */
  readonly lockWait: number;
  readonly tell: Teller;
}

/** `stays` is the folder of the data, where that was not removed. */
export interface Removed {
  readonly outcome: 'removed' | 'would-remove' | 'not-installed';
  readonly stays?: string;
}

const busy = 75;
/** Milliseconds: it stops services first, each with its own time to end. */
const patience = 900_000;

/** What is gone already is passed over then. */
const again = 'see what it says, then run it again: it goes on from where it is';

/** @throws Failure: `deploy-busy`, `helper-…`, `deploy-other-app`, or why there is no way to root or no contact */
export async function remove(
  { remote, clock, versions }: Pick<World, 'remote' | 'clock' | 'versions'>,
  wish: RemoveWish,
): Promise<Removed> {
  const { name, address, access, helper, source, purge, lockWait, tell } = wish;
  const server = formatAddress(address);
  const contact = keepContact(remote, { address, access, tell });
  const turns = limitPatience({ server, lockWait, clock, tell });
  const ask = (): ReturnType<typeof askFacts> =>
    askFacts(contact, { server, helper, asked: { name }, needs: [] });
  try {
    const { way: found, app } = await awaitTurn(ask, turns);
    if (app.mark === 'none') return absent(name, tell);
    mustBeOurs(server, app, wish);
    const way = await installHelper(contact, { server, way: found, helper, versions, tell });
    const doing = `removing ${name} from ${server}`;
    const of = `repository=${shown(source.repository)}`;
    const line = helperLine(way, 'remove', name, of, ...(purge ? ['purge'] : []));
    for (;;) {
      const end = await askHost(contact, { doing, line, timeout: patience });
      if (end.code === 0) break;
      if (end.code !== busy) throw helperFailure(doing, end, again);
      await turns.wait(parseComplaint(end.stderr).text);
    }
    return told('removed', planRemoval(app, wish), wish);
  } finally {
    await contact.close();
  }
}

/**
 * What would go, and nothing is touched.
 * @throws Failure: `deploy-other-app`, or why there is no way to root or no contact
 */
export async function lookRemoval(
  { remote }: Pick<World, 'remote'>,
  wish: Omit<RemoveWish, 'lockWait'>,
): Promise<Removed> {
  const { name, address, access, helper, tell } = wish;
  const server = formatAddress(address);
  const contact = keepContact(remote, { address, access, tell });
  try {
    const { way, app } = await askFacts(contact, { server, helper, asked: { name }, needs: [] });
    const refusal = refusePrivilege(way, helper);
    if (refusal !== undefined) throw refusalFailure(server, [refusal]);
    if (app.mark === 'none') return absent(name, tell);
    mustBeOurs(server, app, wish);
    return told('would-remove', planRemoval(app, wish), wish);
  } finally {
    await contact.close();
  }
}

function mustBeOurs(
  server: string,
  app: AppFacts,
  wish: Pick<RemoveWish, 'name' | 'source'>,
): void {
  const refusal = refuseOtherRepository(app, wish);
  if (refusal !== undefined) throw refusalFailure(server, [refusal]);
}

function absent(name: string, tell: Teller): Removed {
  tell.info(`${name} is not installed there`);
  return { outcome: 'not-installed' };
}

function told(
  outcome: 'removed' | 'would-remove',
  plan: RemovalPlan,
  { name, tell }: Pick<RemoveWish, 'name' | 'tell'>,
): Removed {
  for (const line of removalLines(plan, { name, did: outcome === 'removed' })) tell.info(line);
  return { outcome, ...(plan.stays === undefined ? {} : { stays: plan.stays }) };
}
