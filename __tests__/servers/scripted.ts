/** A server that answers as it is told, request by request. */

import { type RequestListener, createServer } from 'node:http';

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  /** The paths asked for, in order, and the tokens that came with them. */
  readonly asked: string[];
  readonly headers: (string | undefined)[];
}

/** The last answer for ever. */
export async function startScripted(
  ...answers: readonly RequestListener[]
): Promise<ScriptedServer> {
  const asked: string[] = [];
  const headers: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    headers.push(request.headers.authorization);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    headers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const text =
  (body: string): RequestListener =>
  (_, response) =>
    response.end(body);

export const status =
  (code: number, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('no');

/** Half of what was promised. */
export const cut: RequestListener = (request, response) => {
  response.writeHead(200, { 'content-length': 2048 });
  response.write('x'.repeat(1024), () => request.socket.destroy());
};

export const reset: RequestListener = (request) => request.socket.resetAndDestroy();
