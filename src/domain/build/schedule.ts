/** How many targets are built at once? */

export interface ScheduleFacts {
  /** Targets that are still to be finished, running ones included. */
  readonly waiting: number;
  readonly cores: number;
  /** Bytes that can be had now, with what running targets hold. */
  readonly available: number;
  /** Bytes that a target needs; absent where it could not be measured. */
  readonly peak?: number;
}

export interface Concurrency {
  readonly atOnce: number;
  /** `go build -p`; absent: Go's default. */
  readonly workers?: number;
  /** For the log. */
  readonly because: string;
}

/** Where a target's need is not known: a middling service built cold (measured: 0.3 to 1.7 GiB). */
const assumedPeak = 2 * 1024 ** 3;

/**
 * Two at once fill the gaps that one target's critical path leaves; more than half the processors only
 * costs memory (measured on 2 and 4 processors). A number given by the user is taken as it is.
 */
export function decideConcurrency(wish: number | 'auto', facts: ScheduleFacts): Concurrency {
  const cap = Math.max(1, facts.waiting);
  if (wish !== 'auto') return withWorkers(Math.min(wish, cap), facts, `parallelism is ${wish}`);
  const byCores = Math.max(2, Math.floor(facts.cores / 2));
  const byMemory = Math.max(1, Math.floor(facts.available / (facts.peak ?? assumedPeak)));
  const atOnce = Math.min(cap, byCores, byMemory);
  const limit = atOnce === byMemory && byMemory < byCores ? 'memory' : 'processors';
  return withWorkers(atOnce, facts, atOnce === cap ? 'all that is left' : `limited by ${limit}`);
}

function withWorkers(atOnce: number, facts: ScheduleFacts, because: string): Concurrency {
  if (atOnce <= 2) return { atOnce, because };
  return { atOnce, because, workers: Math.ceil(facts.cores / atOnce) + 1 };
}

/**
 * Whether a second target may start beside the first, giving way to it: where memory is ample even if
 * both need what is assumed. It fills the processors that one build leaves idle.
 */
export function mayFillGaps(wish: number | 'auto', available: number): boolean {
  return wish === 'auto' ? available >= 2 * assumedPeak : wish > 1;
}

/** What a target needs, by those seen: one that came from the cache says little of one that does not. */
export function decidePeak(
  seen: readonly {
    readonly peakMemory?: number;
    readonly packages?: number;
    readonly cached?: number;
  }[],
): number | undefined {
  const measured = seen.flatMap(({ peakMemory, packages = 0, cached = 0 }) => {
    if (peakMemory === undefined) return [];
    return [cached > packages / 2 ? Math.max(peakMemory, assumedPeak / 2) : peakMemory];
  });
  return measured.length === 0 ? undefined : Math.max(...measured);
}
