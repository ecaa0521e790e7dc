/** Does data survive a restart? One line for the summary, and what to tell beside it. */

import { describeObservation } from '../service/observation.ts';
import type { Remark } from '../service/remark.ts';
import type { ReadVerdict } from './judge.ts';
import type { RedisVerdict } from './redis.ts';
import {
  type LossCause,
  type LossFacts,
  decideLossCause,
  explainLossCause,
} from './survival-cause.ts';
import { type SyncVerdict, explainSync } from './sync.ts';

export interface SurvivalFacts extends Omit<LossFacts, 'onlyByStop'> {
  /** What survive-read gave after SIGKILL and a start. */
  readonly afterKill: ReadVerdict;
  /** After SIGTERM and another start; absent where that was not reached, or there is no SIGTERM. */
  readonly afterStop?: ReadVerdict;
  /** Redis servers that the service is connected to. */
  readonly redis: readonly RedisVerdict[];
  /** Absent where strace was not there. */
  readonly sync?: SyncVerdict;
}

export interface Survival {
  readonly survived: boolean;
  readonly cause?: LossCause;
  /** One sentence without a full stop. */
  readonly line: string;
  readonly remarks: readonly Remark[];
}

/** The line where there is nothing to ask with. */
export const notAsked =
  'data: not asked; survive-write and survive-read let gin-ship write, kill, restart and read back';

export function decideSurvival(facts: SurvivalFacts): Survival {
  const { afterKill, afterStop } = facts;
  if (afterKill.kind !== 'found') return lost(facts, 'SIGKILL', afterKill);
  if (afterStop !== undefined && afterStop.kind !== 'found') {
    return lost(facts, 'SIGTERM', afterStop);
  }
  const isVolatile = facts.redis.some(({ persistence }) => persistence === 'none');
  const isInFile = facts.written.some((one) => one.where === 'state' && one.holdsNonce === true);
  const by = afterStop === undefined ? 'SIGKILL' : 'SIGKILL and after SIGTERM';
  const line =
    isVolatile && !isInFile
      ? `data survives a restart of the service, not of Redis: read back after ${by}, but Redis keeps it in memory only`
      : `data survives a restart: written, and read back after ${by}`;
  const sync = facts.sync === undefined ? undefined : explainSync(facts.sync);
  return {
    survived: true,
    line,
    remarks: sync === undefined ? [] : [sync],
  };
}

function lost(facts: SurvivalFacts, signal: string, read: ReadVerdict): Survival {
  const onlyByStop = signal === 'SIGTERM';
  const cause = isCrash(read) ? 'crash' : decideLossCause({ ...facts, onlyByStop });
  const { because, fix } = explainLossCause(cause, facts);
  const line = `data does not survive a restart: ${describeLoss(read)} after ${signal}; ${because}`;
  return {
    survived: false,
    cause,
    line,
    remarks: [{ id: 'data-lost', level: 'failure', message: line, fix }],
  };
}

function isCrash(read: ReadVerdict): boolean {
  return read.kind === 'failed' && read.outcome.kind === 'exited';
}

function describeLoss(read: ReadVerdict): string {
  if (read.kind === 'unfilled') return `survive-read gets no further (${read.problem})`;
  if (read.kind === 'missing' && read.cut === true) {
    return 'what was written is not in the first MiB of the answer';
  }
  if (read.kind !== 'failed') return 'what was written is gone';
  return `survive-read does not get it back (${describeObservation(read.outcome)})`;
}
