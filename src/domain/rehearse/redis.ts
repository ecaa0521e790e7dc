/** Does a Redis keep its data when it restarts itself? From its answers to CONFIG GET. */

import { plainLine } from '../plain-text.ts';
import type { Remark } from '../service/remark.ts';

/** What came of asking; as the port for Redis gives it. */
export type RedisAnswer =
  | { readonly kind: 'answered'; readonly appendonly: string; readonly save: string }
  | { readonly kind: 'declined' | 'broken'; readonly how: string }
  | { readonly kind: 'refused' | 'timed-out' };

export interface RedisVerdict {
  /** `127.0.0.1:6379` */
  readonly at: string;
  readonly persistence: 'appendonly' | 'snapshots' | 'none' | 'unknown';
  /** Why it is unknown. */
  readonly because?: string;
}

/** What is not understood is unknown, never good. */
export function judgeRedis(at: string, answer: RedisAnswer): RedisVerdict {
  if (answer.kind !== 'answered') return { at, persistence: 'unknown', because: reason(answer) };
  const { appendonly, save } = answer;
  if (appendonly === 'yes') return { at, persistence: 'appendonly' };
  if (save.trim() !== '') return { at, persistence: 'snapshots' };
  if (appendonly === 'no') return { at, persistence: 'none' };
  return { at, persistence: 'unknown', because: 'it does not tell of appendonly' };
}

function reason(answer: Exclude<RedisAnswer, { kind: 'answered' }>): string {
  if (answer.kind === 'declined') return `it answers ${plainLine(answer.how)}`;
  if (answer.kind === 'broken') return `the connection broke (${plainLine(answer.how)})`;
  return answer.kind === 'refused' ? 'the connection was refused' : 'it did not answer in time';
}

export function explainRedis({ at, persistence, because }: RedisVerdict): readonly Remark[] {
  const who = `Redis at ${plainLine(at)}`;
  if (persistence === 'appendonly') return [];
  if (persistence === 'none') {
    const message = `${who} keeps its data in memory only: appendonly is no and save is empty`;
    const fix = ['redis.conf: appendonly yes, in the Redis that production uses too'];
    return [{ id: 'redis', level: 'warning', message, fix }];
  }
  if (persistence === 'snapshots') {
    const message = `${who} saves snapshots only: what was written since the last one is lost when it crashes`;
    return [{ id: 'redis', level: 'note', message, fix: ['redis.conf: appendonly yes'] }];
  }
  const message = `${who} could not be asked whether it keeps its data: ${because ?? 'no answer'}`;
  return [{ id: 'redis', level: 'note', message, fix: ['look at appendonly in redis.conf'] }];
}
