/** Is the deploy older than what the server has? */

import { plainLine } from '../plain-text.ts';
import { isEarlierRun } from './deploy-id.ts';
import type { ServerFacts } from './facts.ts';
import { shown } from './plan-header.ts';
import type { DeployRecord } from './records.ts';
import type { Refusal } from './refusal.ts';
import { runningDeploy } from './running.ts';
import type { DeploySource, DeployWish } from './wish.ts';

/** Dates decide nothing: runs of the same workflow are in order, and commits by descent. */
export function refuseOlder({ app }: ServerFacts, wish: DeployWish): Refusal | undefined {
  if (wish.allowDowngrade) return undefined;
  const { source } = wish;
  const later = app.records.find((record) => isAfter(record, source));
  const running = runningDeploy(app);
  const descends = source.isAncestor === true && typeof running === 'object';
  const than = later ?? (descends ? running : undefined);
  if (than === undefined) return undefined;
  const because =
    later === undefined
      ? `commit ${short(source.commit)} came before ${short(than.commit)}, which runs there`
      : `run ${source.run}, attempt ${source.attempt}, of this workflow came before run ${than.run}, attempt ${than.attempt}, which was deployed there`;
  return {
    code: 'deploy-downgrade',
    happened: `this deploy is older than what the server has: ${because}`,
    details: {
      'deployed there': plainLine(`${than.deploy}, version ${than.version ?? 'not known'}`),
    },
    attempt: [
      'set `allow-downgrade: true` if it is meant',
      'or go back with `command: rollback`, which takes the release from the server',
    ],
  };
}

function isAfter(record: DeployRecord, source: DeploySource): boolean {
  const { run, attempt, kind, state } = record;
  if (kind !== 'deploy' || state !== 'confirmed' || run === undefined || attempt === undefined) {
    return false;
  }
  if (source.run === '0' || run === '0') return false;
  if (!isSame(record.repository, source.repository)) return false;
  if (!isSame(record.workflow, source.workflow)) return false;
  return isEarlierRun(source, { run, attempt });
}

/** A record has names as they are shown. */
function isSame(recorded: string | undefined, ours: string | undefined): boolean {
  return (recorded ?? '-') === shown(ours);
}

function short(commit = 'not known'): string {
  return plainLine(commit.slice(0, 12));
}
