/** How are all targets built: the native one first, the others from a queue, each failure told? */

import type { BuiltTarget } from '../domain/build/binary.ts';
import type { BuildPlan, TargetBuild } from '../domain/build/plan.ts';
import { decideConcurrency, decidePeak, mayFillGaps } from '../domain/build/schedule.ts';
import { formatBytes, formatDuration } from '../domain/quantity.ts';
import { formatTarget } from '../domain/target.ts';
import type { World } from '../ports.ts';
import { buildFailure } from './build-failure.ts';
import {
  type BuildContext,
  type HowToBuild,
  type TargetOutcome,
  buildTarget,
} from './build-target.ts';

export interface BuildRequest extends BuildContext {
  readonly parallelism: number | 'auto';
  /** Bytes that go vet needed, which compiles the same packages for the native target. */
  readonly vetPeak?: number;
}

/**
 * Builds every target and gives each finished one to `onBuilt` at once, so that archiving overlaps the
 * builds still going. All targets are tried whatever fails.
 * @throws Failure with the errors of all targets, each once; what `onBuilt` threw, where builds passed
 */
export async function build<T>(
  world: World,
  request: BuildRequest,
  onBuilt: (built: BuiltTarget) => Promise<T>,
): Promise<readonly T[]> {
  const { plan } = request;
  const outcomes: TargetOutcome[] = [];
  const following: Promise<PromiseSettledResult<T>>[] = [];
  const running = new Map<string, number>();
  const stopProgress = tellProgress(world, { plan, running, outcomes });
  const runOne = async (item: TargetBuild, how: HowToBuild): Promise<TargetOutcome> => {
    const name = formatTarget(item.target);
    running.set(name, world.clock.elapsed());
    try {
      const outcome = await buildTarget(world, request, { item, ...how });
      outcomes.push(outcome);
      if (outcome.built !== undefined) following.push(settle(onBuilt(outcome.built)));
      return outcome;
    } finally {
      running.delete(name);
    }
  };
  try {
    await runQueue(world, request, runOne);
  } finally {
    stopProgress();
    await Promise.all(following);
  }
  const followed = await Promise.all(following);
  const failed = outcomes.filter((outcome) => outcome.built === undefined);
  if (failed.length > 0) throw buildFailure(world, request, failed);
  const rejected = followed.find((result) => result.status === 'rejected');
  if (rejected !== undefined) throw rejected.reason;
  return followed.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/**
 * The native target runs at full priority, all others give way to it. A second one starts beside it at
 * once where memory is ample; how many follow is decided by what the native one needed. After what is
 * no failure of a compiler, none is started any more; it is thrown once all that run have ended.
 */
async function runQueue(
  world: World,
  { plan, parallelism, vetPeak }: BuildRequest,
  runOne: (item: TargetBuild, how: HowToBuild) => Promise<TargetOutcome>,
): Promise<void> {
  const [first, ...queue] = plan.builds;
  if (first === undefined) return;
  let limit = mayFillGaps(parallelism, world.processes.availableMemory()) ? 1 : 0;
  let workers: number | undefined;
  let active = 0;
  const thrown: unknown[] = [];
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const tryOne = async (item: TargetBuild, how: HowToBuild): Promise<TargetOutcome | undefined> => {
    try {
      return await runOne(item, how);
    } catch (error) {
      thrown.push(error);
      queue.length = 0;
      return undefined;
    }
  };
  const startMore = (): void => {
    while (active < limit) {
      const item = queue.shift();
      if (item === undefined) break;
      active += 1;
      const how = { background: true, ...(workers === undefined ? {} : { workers }) };
      void tryOne(item, how).then(() => {
        active -= 1;
        startMore();
      });
    }
    if (active === 0 && queue.length === 0) finish();
  };
  const native = tryOne(first, { background: false });
  startMore();
  const { peakMemory, built } = (await native) ?? {};
  const own = { ...built?.measured, ...(peakMemory === undefined ? {} : { peakMemory }) };
  const peak = decidePeak([own, ...(vetPeak === undefined ? [] : [{ peakMemory: vetPeak }])]);
  const waiting = queue.length + active;
  const concurrency = decideConcurrency(parallelism, {
    waiting,
    cores: world.runner.cores,
    available: world.processes.availableMemory() + active * (peak ?? 0),
    ...(peak === undefined ? {} : { peak }),
  });
  if (waiting > 1) {
    const need = peak === undefined ? '' : `; one needs up to ${formatBytes(peak)}`;
    world.log.info(`${concurrency.atOnce} at once (${concurrency.because}${need})`);
  }
  ({ workers } = concurrency);
  limit = concurrency.atOnce;
  startMore();
  await finished;
  if (thrown.length > 0) throw thrown[0];
}

async function settle<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}

function tellProgress(
  world: World,
  state: {
    readonly plan: BuildPlan;
    readonly running: ReadonlyMap<string, number>;
    readonly outcomes: readonly TargetOutcome[];
  },
): () => void {
  return world.clock.every(15_000, () => {
    const now = world.clock.elapsed();
    const names = [...state.running].map(
      ([name, since]) => `${name} (${formatDuration(now - since)})`,
    );
    const count = `${state.outcomes.length} of ${state.plan.builds.length} targets are done`;
    world.log.info(`${count}; building ${names.join(', ')}`);
  });
}
