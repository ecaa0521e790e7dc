/** What happens in which order? Each stage gives what the next one needs. */

import type { BuildFacts } from './domain/archive/manifest.ts';
import type { ArchivePlan } from './domain/archive/plan.ts';
import { formatSettings } from './domain/build/environment.ts';
import { type Deployable, decideDeployable } from './domain/deploy/deployable.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { resolve } from './domain/paths.ts';
import { formatTarget } from './domain/target.ts';
import { type CommandRun, deploy, foreseeDeploy, skipDeploy } from './deploy.ts';
import { handOver } from './hand-over.ts';
import { make } from './make.ts';
import type { World } from './ports.ts';
import { type Prepared, prepare } from './prepare.ts';
import { foreseeAttest } from './stages/attest.ts';
import { cleanUp } from './stages/clean-up.ts';
import { commentOnly, isCommentOnly } from './stages/comment/comment-only.ts';
import { foreseeComment } from './stages/comment/foresee.ts';
import { tellNotDeployed } from './stages/outputs.ts';
import { trustGit } from './stages/trust-git.ts';

export interface ShipRun extends CommandRun {
  /** gin-ship's own. */
  readonly version: string;
}

/** From a commit to published archives and, where there is a server for them, to a service that runs. */
export async function ship(world: World, inputs: Inputs, run: ShipRun): Promise<void> {
  const { report, stages, version } = run;
  const commenting = foreseeComment(world, inputs);
  if (isCommentOnly(commenting)) {
    await commentOnly(world, inputs, { foreseen: commenting, report });
    return tellNotDeployed(world);
  }
  const deploying = foreseeDeploy(world, inputs);
  foreseeAttest(world, inputs);
  const staging = await world.files.makeTemp('gin-ship');
  try {
    const dir = resolve(world.runner.workspace, inputs.workingDirectory);
    const trusting = await trustGit(world, { dir, folder: staging });
    const prepared = await prepare(trusting, inputs, { report, stages });
    // A matrix that no server can take from is refused before it is built.
    if (deploying.done) decideDeployable({ archives: prepared.archivePlans.map(expected) });
    const made = await make(world, inputs, { prepared, report, stages, staging, version });
    const delivered = await handOver(world, inputs, {
      ...made,
      project: prepared.project,
      build: buildFactsOf(prepared, inputs),
      outputDir: prepared.outputDir,
      report,
      stages,
      commenting,
      deploys: deploying.done && !inputs.deploy.how.dryRun,
    });
    if (!deploying.done) return skipDeploy(world, report, deploying.reason);
    const { outputDir: folder, manifestDigest: manifest } = delivered;
    await deploy(world, inputs, {
      ...run,
      access: deploying.value,
      source: { kind: 'own', folder, manifest },
      git: { dir, env: prepared.env },
    });
  } finally {
    await cleanUp(world, staging);
  }
}

function expected({ target, format, file }: ArchivePlan): Deployable {
  return { file, format, os: target.os, target: formatTarget(target) };
}

function buildFactsOf({ toolchain, plan, changed }: Prepared, inputs: Inputs): BuildFacts {
  const { ldflags, sharedFlags: flags } = plan;
  const { tags } = inputs.build;
  return { go: toolchain.version, ldflags, flags, tags, environment: formatSettings(changed) };
}
