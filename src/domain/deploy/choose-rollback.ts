/** Which deploy does a rollback go to? By the records, never by dates or by what lies there. */

import { Failure } from '../failure.ts';
import { plainLine, quote } from '../plain-text.ts';
import { parseDeployId } from './deploy-id.ts';
import type { AppFacts } from './facts.ts';
import type { DeployRecord } from './records.ts';
import { runningDeploy } from './running.ts';

export interface RollbackChoice {
  readonly target: DeployRecord;
  readonly running: DeployRecord;
  /** `line`: the newest confirmed one before it in its own line; `named`: rollback-to says so. */
  readonly because: 'line' | 'named';
}

/** @throws Failure where there is nothing to go back to, or what is named cannot be gone back to */
export function chooseRollback(app: AppFacts, named: string | undefined): RollbackChoice {
  const running = runningDeploy(app);
  if (typeof running === 'string') {
    throw refused(
      running === 'none'
        ? 'nothing that gin-ship deployed runs there'
        : 'the records there do not say which deploy runs',
      app,
    );
  }
  if (named !== undefined)
    return { target: namedTarget(app, running, named), running, because: 'named' };
  const target = lineBefore(app, running).find(({ deploy }) => app.deploys.has(deploy));
  if (target !== undefined) return { target, running, because: 'line' };
  throw refused(
    `${running.deploy} runs, and no confirmed deploy before it in its line is left`,
    app,
  );
}

/**
 * Confirmed deploys before the one that runs, the nearest first. Those that were rolled away from are
 * passed over, and so is what a rollback brought back: it is what runs.
 */
function lineBefore(app: AppFacts, running: DeployRecord): readonly DeployRecord[] {
  const byName = new Map(app.records.map((record) => [record.deploy, record]));
  const left = new Set(
    app.records.flatMap(({ kind, state, rolledBackFrom }) =>
      kind === 'rollback' && state === 'confirmed' && rolledBackFrom !== undefined
        ? [rolledBackFrom]
        : [],
    ),
  );
  const same = new Set([running.deploy, ...restoredBy(running, byName)]);
  const line: DeployRecord[] = [];
  for (const record of ancestors(running, byName)) {
    const { deploy, state } = record;
    if (left.has(deploy) || state !== 'confirmed') continue;
    if (same.has(deploy)) {
      for (const again of restoredBy(record, byName)) same.add(again);
    } else line.push(record);
  }
  return line;
}

/** By predecessor; records are cut off at some age, and a circle of hostile ones ends too. */
function ancestors(
  from: DeployRecord,
  byName: ReadonlyMap<string, DeployRecord>,
): readonly DeployRecord[] {
  const found: DeployRecord[] = [];
  let at = byName.get(from.predecessor ?? '');
  while (at !== undefined && at.sequence < (found.at(-1) ?? from).sequence) {
    found.push(at);
    at = byName.get(at.predecessor ?? '');
  }
  return found;
}

/** What a rollback brought back; of one that brought back another, that one too. */
function restoredBy(
  record: DeployRecord,
  byName: ReadonlyMap<string, DeployRecord>,
): readonly string[] {
  const found: string[] = [];
  let at: DeployRecord | undefined = record;
  while (at?.kind === 'rollback' && at.from !== undefined && !found.includes(at.from)) {
    found.push(at.from);
    at = byName.get(at.from);
  }
  return found;
}

function namedTarget(app: AppFacts, running: DeployRecord, named: string): DeployRecord {
  const sequence = parseDeployId(named)?.sequence ?? Number(named);
  const target = app.records.find((record) =>
    named.includes('-') ? record.deploy === named : record.sequence === sequence,
  );
  if (target === undefined) throw refused(`there is no deploy ${quote(named)}`, app);
  if (target.deploy === running.deploy) throw refused(`${quote(named)} is what runs there`, app);
  if (target.state !== 'confirmed') {
    throw refused(`${target.deploy} was never confirmed: it ended ${target.state}`, app);
  }
  if (app.deploys.has(target.deploy)) return target;
  throw refused(`${target.deploy} is no longer kept there (keep-releases)`, app);
}

/** `000012-9001-1: 1.4.0, commit 0123456789ab, run 9001` */
function describeTarget({ deploy, version, commit, run, from }: DeployRecord): string {
  return [
    `${deploy}: ${version ?? 'no version'}`,
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
    ...(run === undefined || run === '0' ? [] : [`run ${run}`]),
    ...(from === undefined ? [] : [`a rollback to ${from}`]),
  ].join(', ');
}

function refused(happened: string, { records, deploys }: AppFacts): Failure {
  const kept = records.filter(({ deploy, state }) => state === 'confirmed' && deploys.has(deploy));
  const list = kept.slice(0, 10).map((record) => plainLine(describeTarget(record)));
  return new Failure({
    doing: 'choosing what to roll back to',
    happened,
    ...(list.length === 0 ? {} : { output: list.join('\n') }),
    attempt:
      list.length === 0
        ? ['deploy the version that is wanted: `command: deploy` with `allow-downgrade: true`']
        : ['name one of these: `rollback-to: DEPLOY`', 'or deploy the version that is wanted'],
    code: 'rollback-target',
  });
}
