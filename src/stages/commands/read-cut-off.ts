/** What became on one server of a deploy whose end its run did not see? The server decides it; it is waited for. */

import type { BegunDeploy } from '../../domain/deploy/begun-deploys.ts';
import type { CutOff } from '../../domain/deploy/cut-off-lines.ts';
import type { ServerFacts } from '../../domain/deploy/facts.ts';
import type { HelperFile } from '../../domain/deploy/helper-file.ts';
import { decidePrivilege } from '../../domain/deploy/privilege.ts';
import { isFinal } from '../../domain/deploy/running.ts';
import { Failure } from '../../domain/failure.ts';
import { formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import type { Access } from '../deploy/access.ts';
import { askFacts } from '../deploy/ask-facts.ts';
import { type Contact, keepContact } from '../deploy/contact.ts';
import { readEnding } from '../deploy/read-ending.ts';
import type { Teller } from '../deploy/teller.ts';

export interface CutOffWish {
  readonly begun: BegunDeploy;
  readonly access: Access;
  readonly helper: HelperFile;
  readonly tell: Teller;
}

/** Milliseconds until it is asked once more for a record that is not there: the job may just be starting. */
const soon = 3000;

/** Reads only. What keeps it from being known is in the answer, unless it is a bug of ours. */
export async function readCutOff(
  { remote, clock }: Pick<World, 'remote' | 'clock'>,
  { begun, access, helper, tell }: CutOffWish,
): Promise<CutOff> {
  const { address, name, deploy } = begun;
  const server = formatAddress(address);
  const contact = keepContact(remote, { address, access, tell });
  const ask = (): Promise<ServerFacts> =>
    askFacts(contact, { server, helper, asked: { name, deploy }, needs: [] });
  try {
    let facts = await ask();
    if ('absent' in look(facts, begun)) {
      await clock.pause(soon);
      facts = await ask();
    }
    const found = look(facts, begun);
    if (!('record' in found) || isFinal(found.record.state)) return found;
    tell.info(`${deploy} is ${found.record.state}; it is waited for what the server decides`);
    return await awaitEnding(contact, { found, facts, begun, clock });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell.info(error.message.split('\n')[0] ?? '');
    return { server, deploy, problem: error.facts.happened };
  } finally {
    await contact.close();
  }
}

function look({ app }: ServerFacts, { address, deploy }: BegunDeploy): CutOff {
  const server = formatAddress(address);
  const record = app.records.find((one) => one.deploy === deploy);
  if (record !== undefined) return { server, deploy, record };
  const why = app.unreadable.get(deploy);
  if (why !== undefined) return { server, deploy, problem: `its record cannot be read, ${why}` };
  // Without a mark there is nothing of ours, and so no record.
  const isKnown = app.mark === 'none' || app.recordCount !== undefined;
  return isKnown
    ? { server, deploy, absent: true }
    : { server, deploy, problem: 'the records there could not be read' };
}

interface Undecided {
  readonly found: Extract<CutOff, { readonly record: unknown }>;
  readonly facts: ServerFacts;
  readonly begun: BegunDeploy;
  readonly clock: World['clock'];
}

async function awaitEnding(
  contact: Contact,
  { found, facts, begun, clock }: Undecided,
): Promise<CutOff> {
  const { server, deploy } = found;
  const { way } = decidePrivilege(facts.way);
  if (way === 'none') return found;
  const wish = { server, way, name: begun.name, deploy, clock };
  const problem = 'the run did not see it';
  const ending = await readEnding(contact, wish, { kind: 'unknown', problem });
  const record = 'record' in ending ? ending.record : undefined;
  return record === undefined ? found : { server, deploy, record };
}
