/** What does `status` print of one server: what runs, since when, from which commit and run, and what was changed? */

import { Failure } from '../failure.ts';
import { firstFew } from '../first-few.ts';
import { plainLine, shorten } from '../plain-text.ts';
import { formatBytes, formatDuration } from '../quantity.ts';
import { chooseRollback } from './choose-rollback.ts';
import { slotUnit } from './deploy-layout.ts';
import { findDrift } from './drift.ts';
import type { ServerFacts } from './facts.ts';
import type { DeployRecord } from './records.ts';
import { runningDeploy, unfinishedDeploy } from './running.ts';

/** Deploys that are listed, the newest first. */
const listed = 10;

/** One line each, plain, without the server's name. */
export function statusLines(facts: ServerFacts, name: string): readonly string[] {
  const { app } = facts;
  if (app.mark === 'none' || app.mark === undefined) {
    return [
      app.mark === 'none'
        ? `${name} is not installed here`
        : 'not known: our mark could not be read',
    ];
  }
  const running = runningDeploy(app);
  return [
    ...(running === 'none' ? [`nothing was ever confirmed here: ${name} does not run`] : []),
    ...(running === 'unknown' ? ['the records do not say what runs: one could not be read'] : []),
    ...(typeof running === 'string' ? [] : runningLines(facts, running, name)),
    ...unsettledLines(facts),
    ...recordLines(facts),
    ...driftLines(facts, name),
    ...(typeof running === 'string' ? [] : [rollbackLine(facts)]),
  ];
}

function runningLines(
  { app, units, processes }: ServerFacts,
  record: DeployRecord,
  name: string,
): readonly string[] {
  const { deploy, version = 'no version', slot = 'blue', release } = record;
  const unit = units.get(slotUnit(name, slot));
  const memory = unit?.memory ?? processes.get(unit?.mainPid ?? 0)?.memory;
  const isUp = unit?.active === 'active';
  const now = isUp
    ? 'runs'
    : `is confirmed, but ${unit?.name ?? 'its unit'} is ${unit?.active ?? 'not known'}`;
  const since = isUp && unit.since !== undefined ? ` since ${unit.since}` : '';
  const restarts = unit?.restarts ?? 0;
  const lines = [
    `${deploy} (${version}) ${now}${since}, in slot ${slot}, as ${app.runAs}`,
    `from ${originOf(record)}`,
    ...(release === undefined ? [] : [`release ${release}`]),
    ...(memory === undefined ? [] : [`memory: ${formatBytes(memory)}`]),
    ...(restarts === 0 ? [] : [`systemd has started it again ${restarts} times`]),
    `releases in ${app.deployPath}, data in ${app.statePath}`,
  ];
  return lines.map(plainLine);
}

/** Commit, repository, run and who began it. */
export function originOf(record: DeployRecord): string {
  const { commit, repository, run, attempt, workflow, actor } = record;
  const parts = [
    commit === undefined ? 'no commit' : `commit ${commit.slice(0, 12)}`,
    ...(repository === undefined ? [] : [`of ${repository}`]),
    ...(run === undefined || run === '0'
      ? []
      : [`run ${run}${attempt === undefined ? '' : `, attempt ${attempt}`}`]),
    ...(workflow === undefined ? [] : [workflow]),
    ...(actor === undefined ? [] : [`by ${actor}`]),
  ];
  return plainLine(parts.join(', '));
}

function unsettledLines({ app }: ServerFacts): readonly string[] {
  const unfinished = unfinishedDeploy(app);
  const { lock } = app;
  if (typeof lock === 'object') {
    const { verb = 'something', deploy, plan } = lock;
    const by = plan.get('actor');
    const what = deploy === undefined ? verb : `${verb} ${deploy}`;
    return [plainLine(`under way: ${what}${by === undefined ? '' : `, by ${by}`}`)];
  }
  if (unfinished === undefined) return [];
  return [
    `${unfinished.deploy} was left ${unfinished.state}: its recovery, a restart of the server or the next deploy settles it`,
  ];
}

function recordLines({ app }: ServerFacts): readonly string[] {
  const { records, unreadable, recordCount = records.length } = app;
  if (records.length === 0 && unreadable.size === 0) return [];
  const shown = records.slice(0, listed);
  const more = recordCount > shown.length ? `, the last ${shown.length} of ${recordCount}` : '';
  return [
    `deploys${more}:`,
    ...shown.map((record) => `  ${recordLine(record)}`),
    ...[...unreadable].map(([record, why]) => plainLine(`  ${record}: cannot be read, ${why}`)),
  ];
}

/** `000004-9002-1 2026-11-23 09:20 UTC 1.3.0 rolled-back: REASON` */
export function recordLine(record: DeployRecord): string {
  const { deploy, kind, state, version = 'no version', began, gapMs, reason, from } = record;
  const when = began === undefined ? '' : ` ${minuteOf(began)}`;
  const what = kind === 'rollback' ? ` rollback${from === undefined ? '' : ` to ${from}`}` : '';
  const gap = gapMs === undefined ? '' : `, no answer for ${formatDuration(gapMs)}`;
  const why = reason === undefined ? '' : `: ${shorten(reason, 200)}`;
  return plainLine(`${deploy}${when} ${version}${what} ${state}${gap}${why}`);
}

/** By the server's clock; past what a date can hold as it is. */
function minuteOf(seconds: number): string {
  if (seconds > 8_640_000_000_000) return String(seconds);
  const text = new Date(seconds * 1000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

function driftLines(facts: ServerFacts, name: string): readonly string[] {
  const drift = new Set(findDrift(facts, name));
  if (drift.size === 0) return ['nothing of it was changed by hand'];
  const changed = facts.app.changedUnits.filter((path) => drift.has(path));
  const dropIns = [...drift].filter((path) => !changed.includes(path));
  return [
    ...(changed.length === 0 ? [] : [`changed by hand: ${firstFew(changed)}`]),
    ...(dropIns.length === 0 ? [] : [`drop-ins that are not gin-ship's: ${firstFew(dropIns)}`]),
  ].map(plainLine);
}

function rollbackLine({ app }: ServerFacts): string {
  try {
    const { target } = chooseRollback(app, undefined);
    return plainLine(`a rollback would go to ${target.deploy} (${target.version ?? 'no version'})`);
  } catch (error) {
    if (error instanceof Failure)
      return plainLine(`a rollback has nowhere to go: ${error.facts.happened}`);
    throw error;
  }
}
