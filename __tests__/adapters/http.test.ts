import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHttp } from '../../src/adapters/http.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Http } from '../../src/ports.ts';
import { fakeWorld } from '../fakes/world.ts';
import { startHttpsProxy } from '../servers/https-proxy.ts';
import {
  type ScriptedServer,
  cut,
  reset,
  startScripted,
  status,
  text,
} from '../servers/scripted.ts';

let folder = '';
let closers: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-http-'));
});
afterEach(async () => {
  await Promise.all(closers.map((close) => close()));
  closers = [];
  rmSync(folder, { recursive: true });
});

interface Recorded {
  readonly http: Http;
  readonly lines: readonly string[];
  readonly pauses: readonly number[];
}

function recordedHttp(silence?: number): Recorded {
  const world = fakeWorld();
  closers.push(() => world[Symbol.dispose]());
  const pauses: number[] = [];
  const clock = { ...world.clock, pause: async (ms: number) => void pauses.push(ms) };
  const http = createHttp(world.log, clock, silence);
  return { http, lines: world.recorded.lines, pauses };
}

async function serve(...answers: RequestListener[]): Promise<ScriptedServer> {
  const server = await startScripted(...answers);
  closers.push(() => server[Symbol.asyncDispose]());
  return server;
}

async function failureOf(promise: Promise<unknown>): Promise<Failure['facts']> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error.facts;
  throw error;
}

describe('text', () => {
  test('is given whole', async () => {
    const server = await serve(text('häl\u00ADlo'));
    expect(await recordedHttp().http.getText(`${server.url}/a?b=c`)).toBe('häl\u00ADlo');
    expect(server.asked).toEqual(['/a?b=c']);
  });

  test('is asked for again where the server is busy, and the log says so', async () => {
    const server = await serve(status(503), status(429), text('here'));
    const { http, lines, pauses } = recordedHttp();
    expect(await http.getText(server.url)).toBe('here');
    expect(pauses).toEqual([1000, 5000]);
    expect(lines).toEqual([
      `info: ${server.url}: it answered 503; trying again in 1 s (2 of 3)`,
      `info: ${server.url}: it answered 429; trying again in 5 s (3 of 3)`,
    ]);
  });

  test('is given up after three attempts', async () => {
    const server = await serve(status(500));
    const facts = await failureOf(recordedHttp().http.getText(`${server.url}/x`));
    expect(facts).toMatchObject({
      doing: `getting ${server.url}/x`,
      happened: 'it answered 500',
      code: 'http-500',
    });
    expect(server.asked).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 410, 501])('is not asked for again after %i', async (code) => {
    const server = await serve(status(code));
    const { http, pauses } = recordedHttp();
    expect((await failureOf(http.getText(server.url))).code).toBe(`http-${code}`);
    expect(pauses).toEqual([]);
  });

  test('survives a connection that is reset', async () => {
    const server = await serve(reset, text('here'));
    expect(await recordedHttp().http.getText(server.url)).toBe('here');
  });

  test('of a server that falls silent is given up', async () => {
    const silent = await serve(() => undefined);
    const before = await failureOf(recordedHttp(50).http.getText(silent.url));
    expect(before).toMatchObject({
      happened: 'no answer within 0.05 s',
      code: 'http-unreachable',
    });
    const stuck = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('x');
    });
    const within = await failureOf(recordedHttp(400).http.getText(stuck.url));
    expect(within).toMatchObject({
      happened: 'the answer broke off after 1 B of 10 B',
      code: 'http-connection',
    });
  });

  test('of an address where nothing listens fails at once', async () => {
    const server = await serve(text(''));
    await Promise.all(closers.map((close) => close()));
    closers = [];
    const { http, pauses } = recordedHttp();
    expect(await failureOf(http.getText(server.url))).toMatchObject({
      happened: 'nothing listens at that address (ECONNREFUSED)',
      attempt: ['check the address; behind a proxy, set https_proxy and no_proxy for the job'],
      code: 'http-unreachable',
    });
    expect(pauses).toEqual([]);
  });
});

describe('redirects', () => {
  test('are followed, relative ones too', async () => {
    const server = await serve(status(302, { location: '/b' }), text('there'));
    expect(await recordedHttp().http.getText(`${server.url}/a`)).toBe('there');
    expect(server.asked).toEqual(['/a', '/b']);
  });

  test('take no headers along to another host', async () => {
    const other = await serve(text('there'));
    const server = await serve(status(307, { location: other.url }));
    const headers = { authorization: 'Bearer secret' };
    expect(await recordedHttp().http.getText(server.url, headers)).toBe('there');
    expect([server.headers, other.headers]).toEqual([['Bearer secret'], [undefined]]);
  });

  test('in a circle end', async () => {
    const server = await serve(status(301, { location: '/' }));
    const facts = await failureOf(recordedHttp().http.getText(server.url));
    expect(facts).toMatchObject({ happened: 'it leads on more than 5 times' });
    expect(server.asked).toHaveLength(6);
  });
});

describe('a download', () => {
  const body = 'go'.repeat(100_000);

  test('is written, hashed and told about', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': body.length }).end(body);
    });
    const told: [number, number | undefined][] = [];
    const got = await recordedHttp().http.download(server.url, {
      to: join(folder, 'a'),
      onProgress: (bytes, total) => told.push([bytes, total]),
    });
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect(got).toEqual({ sha256, bytes: body.length });
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe(body);
    expect(told.at(-1)).toEqual([body.length, body.length]);
  });

  test('begins anew where the connection broke', async () => {
    const server = await serve(cut, text(body));
    const { http, lines } = recordedHttp();
    const got = await http.download(server.url, { to: join(folder, 'a') });
    expect(got.bytes).toBe(body.length);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe(body);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/after (?:0 B|1\.0 KiB) of 2\.0 KiB; trying again in 1 s \(2 of 3\)$/);
  });

  test('that never comes whole leaves no file', async () => {
    const server = await serve(cut);
    const { http, pauses } = recordedHttp();
    const facts = await failureOf(http.download(server.url, { to: join(folder, 'a') }));
    expect(facts.happened).toMatch(/^the answer broke off after (?:0 B|1\.0 KiB) of 2\.0 KiB$/);
    expect(pauses).toEqual([1000, 5000]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('the proxy of the job is used for other hosts, and its authority trusted where it is set', async () => {
  const server = await serve(text('from behind the proxy'));
  const proxy = await startHttpsProxy({ 'go.dev': server.url });
  closers.push(() => proxy.close());
  const program = `
    import { createHttp } from './src/adapters/http.ts';
    const http = createHttp({ info: console.log }, { pause: async () => {} });
    console.log(await http.getText('https://go.dev/dl/?mode=json'));
    console.log((await http.getText('https://other.test/').catch((error) => error)).facts.code);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: proxy.ca },
  });
  expect(stdout.split('\n')[0]).toBe('from behind the proxy');
  expect(stdout.trim().split('\n').at(-1)).toBe('http-connection');
  expect(server.asked).toEqual(['/dl/?mode=json']);
  expect(new Set(proxy.requests)).toEqual(new Set(['go.dev:443', 'other.test:443']));
});
