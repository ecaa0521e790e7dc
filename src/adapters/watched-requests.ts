/** How are a library's requests answered, and how are those ended that stay silent? */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest, IncomingMessage } from 'node:http';

export interface Requests {
  /** The status, the code of the network error, or `silent`, of each request that ended, in order. */
  readonly answers: (number | string)[];
  /** Those under way, with the bytes they had moved at the last look, and since when. */
  readonly open: Map<ClientRequest, { readonly bytes: number; readonly since: number }>;
  /** Once set, whatever is started is ended at once. */
  over: boolean;
}

/**
 * Until the returned function is called, requests that start are noted in what `owner` gives, where it
 * gives something. See https://nodejs.org/api/diagnostics_channel.html#http
 */
export function watchRequests(owner: () => Requests | undefined): () => void {
  const owners = new WeakMap<ClientRequest, Requests>();
  const handlers = {
    'http.client.request.created': (message: unknown) => {
      const request = requestOf(message);
      const requests = owner();
      if (request === undefined || requests === undefined) return;
      owners.set(request, requests);
      requests.open.set(request, { bytes: 0, since: performance.now() });
      request.once('close', () => requests.open.delete(request));
      if (requests.over) setImmediate(() => end(request));
    },
    'http.client.response.finish': (message: unknown) => {
      const request = requestOf(message);
      const response = isRecord(message) ? message['response'] : undefined;
      if (request === undefined || !(response instanceof IncomingMessage)) return;
      owners.get(request)?.answers.push(response.statusCode ?? 0);
    },
    'http.client.request.error': (message: unknown) => {
      const request = requestOf(message);
      const error = isRecord(message) ? message['error'] : undefined;
      if (request === undefined || !isRecord(error)) return;
      const code = typeof error['code'] === 'string' ? error['code'] : 'no code';
      owners.get(request)?.answers.push(error instanceof Silence ? 'silent' : code);
    },
  };
  for (const [name, handler] of Object.entries(handlers)) subscribe(name, handler);
  return () => {
    for (const [name, handler] of Object.entries(handlers)) unsubscribe(name, handler);
  };
}

/** Ends the requests that have moved no byte for `silence` milliseconds. */
export function endSilent({ open }: Requests, silence: number): void {
  const now = performance.now();
  for (const [request, seen] of open) {
    const bytes = (request.socket?.bytesRead ?? 0) + (request.socket?.bytesWritten ?? 0);
    if (bytes !== seen.bytes) open.set(request, { bytes, since: now });
    else if (now - seen.since >= silence) end(request);
  }
}

/** Ends all that is under way and all that is still to come. */
export function endAll(requests: Requests): void {
  requests.over = true;
  for (const request of requests.open.keys()) end(request);
}

function end(request: ClientRequest): void {
  request.destroy(new Silence('the server fell silent'));
}

class Silence extends Error {
  /** Of the codes after which the toolkit does not try again, the one that Azure's library does not either. */
  readonly code = 'EHOSTUNREACH';
}

function requestOf(message: unknown): ClientRequest | undefined {
  const request = isRecord(message) ? message['request'] : undefined;
  return request instanceof ClientRequest ? request : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
