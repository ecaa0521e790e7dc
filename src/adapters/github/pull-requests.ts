/** How are the comments of pull requests read and written? By Octokit. */

import type { PullAtHead } from '../../domain/comment/choose-pull.ts';
import type { Env } from '../../domain/runner.ts';
import type { Log } from '../../ports.ts';
import type { PullRequestService } from '../../ports-pulls.ts';
import { createGitHubClient } from './client.ts';

const comments = 'pull-requests: write';
const runs = 'actions: read';

export function createPullRequests(
  env: Env,
  { log, second }: { readonly log: Log; readonly second?: number },
): PullRequestService {
  return {
    of(access) {
      const client = createGitHubClient({
        access,
        env,
        log,
        ...(second === undefined ? {} : { second }),
      });
      const { repository } = client;
      return {
        // GET /user is not for the token of a job.
        self: () =>
          client.ask(
            { doing: 'asking GitHub whose token this is', needs: comments },
            async (by) => {
              const { viewer } = await by.graphql<{ viewer: { login: string } }>(
                'query { viewer { login } }',
              );
              return viewer.login;
            },
          ),
        comments: (number) =>
          client.ask(
            { doing: `reading the comments of #${number}`, needs: comments },
            async (by) => {
              const asked = { ...repository, issue_number: number, per_page: 100 };
              const all = await by.paginate(by.rest.issues.listComments, asked);
              return all.map(({ id, user, body }) => ({
                id,
                author: user?.login ?? '',
                body: body ?? '',
              }));
            },
          ),
        addComment: (number, body) =>
          client.ask({ doing: `commenting on #${number}`, needs: comments }, async ({ rest }) => {
            const asked = { ...repository, issue_number: number, body };
            const { data } = await rest.issues.createComment(asked);
            return { id: data.id, url: data.html_url };
          }),
        changeComment: (id, body) =>
          client.ask({ doing: 'updating the comment', needs: comments }, async ({ rest }) => {
            const asked = { ...repository, comment_id: id, body };
            return (await rest.issues.updateComment(asked)).data.html_url;
          }),
        removeComment: (id) =>
          client.ask({ doing: 'removing a comment', needs: comments }, async ({ rest }) => {
            await rest.issues.deleteComment({ ...repository, comment_id: id });
          }),
        read: (number) =>
          client.ask({ doing: `reading #${number}`, needs: comments }, async ({ rest }) => {
            const asked = { ...repository, pull_number: number };
            return pullOf((await rest.pulls.get(asked)).data);
          }),
        fromBranch: (owner, branch) =>
          client.ask(
            { doing: 'looking for the pull request', needs: comments },
            async ({ rest }) => {
              const head = `${owner}:${branch}`;
              const asked = { ...repository, head, state: 'all', per_page: 100 } as const;
              const { data } = await rest.pulls.list(asked);
              return data.map(pullOf);
            },
          ),
        lastRun: (workflow, branch) =>
          client.ask(
            { doing: `looking for the last run of ${branch}`, needs: runs },
            async (by) => {
              const { data } = await by.rest.actions.listWorkflowRuns({
                ...repository,
                workflow_id: workflow,
                branch,
                event: 'push',
                status: 'success',
                per_page: 1,
              });
              const [run] = data.workflow_runs;
              return run === undefined ? undefined : { id: String(run.id), commit: run.head_sha };
            },
          ),
        artifacts: (runId) =>
          client.ask(
            { doing: `listing the artifacts of run ${runId}`, needs: runs },
            async (by) => {
              const asked = { ...repository, run_id: Number(runId), per_page: 100 };
              const all = await by.paginate(by.rest.actions.listWorkflowRunArtifacts, asked);
              return all.map(({ id, name, size_in_bytes: bytes, expires_at: at }) => ({
                id,
                name,
                bytes,
                ...(at === null ? {} : { expiresAt: at }),
              }));
            },
          ),
      };
    },
  };
}

function pullOf(pull: {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
}): PullAtHead {
  const { number, state, head, base } = pull;
  return { number, open: state === 'open', headSha: head.sha, baseRef: base.ref };
}
