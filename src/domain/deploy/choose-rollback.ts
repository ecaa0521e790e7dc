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
  const same = new Set([running.deploy, ...restoredBy(app, running, { byName, left })]);
  const line: DeployRecord[] = [];
  for (const record of ancestors(running, byName)) {
    const { deploy, state } = record;
    if (left.has(deploy) || state !== 'confirmed') continue;
    if (same.has(deploy)) {
      for (const again of restoredBy(app, record, { byName, left })) same.add(again);
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

/**
 * What a rollback brought back: its settings name it; where they are not told, the nearest deploy of
 * its line with the same release.
 */
function restoredBy(
  { settings }: AppFacts,
  record: DeployRecord,
  { byName, left }: { byName: ReadonlyMap<string, DeployRecord>; left: ReadonlySet<string> },
): readonly string[] {
  if (record.kind !== 'rollback') return [];
  const from = settings.get(record.deploy)?.get('from');
  if (from !== undefined) return [from];
  const nearest = ancestors(record, byName).find(
    ({ deploy, state, release }) =>
      state === 'confirmed' && !left.has(deploy) && release === record.release,
  );
  return nearest === undefined ? [] : [nearest.deploy];
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

function refused(happened: string, { records, deploys }: AppFacts): Failure {
  const kept = records.filter(({ deploy, state }) => state === 'confirmed' && deploys.has(deploy));
  const list = kept.slice(0, 10).map(({ deploy, version = 'no version', commit = '' }) => {
    return plainLine(`${deploy}: ${version} ${commit.slice(0, 12)}`).trim();
  });
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
