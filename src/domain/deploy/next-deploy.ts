/** What is the next deploy called, into which slot does it go, and what did the runner see there? */

import { formatDeployId } from './deploy-id.ts';
import { otherSlot } from './deploy-layout.ts';
import type { AppFacts, LinkFacts } from './facts.ts';
import type { DeployRecord, SlotName } from './records.ts';
import { runningDeploy } from './running.ts';
import { Failure } from '../failure.ts';
import type { DeploySource } from './wish.ts';

/** Names of deploys; absent: none. Any difference on the server makes the plan stale. */
export interface Seen {
  readonly running?: string;
  readonly blue?: string;
  readonly green?: string;
}

export interface NextDeploy {
  readonly deploy: string;
  readonly sequence: number;
  readonly slot: SlotName;
  readonly seen: Seen;
  readonly running?: DeployRecord;
}

/** @throws Failure where the records do not say what runs */
export function nextDeploy(app: AppFacts, { run, attempt }: DeploySource): NextDeploy {
  const running = runningDeploy(app);
  if (running === 'unknown' || app.sequence === undefined) throw unknownRecords();
  const sequence = app.sequence + 1;
  const slots = { blue: deployOf(app.slots.blue), green: deployOf(app.slots.green) };
  return {
    deploy: formatDeployId({ sequence, run, attempt }),
    sequence,
    slot: freeSlot(running, slots),
    seen: {
      ...(running === 'none' ? {} : { running: running.deploy }),
      ...(slots.blue === undefined ? {} : { blue: slots.blue }),
      ...(slots.green === undefined ? {} : { green: slots.green }),
    },
    ...(running === 'none' ? {} : { running }),
  };
}

function deployOf(link: LinkFacts): string | undefined {
  return typeof link === 'object' ? link.deploy : undefined;
}

function freeSlot(
  running: DeployRecord | 'none',
  slots: Readonly<Record<SlotName, string | undefined>>,
): SlotName {
  if (running === 'none') return 'blue';
  const serving = running.slot ?? (slots.green === running.deploy ? 'green' : 'blue');
  return otherSlot(serving);
}

function unknownRecords(): Failure {
  return new Failure({
    doing: 'planning the deploy',
    happened: 'the records on the server do not say which deploy runs there',
    attempt: ['run `command: status`, which lists them, and what could not be read'],
    code: 'deploy-records',
  });
}
