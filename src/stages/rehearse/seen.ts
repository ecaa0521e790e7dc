/** What has a rehearsal seen so far, and when? */

import type { WholeAnswer } from '../../domain/rehearse/answer.ts';
import type { ReadVerdict } from '../../domain/rehearse/judge.ts';
import type { RedisVerdict } from '../../domain/rehearse/redis.ts';
import type { SyncVerdict } from '../../domain/rehearse/sync.ts';
import type { Written } from '../../domain/rehearse/written.ts';
import type { Span } from '../../domain/report/timeline.ts';
import type { Remark } from '../../domain/service/remark.ts';
import type { World } from '../../ports.ts';
import type { Watched } from './files-written.ts';
import type { Health } from './ready.ts';

export interface Seen {
  readonly remarks: Remark[];
  /** One line each. */
  readonly facts: string[];
  readonly redis: RedisVerdict[];
  /** What survive-read gave after each restart. */
  readonly reads: ReadVerdict[];
  readonly spans: Span[];
  /** The last that each start printed. */
  readonly outputs: string[];
  /** What it had written when the first start was killed. */
  written: readonly Written[];
  /** What it wrote after that, by its next starts and ends. */
  readonly later: Written[];
  /** How the files were before data was written, and what was held open for writing after it. */
  atWrite?: Pick<Watched, 'atWrite' | 'open'>;
  health?: Health;
  write?: WholeAnswer;
  /** Which requests of survive-read showed the word before any restart. */
  holding?: readonly number[];
  /** From the write's first byte to its answer, in milliseconds since 1970. */
  wrote?: { readonly from: number; readonly to: number };
  sync?: SyncVerdict;
  /** The port that it listens on, where that is not the one that it was given. */
  elsewhere?: number;
  /** It did not end by the first SIGTERM, so a second one is not waited for. */
  ignoresSigterm?: boolean;
  /** What ended the rehearsal before its time. */
  ended?: Remark;
  /** The last system calls before a crash. */
  calls: readonly string[];
}

export function nothingSeen(): Seen {
  return {
    remarks: [],
    facts: [],
    redis: [],
    reads: [],
    spans: [],
    outputs: [],
    written: [],
    later: [],
    calls: [],
  };
}

/** Notes when a step ran, however it ends. */
export async function timed<T>(
  { clock }: World,
  { spans }: Seen,
  { title, body }: { readonly title: string; readonly body: () => Promise<T> },
): Promise<T> {
  const startedAt = clock.elapsed();
  try {
    return await body();
  } finally {
    const wall = clock.elapsed() - startedAt;
    spans.push({ section: 'rehearsal', title, startedAt, wall });
  }
}
