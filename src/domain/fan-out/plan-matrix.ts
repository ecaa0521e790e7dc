/** Which job of a fan-out builds which targets? */

import { Failure } from '../failure.ts';
import { type Target, formatTarget } from '../target.ts';
import { balance } from './balance.ts';
import type { MatrixJob } from './matrix.ts';
import { plainRunner, runnerFor } from './runner-label.ts';

export interface FanOutWish {
  /** In the order that they are told in. */
  readonly targets: readonly FanOutTarget[];
  readonly maxJobs: number;
  /** What the artifact of the whole set would be called. */
  readonly artifactName: string;
}

export interface FanOutTarget {
  readonly target: Target;
  readonly cgo: boolean;
}

/** Compiling C takes about as long as compiling a service three times. */
const weightOf = ({ cgo }: FanOutTarget): number => (cgo ? 3 : 1);

/**
 * Targets with cgo go to a runner of their own system; the others to Linux, or where no job is left for them
 * to the runners that have the least to do.
 * @throws Failure (`max-jobs`) where the systems are more than the jobs
 */
export function planMatrix({ targets, maxJobs, artifactName }: FanOutWish): readonly MatrixJob[] {
  const pools = poolsOf(targets, maxJobs);
  const slots = slotsOf(pools, maxJobs);
  const place = new Map(targets.map((item, at) => [item, at]));
  const jobs = pools.flatMap(({ runner, items }, at) =>
    balance(items, slots[at] ?? 1, weightOf).map((group) => ({ runner, group })),
  );
  const first = ({ group: [item] }: { readonly group: readonly FanOutTarget[] }): number =>
    (item && place.get(item)) ?? 0;
  return jobs
    .toSorted((a, b) => first(a) - first(b))
    .map(({ runner, group }, at) => ({
      targets: group.map(({ target }) => formatTarget(target)),
      runner,
      artifactName: `${artifactName}-part-${at + 1}`,
    }));
}

interface Pool {
  readonly runner: string;
  readonly items: readonly FanOutTarget[];
}

function poolsOf(targets: readonly FanOutTarget[], maxJobs: number): readonly Pool[] {
  const runners = Map.groupBy(targets, ({ target, cgo }) => runnerFor(target, cgo));
  const bound = new Set(
    targets.flatMap(({ target, cgo }) => (cgo ? [runnerFor(target, cgo)] : [])),
  );
  if (bound.size > maxJobs) throw tooFewJobs([...bound], maxJobs);
  const pools = [...runners].map(([runner, items]) => ({ runner, items }));
  if (pools.length <= maxJobs) return pools;
  const own = pools.filter(({ runner }) => bound.has(runner));
  const free = runners.get(plainRunner) ?? [];
  const lightest = own.toSorted((a, b) => weightIn(a) - weightIn(b))[0];
  return own.map((pool) => {
    if (pool !== lightest) return pool;
    const items = targets.filter((item) => pool.items.includes(item) || free.includes(item));
    return { ...pool, items };
  });
}

function weightIn({ items }: Pool): number {
  return items.reduce((sum, item) => sum + weightOf(item), 0);
}

/** One each; then each further one goes where a job has the most to do. */
function slotsOf(pools: readonly Pool[], maxJobs: number): readonly number[] {
  const slots = pools.map(() => 1);
  for (let left = maxJobs - pools.length; left > 0; left -= 1) {
    const loads = pools.map((pool, at) => {
      const count = slots[at] ?? 1;
      return count < pool.items.length ? weightIn(pool) / count : 0;
    });
    const most = Math.max(...loads);
    if (most === 0) break;
    const at = loads.indexOf(most);
    slots[at] = (slots[at] ?? 1) + 1;
  }
  return slots;
}

function tooFewJobs(runners: readonly string[], maxJobs: number): Failure {
  return new Failure({
    doing: 'planning the jobs',
    happened: `cgo needs ${runners.length} kinds of runners, and max-jobs is ${maxJobs}`,
    details: { runners: runners.join(', ') },
    attempt: [`write \`max-jobs: ${runners.length}\` or more`, 'or build without cgo: `cgo: off`'],
    code: 'max-jobs',
  });
}
