/** Which adapter stands behind which port? The one place that knows all of them. */

import { availableParallelism } from 'node:os';
import * as core from '@actions/core';
import { createArchiveReader } from './adapters/archive-reader.ts';
import { createArtifactService } from './adapters/artifacts.ts';
import { createAttestor } from './adapters/attestor.ts';
import { createBomWriter } from './adapters/bom-writer.ts';
import { createCacheService } from './adapters/cache.ts';
import { createClock } from './adapters/clock.ts';
import { createFiles } from './adapters/files.ts';
import { createReleases } from './adapters/github/releases.ts';
import { createDeployments } from './adapters/github/deployments.ts';
import { createPullRequests } from './adapters/github/pull-requests.ts';
import { createHelperSource } from './adapters/helper-source.ts';
import { createHttp } from './adapters/http.ts';
import { createJob } from './adapters/job.ts';
import { createLog } from './adapters/log.ts';
import { createPacker } from './adapters/packer.ts';
import { createProcesses } from './adapters/processes.ts';
import { createRandom } from './adapters/random.ts';
import { readRunner } from './adapters/runner.ts';
import { createServiceWorld } from './adapters/service/world.ts';
import { createRemote } from './adapters/ssh/remote.ts';
import { createToolCache } from './adapters/tool-cache.ts';
import { createVersions } from './adapters/versions.ts';
import type { World } from './ports.ts';

export interface Wired {
  readonly world: World;
  /** Ends every program that was started, and starts none from then on. */
  endAll(): void;
  /** Removes every temporary folder, at once. */
  removeTemps(): void;
}

export async function wire(env: NodeJS.ProcessEnv): Promise<Wired> {
  const runner = await readRunner(env, availableParallelism());
  const log = createLog(core);
  const clock = createClock();
  const random = createRandom();
  const http = createHttp(log, clock);
  const { removeTemps, ...files } = createFiles(runner.temp);
  const { endAll: endPrograms, ...processes } = createProcesses();
  const services = createServiceWorld(runner, processes);
  const world: World = {
    runner,
    log,
    clock,
    files,
    processes,
    http,
    toolCache: createToolCache(runner, files),
    versions: createVersions(),
    cache: createCacheService(env, log),
    artifacts: createArtifactService(env, { log, http }),
    packer: createPacker(),
    archives: createArchiveReader(),
    job: createJob(core, env),
    random,
    rehearsal: services.world,
    remote: createRemote({ clock, random }),
    helper: createHelperSource(env),
    boms: createBomWriter(),
    releases: createReleases(env, { log, http }),
    pulls: createPullRequests(env, { log }),
    attestor: createAttestor(env, log),
    deployments: createDeployments(env, { log }),
  };
  return {
    world,
    endAll() {
      services.endAll();
      endPrograms();
    },
    removeTemps() {
      services.removeAll();
      removeTemps();
    },
  };
}
