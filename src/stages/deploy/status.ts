/** What runs on a server, since when and from where; what was deployed there, and what was changed by hand? */

import { findDrift } from '../../domain/deploy/drift.ts';
import { slotUnit } from '../../domain/deploy/deploy-layout.ts';
import type { ServerFacts } from '../../domain/deploy/facts.ts';
import type { HelperText } from '../../domain/deploy/facts-script.ts';
import type { DeployRecord } from '../../domain/deploy/records.ts';
import { runningDeploy, unfinishedDeploy } from '../../domain/deploy/running.ts';
import type { UnitFacts } from '../../domain/deploy/units.ts';
import { formatBytes, formatDuration } from '../../domain/quantity.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import type { Access } from './access.ts';
import { askFacts } from './ask-facts.ts';
import { keepContact } from './contact.ts';
import type { Teller } from './teller.ts';

export interface HostStatus {
  readonly server: string;
  readonly running: DeployRecord | 'none' | 'unknown';
  readonly unit?: UnitFacts;
  readonly unfinished?: DeployRecord;
  /** Newest first. */
  readonly records: readonly DeployRecord[];
  /** Paths. */
  readonly drift: readonly string[];
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
    const found = statusOf(facts, { server, name });
    for (const line of statusLines(found, name)) tell.info(line);
    for (const path of found.drift) tell.warning(`changed by hand: ${path}`);
    return found;
  } finally {
    await contact.close();
  }
}

function statusOf(facts: ServerFacts, of: { server: string; name: string }): HostStatus {
  const running = runningDeploy(facts.app);
  const slot = typeof running === 'object' ? running.slot : undefined;
  const unit = slot === undefined ? undefined : facts.units.get(slotUnit(of.name, slot));
  const unfinished = unfinishedDeploy(facts.app);
  return {
    server: of.server,
    running,
    records: facts.app.records,
    drift: findDrift(facts, of.name),
    facts,
    ...(unit === undefined ? {} : { unit }),
    ...(unfinished === undefined ? {} : { unfinished }),
  };
}

/** How many of the records are told. */
const most = 10;

function statusLines(
  { running, unit, unfinished, records, facts }: HostStatus,
  name: string,
): readonly string[] {
  const { app } = facts;
  if (app.mark === 'none') return [`${name} is not installed`];
  const lock = app.lock === undefined || app.lock === 'free' ? [] : [lockLine(app.lock)];
  const unreadable = [...app.unreadable].map(([deploy, why]) => `record ${deploy}: ${why}`);
  return [
    typeof running === 'string'
      ? `runs: ${running === 'none' ? 'nothing that was confirmed' : 'not known'}`
      : `runs: ${recordLine(running)}`,
    ...unitLine(unit),
    ...(unfinished === undefined ? [] : [`not decided: ${recordLine(unfinished)}`]),
    ...lock,
    ...records.slice(0, most).map((record) => `record ${recordLine(record)}`),
    ...unreadable,
  ];
}

function recordLine(record: DeployRecord): string {
  const { deploy, kind, state, version, commit, run, attempt, actor, gapMs, reason } = record;
  const from = [
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
    ...(run === undefined ? [] : [`run ${run}, attempt ${attempt ?? 1}`]),
    ...(actor === undefined ? [] : [`by ${actor}`]),
    ...(gapMs === undefined ? [] : [`gap ${formatDuration(gapMs)}`]),
  ];
  const what = kind === 'rollback' ? `rollback to ${record.from ?? 'an earlier one'}` : kind;
  const why = reason === undefined ? '' : `: ${reason}`;
  return `${deploy} ${state} (${what} of ${version ?? 'no version'}; ${from.join(', ')})${why}`;
}

function unitLine(unit: UnitFacts | undefined): readonly string[] {
  if (unit === undefined) return [];
  const { name, active = 'not known', sub, since, restarts, memory } = unit;
  const more = [
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(restarts === undefined ? [] : [`${restarts} restarts`]),
    ...(memory === undefined ? [] : [`${formatBytes(memory)} of memory`]),
  ];
  return [`${name}: ${active}${sub === undefined ? '' : ` (${sub})`}, ${more.join(', ')}`];
}

function lockLine({
  verb,
  deploy,
  pid,
}: Exclude<ServerFacts['app']['lock'], 'free' | undefined>): string {
  return `at work now: ${verb ?? `process ${pid}`}${deploy === undefined ? '' : ` ${deploy}`}`;
}
