/** How are deployments and their statuses read and written? By Octokit. */

import type { DeploymentMaker } from '../../domain/deployment/own-deployment.ts';
import type { Env } from '../../domain/runner.ts';
import type { Log } from '../../ports.ts';
import type { DeploymentService } from '../../ports-deployments.ts';
import { createGitHubClient } from './client.ts';

const needs = 'deployments: write';

/** In the payload of those that we make: nothing else tells them from those of Actions. */
const by = 'gin-ship';

/** https://docs.github.com/rest/deployments */
export function createDeployments(
  env: Env,
  { log, second }: { readonly log: Log; readonly second?: number },
): DeploymentService {
  return {
    of(access) {
      const given = second === undefined ? {} : { second };
      const client = createGitHubClient({ access, env, log, ...given });
      const { repository } = client;
      return {
        find: (environment) =>
          client.ask(
            { doing: `looking for deployments to ${environment}`, needs },
            async ({ rest }) => {
              const asked = { ...repository, environment, per_page: 10 };
              const { data } = await rest.repos.listDeployments(asked);
              return Promise.all(
                data.map(async (one) => {
                  const of = { ...repository, deployment_id: one.id, per_page: 10 };
                  const statuses = (await rest.repos.listDeploymentStatuses(of)).data;
                  const logs = statuses.flatMap((status) => [
                    status.log_url ?? '',
                    status.target_url,
                  ]);
                  const maker = makerIn(one.payload);
                  return {
                    id: one.id,
                    logs: logs.filter((url) => url !== ''),
                    ...(maker === undefined ? {} : { maker }),
                  };
                }),
              );
            },
          ),
        create: ({ environment, commit, description, maker }) =>
          client.ask(
            { doing: `making a deployment to ${environment}`, needs },
            async ({ rest }) => {
              const { data } = await rest.repos.createDeployment({
                ...repository,
                ref: commit,
                environment,
                description,
                payload: { by, ...maker },
                auto_merge: false,
                required_contexts: [],
              });
              if ('id' in data) return data.id;
              throw new Error('GitHub merged in place of making a deployment');
            },
          ),
        tell: (id, { state, description, logUrl, environmentUrl }) =>
          client.ask({ doing: 'telling GitHub how the deploy stands', needs }, async ({ rest }) => {
            await rest.repos.createDeploymentStatus({
              ...repository,
              deployment_id: id,
              state,
              description,
              log_url: logUrl,
              ...(environmentUrl === undefined ? {} : { environment_url: environmentUrl }),
            });
          }),
      };
    },
  };
}

function makerIn(payload: unknown): DeploymentMaker | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { by: who, name, job, servers }: Readonly<Record<string, unknown>> = { ...payload };
  if (who !== by || typeof name !== 'string' || typeof job !== 'string') return undefined;
  return { name, job, servers: typeof servers === 'string' ? servers : '' };
}
