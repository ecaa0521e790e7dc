/** Where does the comment belong, and what are the addresses in it? */

import type { CommentPlace } from '../../domain/comment/marker.ts';
import { Failure } from '../../domain/failure.ts';
import type { GitHubAccess } from '../../domain/github/access.ts';
import type { Secret } from '../../domain/inputs/inputs.ts';
import type { Runner } from '../../domain/runner.ts';

export function placeIn({ event }: Runner, name: string): CommentPlace {
  return { workflow: event.workflow, job: event.job ?? '', name };
}

/** @throws Failure (`comment-token`) where there is no token, which was asked before */
export function accessOf({ event }: Runner, token: Secret | undefined): GitHubAccess {
  if (token !== undefined) return { token: token.reveal(), repository: event.repository };
  throw new Failure({
    doing: 'commenting on the pull request',
    happened: 'there is no token',
    attempt: ['leave out `token`, whose default is the token of the job'],
    code: 'comment-token',
  });
}

export interface Addresses {
  readonly run: string;
  commit(sha: string): string;
  artifact(id: number): string;
}

/** As people see them, of a run of this repository. */
export function addressesOf({ env, event }: Runner, runId: string): Addresses {
  const repository = `${env['GITHUB_SERVER_URL'] || 'https://github.com'}/${event.repository}`;
  const run = `${repository}/actions/runs/${runId}`;
  return {
    run,
    commit: (sha) => `${repository}/commit/${encodeURIComponent(sha)}`,
    artifact: (id) => `${run}/artifacts/${id}`,
  };
}
