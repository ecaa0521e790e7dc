/** What do artifacts and caches of a job talk to? The results service v2, on loopback and in memory. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type Answer, type Blobs, type Damage, createBlobs, send } from './blobs.ts';
import { artifactMethods, type StoredArtifact } from './results-artifacts.ts';
import { cacheMethods, type StoredCache } from './results-caches.ts';

/** What goes wrong: calls are answered with that status, never (`hang`), or with a body that is damaged. */
export type Trouble = 403 | 404 | 500 | 503 | 'hang' | 'none' | Damage;

export interface ResultsService extends AsyncDisposable {
  readonly url: string;
  /** Every request in order: `POST CreateArtifact 200`, `PUT block 201`. */
  readonly requests: readonly string[];
  /** What the runner would give a job's steps. Artifacts are visible within one run. */
  env(run?: string): Record<string, string>;
  artifacts(): readonly StoredArtifact[];
  caches(): readonly StoredCache[];
  /** From here on; where `method` is given, only calls whose name it matches, and only so many `times`. */
  trouble(kind: Trouble, method?: RegExp, times?: number): void;
  close(): Promise<void>;
}

/** https://twitchtv.github.io/twirp/docs/errors.html */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly msg: string;
}

/** Requests and answers are proto3 JSON with snake_case names; 64-bit numbers are strings. */
export type Methods = Readonly<
  Record<
    string,
    (request: Record<string, unknown>) => { readonly [name: string]: unknown } | Refusal
  >
>;

interface Troubled {
  kind: Trouble;
  method: RegExp;
  times: number;
}

export async function startResults(port = 0): Promise<ResultsService> {
  const blobs = createBlobs();
  const requests: string[] = [];
  const state: Troubled = { kind: 'none', method: /./, times: Infinity };
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const artifacts: StoredArtifact[] = [];
  const caches: StoredCache[] = [];
  const services: Readonly<Record<string, Methods>> = {
    ArtifactService: artifactMethods(artifacts, storageAt(url, blobs)),
    CacheService: cacheMethods(caches, storageAt(url, blobs)),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const at = new URL(request.url ?? '/', url);
    const rpc = /^\/twirp\/github\.actions\.results\.api\.v1\.(\w+)\/(\w+)$/.exec(at.pathname);
    const name = rpc?.[2] ?? at.searchParams.get('comp') ?? 'blob';
    const kind = state.times > 0 && state.method.test(name) ? state.kind : 'none';
    if (kind !== 'none') state.times -= 1;
    if (kind === 'hang') {
      requests.push(`${request.method} ${name} hangs`);
      return;
    }
    const made =
      typeof kind === 'number'
        ? refuse({ status: kind, code: 'internal', msg: 'made to fail' })
        : rpc
          ? call(services[rpc[1] ?? '']?.[name], request, body)
          : blobs.answer(request, at, body);
    requests.push(`${request.method} ${name} ${made.status}`);
    send(request, response, kind === 'cut' || kind === 'flip' ? { ...made, damage: kind } : made);
  }

  return {
    url,
    requests,
    env: (run = 'run-1') => jobEnv(url, run),
    artifacts: () => artifacts,
    caches: () => caches,
    trouble(kind, method = /./, times = Infinity) {
      Object.assign(state, { kind, method, times });
    },
    close,
    [Symbol.asyncDispose]: close,
  };

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function call(method: Methods[string] | undefined, request: IncomingMessage, body: Buffer): Answer {
  if (method === undefined)
    return refuse({ status: 404, code: 'bad_route', msg: 'no such method' });
  if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) {
    return refuse({ status: 401, code: 'unauthenticated', msg: 'no token' });
  }
  const reply = method(JSON.parse(body.toString()) as Record<string, unknown>);
  return isRefusal(reply) ? refuse(reply) : json(200, reply);
}

function isRefusal(reply: object): reply is Refusal {
  return 'status' in reply && 'code' in reply;
}

function refuse({ status, code, msg }: Refusal): Answer {
  return json(status, { code, msg });
}

function json(status: number, value: object): Answer {
  const headers = { 'content-type': 'application/json' };
  return { status, headers, body: Buffer.from(JSON.stringify(value)) };
}

/** Storage with whole addresses. */
export type Storage = Pick<Blobs, 'create' | 'content'>;

function storageAt(url: string, blobs: Blobs): Storage {
  return { create: () => url + blobs.create(), content: (address) => blobs.content(address) };
}

/** The library reads the ids of run and job from the token and never checks its signature. */
function jobEnv(url: string, run: string): Record<string, string> {
  const scp = `Actions.GenericRead:${run} Actions.Results:${run}:job-1`;
  return {
    ACTIONS_RESULTS_URL: `${url}/`,
    ACTIONS_RUNTIME_TOKEN: `${jwtPart({ alg: 'none' })}.${jwtPart({ scp })}.unsigned`,
    ACTIONS_CACHE_SERVICE_V2: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
  };
}

function jwtPart(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const service = await startResults(Number(values.port));
  process.stdout.write(`${JSON.stringify(service.env())}\n`);
}
