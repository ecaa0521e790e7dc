/** How does a release come to be what it should, whatever breaks off and whoever else works on it? Step by step, each after a look. */

import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { FoundRelease } from '../../domain/release/found-release.ts';
import { lookPause, releasePause } from '../../domain/release/patience.ts';
import { planRelease } from '../../domain/release/plan-release.ts';
import type { ReleaseStep, ReleaseWish, WishedAsset } from '../../domain/release/release-step.ts';
import { releaseRefusal } from '../../domain/release/refuse-release.ts';
import type { World } from '../../ports.ts';
import type { PublishOptions, ReleaseService } from '../../ports-release.ts';
import { act } from './act.ts';
import { createMemory, look } from './look.ts';

export interface ReleaseOrder {
  readonly wish: ReleaseWish;
  /** By name. */
  readonly files: ReadonlyMap<string, LocalAsset>;
  readonly generateNotes: boolean;
  readonly makeLatest: PublishOptions['makeLatest'];
}

export interface LocalAsset extends WishedAsset {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
}

type Doing = ReleaseStep['kind'] | 'look';

/** More are taken by nothing that ends. */
const mostSteps = 200;

/** @throws Failure (`release-…`, `github-…`) */
export async function converge(
  world: World,
  service: ReleaseService,
  order: ReleaseOrder,
): Promise<{ release: FoundRelease; changed: boolean }> {
  const { tag } = order.wish;
  const memory = createMemory();
  const failed = new Map<Doing, number>();
  let changed = false;
  for (let steps = 0; steps < mostSteps; steps += 1) {
    let doing: Doing = 'look';
    try {
      const step = planRelease(await look(world, service, { order, memory }), order.wish);
      if (step.kind === 'done') return { release: step.release, changed };
      if (step.kind === 'refuse') throw releaseRefusal(tag, step.refusal);
      changed = true;
      doing = step.kind;
      await act(world, service, { step, order, memory });
    } catch (error) {
      const tried = failed.get(doing) ?? 0;
      await patiently(world, error, { doing, tried });
      failed.set(doing, tried + 1);
    }
  }
  throw unsettled(tag);
}

/** An answer that says no, or none, does not say what became of the step: the next look does. */
async function patiently(
  { log, clock }: World,
  error: unknown,
  { doing, tried }: { readonly doing: Doing; readonly tried: number },
): Promise<void> {
  if (!(error instanceof Failure)) throw error;
  const pauseAfter = doing === 'look' ? lookPause : releasePause;
  const pause = pauseAfter(error.facts.code, tried);
  if (pause === undefined) throw error;
  const { doing: what, happened } = error.facts;
  log.info(`${plainLine(`${what}: ${happened}`)}; looking again in ${pause / 1000} s`);
  await clock.pause(pause);
}

function unsettled(tag: string): Failure {
  return new Failure({
    doing: `making the release ${plainLine(tag)}`,
    happened: `it is not what it should be after ${mostSteps} steps: something else works on it`,
    attempt: ['look at what else makes releases of that tag, and run the job again'],
    code: 'release-unsettled',
  });
}
