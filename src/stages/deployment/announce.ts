/** How does GitHub's page of deployments come to say what is deployed? */

import { endStatus } from '../../domain/deployment/end-status.ts';
import { type OwnDeployment, decideOwnDeployment } from '../../domain/deployment/own-deployment.ts';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/inputs/inputs.ts';
import type { DeployEnvironment } from '../../domain/inputs/environment.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import { type StageResult, done, skipped } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import type { DeploymentStatus, Deployments } from '../../ports-deployments.ts';
import { digestOf } from '../cache-keys.ts';
import type { Report } from '../report.ts';

export interface Announcement {
  readonly environment: DeployEnvironment | undefined;
  readonly token: Secret | undefined;
  /** Of the service. */
  readonly name: string;
  readonly version: string;
  /** What is deployed; absent where it is not known. */
  readonly commit: string | undefined;
  readonly hosts: readonly SshAddress[];
  readonly report: Report;
}

/**
 * Begun before a server is touched, so that a missing permission is told then, and ended however the deploy ends.
 * @throws Failure (`github-…`) where it cannot be begun; what `deploy` throws
 */
export async function announced(
  world: World,
  announcement: Announcement,
  deploy: () => Promise<void>,
): Promise<void> {
  const { environment } = announcement;
  if (environment === undefined) return deploy();
  const begun = await begin(world, { ...announcement, environment });
  announcement.report.stage('deployment', begun, () => `to ${environment.name}, told to GitHub`);
  if (!begun.done) return deploy();
  const end = (error?: unknown): Promise<void> => tellEnd(world, begun.value, error);
  try {
    await deploy();
  } catch (error) {
    await end(error);
    throw error;
  }
  await end();
}

interface Begun {
  readonly deployments: Deployments;
  readonly id: number;
  readonly urls: Pick<DeploymentStatus, 'logUrl' | 'environmentUrl'>;
}

async function begin(
  world: World,
  {
    environment,
    token,
    name,
    version,
    hosts,
    commit = world.runner.env['GITHUB_SHA'],
  }: Announcement & {
    readonly environment: DeployEnvironment;
  },
): Promise<StageResult<Begun>> {
  const { deployments: service, runner } = world;
  const { event, env } = runner;
  if (token === undefined) return skipped('there is no token to tell GitHub with');
  if (event.repository === '' || !commit) return skipped('the run is not on GitHub');
  const deployments = service.of({ token: token.reveal(), repository: event.repository });
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  const logUrl = `${server}/${event.repository}/actions/runs/${event.runId}`;
  const maker = { name, job: event.job ?? '', servers: await serversOf(world, hosts) };
  // Not by the commit: Actions gives its own that of the event, whatever is deployed.
  const known = await deployments.find(environment.name);
  const found = decideOwnDeployment(known, logUrl, maker);
  if (found.kind === 'actions') {
    return skipped('the job has `environment:`, and Actions itself tells GitHub of it');
  }
  const { url } = environment;
  const urls = { logUrl, ...(url === undefined ? {} : { environmentUrl: url }) };
  const description = `${name} ${version}`;
  const id = await idOf(found, () =>
    deployments.create({ environment: environment.name, commit, description, maker }),
  );
  await deployments.tell(id, { state: 'in_progress', description, ...urls });
  return done({ deployments, id, urls });
}

/** Enough to tell the jobs of a matrix apart, and no name of a server. */
async function serversOf(world: World, hosts: readonly SshAddress[]): Promise<string> {
  const digest = await digestOf(world, hosts.map(formatAddress).toSorted().join('\n'));
  return digest.slice(0, 12);
}

async function idOf(found: OwnDeployment, create: () => Promise<number>): Promise<number> {
  return found.kind === 'ours' ? found.id : create();
}

/** Never hides how the deploy ended. */
async function tellEnd({ log }: World, begun: Begun, error: unknown): Promise<void> {
  const { deployments, id, urls } = begun;
  try {
    await deployments.tell(id, { ...endStatus(error), ...urls });
  } catch (trouble) {
    if (!(trouble instanceof Failure)) throw trouble;
    log.warning(trouble.message);
  }
}
