/** Which outputs does the step give? Each is set as soon as it is known. */

import type { DeployOutputs } from '../domain/deploy/deploy-outputs.ts';
import { relativeTo } from '../domain/paths.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { ShippedProject } from '../domain/source/project.ts';
import { formatTarget } from '../domain/target.ts';
import type { Job, World } from '../ports.ts';
import type { Delivered } from './deliver.ts';

export function tellVersion({ job }: World, { version, timestamp }: ShippedProject): void {
  job.output('version', version.text);
  job.output('timestamp', timestamp);
}

export function tellToolchain({ job }: World, { version }: Toolchain): void {
  job.output('go-version', version);
}

/** Of a set that other jobs have built. `go` is a version, as `1.26.8`. */
export function tellJoined(world: World, project: ShippedProject, go: string): void {
  tellVersion(world, project);
  world.job.output('go-version', go);
}

/** Paths are as seen from the workspace, so that a later step can use them as they are. */
export async function tellDelivered(world: World, delivered: Delivered): Promise<void> {
  const { job, runner, log, files } = world;
  const workspace = await files.realPath(runner.workspace);
  const seen = (path: string): string => relativeTo(workspace, path) ?? path;
  const archives = delivered.archives.map(({ target, file, path, bytes, sha256 }) => ({
    target: formatTarget(target),
    file,
    path: seen(path),
    bytes,
    sha256,
  }));
  job.output('archives', JSON.stringify(archives));
  job.output('manifest', seen(delivered.manifest));
  job.output('manifest-digest', delivered.manifestDigest);
  job.output('checksums', seen(delivered.checksums));
  if (delivered.sarif !== undefined) await tellReport(world, delivered.sarif);
  for (const { sha256, path } of archives) log.info(`${sha256}  ${path}`);
}

/** Also where the run ends at inspect: a later step takes the report to code scanning. */
export async function tellReport({ job, runner, files }: World, path: string): Promise<void> {
  const workspace = await files.realPath(runner.workspace);
  job.output('sarif', relativeTo(workspace, path) ?? path);
}

export function tellPublished(
  { job }: World,
  artifact: { readonly name: string; readonly id: number; readonly url: string },
): void {
  job.output('artifact-name', artifact.name);
  job.output('artifact-id', String(artifact.id));
  job.output('artifact-url', artifact.url);
}

export function tellReleased({ job }: World, release: { readonly url: string }): void {
  job.output('release-url', release.url);
}

/** Set before the job fails. */
export function tellDeployed({ job }: Pick<World, 'job'>, outputs: DeployOutputs): void {
  job.output('outcome', outputs.outcome);
  job.output('hosts', outputs.hosts);
  job.output('deploy-id', outputs['deploy-id']);
  job.output('previous-deploy-id', outputs['previous-deploy-id']);
}

/** What a later step reads where this one is cut off while servers are at work. */
export function tellUndecided({ job }: Pick<World, 'job'>): void {
  job.output('outcome', 'unknown');
}

/** The same job, and whether it was told an outcome of the deploy. */
export function noteOutcome(job: Job): { readonly job: Job; readonly isTold: () => boolean } {
  let told = false;
  const output: Job['output'] = (name, value) => {
    told ||= name === 'outcome';
    job.output(name, value);
  };
  return { job: { ...job, output }, isTold: () => told };
}

export function tellNotDeployed({ job }: Pick<World, 'job'>): void {
  job.output('outcome', 'skipped');
}
