/** What does GitHub answer of pull requests, their comments, and runs? By the schema of its REST documentation, as far as it is read. */

import { type Route, missing, paged } from './github.ts';

export interface StoredComment {
  readonly id: number;
  readonly pull: number;
  /** Login; an account that is gone has none. */
  readonly author: string | null;
  body: string;
}

export interface StoredPull {
  readonly number: number;
  readonly state: 'open' | 'closed';
  /** `eve:fix` */
  readonly head: string;
  readonly sha: string;
  readonly base: string;
}

export interface StoredRun {
  readonly id: number;
  readonly workflow: string;
  readonly branch: string;
  readonly event: string;
  readonly conclusion: string;
  readonly sha: string;
}

export interface TalkedAbout {
  /** Whose token it is. */
  readonly self: string;
  readonly comments: StoredComment[];
  readonly pulls: StoredPull[];
  readonly runs: StoredRun[];
  readonly artifacts: { id: number; run: number; name: string; bytes: number; expires: string }[];
}

export function createTalk(): TalkedAbout {
  return { self: 'github-actions[bot]', comments: [], pulls: [], runs: [], artifacts: [] };
}

function listedPull({ number, state, head, sha, base }: StoredPull): object {
  return { number, state, head: { sha, label: head }, base: { ref: base } };
}

/** Comments of a pull request are those of its issue: https://docs.github.com/rest/issues/comments */
export function pullRequestRoutes(talk: TalkedAbout): readonly Route[] {
  const shown = ({ id, pull, author, body }: StoredComment): object => ({
    id,
    body,
    html_url: `https://github.com/someone/notes/pull/${pull}#issuecomment-${id}`,
    user: author === null ? null : { login: author, type: author.endsWith(']') ? 'Bot' : 'User' },
  });
  return [
    {
      route: 'POST /graphql',
      needs: 'contents: read',
      answer: () => ({ status: 200, body: { data: { viewer: { login: talk.self } } } }),
    },
    {
      route: 'GET /repos/{owner}/{repo}/issues/{number}/comments',
      needs: 'pull-requests: read',
      answer: (asked) => {
        const pull = Number(asked.params['number']);
        return paged(asked, talk.comments.filter((one) => one.pull === pull).map(shown));
      },
    },
    {
      route: 'POST /repos/{owner}/{repo}/issues/{number}/comments',
      needs: 'pull-requests: write',
      answer: ({ params, body }) => {
        const id = 100 + talk.comments.length;
        const pull = Number(params['number']);
        const made = { id, pull, author: talk.self, body: String(body['body']) };
        talk.comments.push(made);
        return { status: 201, body: shown(made) };
      },
    },
    {
      route: 'PATCH /repos/{owner}/{repo}/issues/comments/{id}',
      needs: 'pull-requests: write',
      answer: ({ params, body }) => {
        const found = talk.comments.find(({ id }) => String(id) === params['id']);
        if (found === undefined) return missing;
        found.body = String(body['body']);
        return { status: 200, body: shown(found) };
      },
    },
    {
      route: 'DELETE /repos/{owner}/{repo}/issues/comments/{id}',
      needs: 'pull-requests: write',
      answer: ({ params }) => {
        const at = talk.comments.findIndex(({ id }) => String(id) === params['id']);
        if (at < 0) return missing;
        talk.comments.splice(at, 1);
        return { status: 204 };
      },
    },
    {
      route: 'GET /repos/{owner}/{repo}/pulls/{number}',
      needs: 'pull-requests: read',
      answer: ({ params }) => {
        const found = talk.pulls.find(({ number }) => String(number) === params['number']);
        return found === undefined ? missing : { status: 200, body: listedPull(found) };
      },
    },
    {
      route: 'GET /repos/{owner}/{repo}/pulls',
      needs: 'pull-requests: read',
      answer: (asked) => {
        const head = asked.query.get('head');
        const state = asked.query.get('state') ?? 'open';
        const found = talk.pulls.filter(
          (one) => one.head === head && (state === 'all' || one.state === state),
        );
        return paged(asked, found.map(listedPull));
      },
    },
    {
      route: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow}/runs',
      needs: 'actions: read',
      answer: ({ params, query }) => {
        const found = talk.runs.filter(
          (one) =>
            one.workflow === params['workflow'] &&
            one.branch === query.get('branch') &&
            one.event === query.get('event') &&
            one.conclusion === query.get('status'),
        );
        const runs = found.map(({ id, sha }) => ({ id, head_sha: sha }));
        const body = { total_count: runs.length, workflow_runs: runs.toReversed() };
        return { status: 200, body };
      },
    },
    {
      route: 'GET /repos/{owner}/{repo}/actions/runs/{run}/artifacts',
      needs: 'actions: read',
      answer: ({ params }) => {
        const found = talk.artifacts.filter(({ run }) => String(run) === params['run']);
        const artifacts = found.map(({ id, name, bytes, expires }) => ({
          id,
          name,
          size_in_bytes: bytes,
          expires_at: expires,
          expired: false,
        }));
        return { status: 200, body: { total_count: artifacts.length, artifacts } };
      },
    },
  ];
}
