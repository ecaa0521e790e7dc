/** Which deploy runs on a server, by what it remembers? */

import type { AppFacts } from './facts.ts';
import type { DeployRecord, DeployState } from './records.ts';
import { parseDeployId } from './deploy-id.ts';

const final: ReadonlySet<DeployState> = new Set([
  'confirmed',
  'rolled-back',
  'not-installed',
  'down',
]);

export function isFinal(state: DeployState): boolean {
  return final.has(state);
}

/** The newest confirmed deploy; unknown where a newer record could not be read. */
export function runningDeploy(app: AppFacts): DeployRecord | 'none' | 'unknown' {
  const { records, unreadable, recordCount } = app;
  if (recordCount === undefined) return 'unknown';
  const newest = records.find(({ state }) => state === 'confirmed');
  const floor = newest?.sequence ?? 0;
  for (const name of unreadable.keys()) {
    if ((parseDeployId(name)?.sequence ?? 0) > floor) return 'unknown';
  }
  return (
    newest ?? (records.length + unreadable.size < Math.min(recordCount, 1) ? 'unknown' : 'none')
  );
}

/** The deploy that was not carried to an end, which recovery looks at; there is at most one. */
export function unfinishedDeploy({ records }: AppFacts): DeployRecord | undefined {
  return records.find(({ state }) => !isFinal(state));
}
