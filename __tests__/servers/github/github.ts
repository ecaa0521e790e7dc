/** What does GitHub's REST API answer? On loopback, of one repository; each file beside this one has the routes of one part. */

import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a token may: `{ contents: 'write' }`; what is not named is refused, as GitHub does. */
export type Scopes = Readonly<Record<string, 'read' | 'write'>>;

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Of the route's `{name}` parts. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Whole; JSON where it is some. */
  readonly raw: Buffer;
  /** The header. */
  readonly accept: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Where the server can be reached. */
  readonly url: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: object | Buffer;
}

export interface Route {
  /** `POST /repos/{owner}/{repo}/releases` */
  readonly route: string;
  /** `contents: write` */
  readonly needs: string;
  readonly answer: (asked: Asked) => Answer;
}

/** `reset`: the connection is cut before an answer; `lost`: it is cut after what was asked has been done. */
export type Fault = Answer | 'reset' | 'lost';

export interface GitHubServer extends AsyncDisposable {
  /** GITHUB_API_URL. */
  readonly url: string;
  readonly token: string;
  /** `POST /repos/someone/notes/releases 201`, in order; a cut connection has the word for it in place of the status. */
  readonly requests: string[];
  /** The bodies of those that had one, in order. */
  readonly bodies: Readonly<Record<string, unknown>>[];
  /** The next requests of that method and path are answered so, one fault each. */
  fail(method: string, path: RegExp, ...faults: readonly Fault[]): void;
  /** What the token may from here on. */
  allow(scopes: Scopes): void;
}

export const token = 'ghs_canary0123456789';

/** Of the repository `someone/notes`. */
export async function startGitHub(routes: readonly Route[], scopes: Scopes): Promise<GitHubServer> {
  const requests: string[] = [];
  const bodies: Readonly<Record<string, unknown>>[] = [];
  const faults: { method: string; path: RegExp; fault: Fault }[] = [];
  let allowed = scopes;
  const compiled = routes.map((one) => ({ ...one, ...compile(one.route) }));
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '' } = request;
    const at = new URL(request.url ?? '/', url);
    const note = (end: string | number): number =>
      requests.push(`${method} ${at.pathname}${at.search} ${end}`);
    const planned = faults.findIndex((one) => one.method === method && one.path.test(at.pathname));
    const [fault] = planned < 0 ? [] : faults.splice(planned, 1);
    const raw = Buffer.concat(parts);
    const { accept = '' } = request.headers;
    if (fault?.fault === 'reset') {
      note('reset');
      request.socket.destroy();
      return;
    }
    const answer =
      fault !== undefined && fault.fault !== 'lost'
        ? fault.fault
        : answerTo(request, {
            method,
            path: at.pathname,
            query: at.searchParams,
            raw,
            url,
            accept,
          });
    if (fault?.fault === 'lost') {
      note('lost');
      request.socket.destroy();
      return;
    }
    note(answer.status);
    const isBytes = Buffer.isBuffer(answer.body);
    const headers = { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' };
    response
      .writeHead(answer.status, {
        ...headers,
        'x-github-request-id': 'ABCD:1234',
        ...answer.headers,
      })
      .end(isBytes ? answer.body : answer.body === undefined ? '' : JSON.stringify(answer.body));
  }

  function answerTo(request: IncomingMessage, asked: Omit<Asked, 'params' | 'body'>): Answer {
    const { authorization = '', 'content-type': type = '' } = request.headers;
    if (!/^(?:token|bearer) /i.test(authorization) || !authorization.endsWith(` ${token}`)) {
      return { status: 401, body: { message: 'Bad credentials' } };
    }
    const isFile = asked.path.startsWith('/uploads/');
    const isJson = type.startsWith('application/json') && asked.raw.length > 0 && !isFile;
    const body = isJson ? parse(asked.raw) : {};
    if (isJson) bodies.push(body);
    for (const { method, pattern, names, needs, answer } of compiled) {
      const found = method === asked.method ? pattern.exec(asked.path) : null;
      if (found === null) continue;
      const params = Object.fromEntries(
        names.map((name, at) => [name, decodeURIComponent(found[at + 1] ?? '')]),
      );
      const whose = `${params['owner']}/${params['repo']}`;
      if (names.includes('repo') && whose !== 'someone/notes') return missing;
      if (!may(allowed, needs)) {
        return {
          status: 403,
          headers: { 'x-accepted-github-permissions': needs.replace(': ', '=') },
          body: { message: 'Resource not accessible by integration' },
        };
      }
      return answer({ ...asked, params, body });
    }
    return missing;
  }

  return {
    ...{ url, token, requests, bodies },
    fail: (method, path, ...list) =>
      void faults.push(...list.map((fault) => ({ method, path, fault }))),
    allow: (next) => void (allowed = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const missing: Answer = { status: 404, body: { message: 'Not Found' } };

/** As GitHub words it: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export function unprocessable(resource: string, field: string, code: string): Answer {
  return {
    status: 422,
    body: { message: 'Validation Failed', errors: [{ resource, field, code }] },
  };
}

/** Tells nobody when it will take more; a second is as long as `second` of the client. */
export const tooMany: Answer = {
  status: 403,
  headers: { 'retry-after': '1' },
  body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' },
};

/** The part of a list that is asked for, with the links that GitHub sends. */
export function paged({ query, path, url }: Asked, all: readonly object[]): Answer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const page = Number(query.get('page') ?? 1);
  const more = page * size < all.length;
  const next = new URLSearchParams(query);
  next.set('page', String(page + 1));
  return {
    status: 200,
    ...(more ? { headers: { link: `<${url}${path}?${next.toString()}>; rel="next"` } } : {}),
    body: all.slice((page - 1) * size, page * size),
  };
}

function may(scopes: Scopes, needs: string): boolean {
  const [name = '', right] = needs.split(': ');
  return right === 'read' ? scopes[name] !== undefined : scopes[name] === 'write';
}

function compile(route: string): { method: string; pattern: RegExp; names: readonly string[] } {
  const [method = '', path = ''] = route.split(' ');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  // A git ref or a tag has slashes; a name at the end takes them all.
  const source = path.replaceAll(/\{\w+\}$/g, '(.+)').replaceAll(/\{\w+\}/g, '([^/]+)');
  return { method, pattern: new RegExp(`^${source}$`), names };
}

function parse(raw: Buffer): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(raw.toString('utf8'));
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
