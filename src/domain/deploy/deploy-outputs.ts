/** Which outputs does a deploy give? Set before the job fails. */

import type { ToldEnding } from './ending.ts';
import { outcomeOf } from './fleet-ending.ts';

/** By name of the output. What differs between servers is listed with commas, in their order. */
export type DeployOutputs = Readonly<
  Record<'outcome' | 'hosts' | 'deploy-id' | 'previous-deploy-id', string>
>;

export function deployOutputs(endings: readonly ToldEnding[]): DeployOutputs {
  const hosts = endings.map(({ server, kind, deploy, previous, serves, gap, cause }) => ({
    host: server,
    outcome: kind,
    serves,
    ...(deploy === undefined ? {} : { deploy }),
    ...(previous === undefined ? {} : { previous }),
    ...(gap === undefined ? {} : { gapMs: gap }),
    ...(cause === undefined ? {} : { reason: cause.sentence }),
  }));
  return {
    outcome: outcomeOf(endings),
    hosts: JSON.stringify(hosts),
    'deploy-id': listed(endings.map(runningNow)),
    'previous-deploy-id': listed(
      endings.map(({ serves, previous }) => (serves === 'new' ? previous : undefined)),
    ),
  };
}

/** Absent where nothing runs, or it is not known what does. */
function runningNow({ serves, deploy, previous }: ToldEnding): string | undefined {
  if (serves === 'new') return deploy;
  return serves === 'old' ? previous : undefined;
}

function listed(names: readonly (string | undefined)[]): string {
  return [...new Set(names.filter((name) => name !== undefined))].join(',');
}
