/** What does GitHub's REST API answer of the artifacts of runs? On loopback, over those of a results service. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ResultsService } from './results.ts';
import { type StoredArtifact, digestOf } from './results-artifacts.ts';

export interface RestApi extends AsyncDisposable {
  /** GITHUB_API_URL. */
  readonly url: string;
  /** `/repos/someone/notes/actions/runs/9001/artifacts?name=notes 200`, in order. */
  readonly requests: readonly string[];
  /** Answers so from here on, as many times. */
  trouble(status: number, times?: number): void;
}

export const restToken = 'ghs_rest';

/** Of the repository someone/notes, which has the id 7; runs are known by the name that `env` was given. */
export async function startRestApi(results: ResultsService): Promise<RestApi> {
  const requests: string[] = [];
  const state = { status: 0, times: 0 };
  const server = createServer((request, response) => {
    const answer = answerTo(request);
    requests.push(`${request.url} ${answer.status}`);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answerTo(request: IncomingMessage): RestAnswer {
    if (state.times > 0) {
      state.times -= 1;
      return { status: state.status };
    }
    const { authorization } = request.headers;
    if (authorization !== `Bearer ${restToken}`) return { status: 401 };
    const at = new URL(request.url ?? '/', url);
    const [, run, id] =
      /^\/repos\/someone\/notes\/actions\/(?:runs\/(\d+)\/artifacts|artifacts\/(\d+)\/zip)$/.exec(
        at.pathname,
      ) ?? [];
    const stored = results.artifacts().filter(({ finalized }) => finalized);
    if (run !== undefined) {
      const found = stored.filter((one) => one.run === run);
      const name = at.searchParams.get('name');
      const named = found.filter((one) => name === null || one.name === name);
      if (found.length === 0) return { status: 404 };
      return json({ total_count: named.length, artifacts: named.map(listed) });
    }
    const artifact = stored.find((one) => String(one.id) === id);
    if (artifact === undefined) return { status: 404 };
    if (artifact.expired === true) return { status: 410 };
    return { status: 302, headers: { location: artifact.address } };
  }

  return {
    url,
    requests,
    trouble: (status, times = Infinity) => void Object.assign(state, { status, times }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface RestAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function json(value: object): RestAnswer {
  const headers = { 'content-type': 'application/json' };
  return { status: 200, headers, body: JSON.stringify(value) };
}

function listed({ id, run, name, content, expired = false, head = 7 }: StoredArtifact): object {
  return {
    id,
    name,
    size_in_bytes: content.length,
    expired,
    digest: digestOf(content),
    workflow_run: { id: Number(run), repository_id: 7, head_repository_id: head },
  };
}
