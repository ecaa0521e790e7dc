/** What of earlier runs can this job start from? Modules and build objects, apart and at the same time. */

import {
  type RestoredCaches,
  describeBuild,
  describeModules,
  isCacheHit,
} from '../domain/cache/outcome.ts';
import { type CacheUse, type PartPlan, planCaches } from '../domain/cache/plan.ts';
import { type CacheState, formatCacheState } from '../domain/cache/state.ts';
import type { SetupInputs } from '../domain/inputs/inputs.ts';
import { normalize } from '../domain/paths.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import { type Target, formatTarget } from '../domain/target.ts';
import type { World } from '../ports.ts';
import { digestOf, findSums } from './cache-keys.ts';
import { holdsBuildObjects, holdsModules } from './go-caches.ts';
import { type Part, restorePart } from './restore-part.ts';

export interface RestoreRequest {
  readonly inputs: SetupInputs;
  readonly project: Project;
  readonly toolchain: Toolchain;
  /** As `go env` tells them. */
  readonly goEnv: { readonly GOCACHE: string; readonly GOMODCACHE: string };
  readonly targets: readonly Target[];
  /** What else makes build objects differ: flags and tags. */
  readonly flags: readonly string[];
  /** The input `cgo`. */
  readonly cgo: string;
  /** The input `attest`. */
  readonly attested: boolean;
}

/**
 * Must run before anything fills the caches: what is there already is left alone and never saved.
 * Never throws for what the cache service does.
 */
export async function restoreCaches(
  world: World,
  request: RestoreRequest,
): Promise<RestoredCaches> {
  const { inputs, project, toolchain, goEnv, targets } = request;
  const [GOCACHE, GOMODCACHE] = [normalize(goEnv.GOCACHE), normalize(goEnv.GOMODCACHE)];
  const sums = await findSums(world, inputs, project);
  const settings = [...targets.map(formatTarget).sort(), request.cgo, ...request.flags];
  const plan = planCaches({
    wanted: inputs.cache,
    offered: world.cache.available(),
    event: world.runner.event,
    attested: request.attested,
    platform: world.runner.platform,
    goVersion: toolchain.version,
    subfolder: project.subfolder,
    targets,
    modules: {
      path: GOMODCACHE,
      occupied: await holdsModules(world, GOMODCACHE),
      vendored: project.vendored,
      ...(sums.digest === undefined ? {} : { digest: sums.digest }),
    },
    build: {
      path: GOCACHE,
      occupied: await holdsBuildObjects(world, GOCACHE),
      digest: await digestOf(world, settings.join('\n')),
    },
  });
  const [modules, build] = await Promise.all([
    restorePart(world, plan.modules, 'modules'),
    restorePart(world, plan.build, 'build'),
  ]);
  const failures = [modules, build].flatMap(({ failure }) => (failure ? [failure] : []));
  if (failures.length > 0) {
    const why = [...new Set(failures)].join('; ');
    world.log.warning(`restoring caches: ${why}; the build goes on without them, only slower`);
  }
  const notes = [describeModules(modules.outcome), describeBuild(build.outcome)];
  for (const note of notes) world.log.info(note);
  const state: CacheState = {
    modules: stateOf(plan.modules, modules, ({ path, key }) => ({
      path,
      key,
      sums: sums.files,
      ...(modules.outcome.kind === 'restored' ? { restored: modules.outcome.key } : {}),
    })),
    build: stateOf(plan.build, build, ({ path, key }) => ({
      path,
      key,
      ...(build.entries === undefined ? {} : { restored: build.entries }),
    })),
  };
  world.job.saveState('caches', formatCacheState(state));
  return {
    modules: modules.outcome,
    build: build.outcome,
    hit: isCacheHit(modules.outcome, build.outcome),
    notes,
  };
}

function stateOf<S>(
  plan: PartPlan,
  { failure }: Part,
  save: (use: CacheUse) => S,
): S | { reason: string } {
  if (!plan.use) return { reason: plan.reason };
  if (failure !== undefined) return { reason: `restoring failed: ${failure}` };
  return save(plan);
}
