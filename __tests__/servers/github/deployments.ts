/** What does GitHub answer of deployments and their statuses? By the schema of its REST documentation, as far as it is read. */

import { type Route, missing } from './github.ts';

export interface StoredDeployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly statuses: Readonly<Record<string, unknown>>[];
}

/** https://docs.github.com/rest/deployments */
export function deploymentRoutes(stored: StoredDeployment[]): readonly Route[] {
  const find = (id: string | undefined): StoredDeployment | undefined =>
    stored.find((one) => String(one.id) === id);
  const shown = ({ id, sha, environment, payload }: StoredDeployment): object => ({
    id,
    sha,
    environment,
    payload,
  });
  return [
    {
      route: 'GET /repos/{owner}/{repo}/deployments',
      needs: 'deployments: read',
      answer: ({ query }) => {
        const [sha, environment] = [query.get('sha'), query.get('environment')];
        const found = stored.filter(
          (one) => (sha === null || one.sha === sha) && one.environment === environment,
        );
        return { status: 200, body: found.toReversed().map(shown) };
      },
    },
    {
      route: 'POST /repos/{owner}/{repo}/deployments',
      needs: 'deployments: write',
      answer: ({ body }) => {
        const made = {
          id: 1 + stored.length,
          sha: String(body['ref']),
          environment: String(body['environment']),
          payload: body['payload'] ?? {},
          statuses: [],
        };
        stored.push(made);
        return { status: 201, body: shown(made) };
      },
    },
    {
      route: 'GET /repos/{owner}/{repo}/deployments/{id}/statuses',
      needs: 'deployments: read',
      answer: ({ params }) => {
        const found = find(params['id']);
        if (found === undefined) return missing;
        const statuses = found.statuses.map((one) => ({ target_url: '', log_url: '', ...one }));
        return { status: 200, body: statuses.toReversed() };
      },
    },
    {
      route: 'POST /repos/{owner}/{repo}/deployments/{id}/statuses',
      needs: 'deployments: write',
      answer: ({ params, body }) => {
        const found = find(params['id']);
        if (found === undefined) return missing;
        found.statuses.push(body);
        return { status: 201, body };
      },
    },
  ];
}
