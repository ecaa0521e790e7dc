import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttp } from '../../src/adapters/http.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Http } from '../../src/ports.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';
import { cut, startScripted, status, text } from '../servers/scripted.ts';

let folder: string;
let world: FakeWorld;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-http-'));
  world = fakeWorld();
});

afterEach(() => {
  world[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

function recorded(): { http: Http; lines: readonly string[]; pauses: readonly number[] } {
  const pauses: number[] = [];
  const clock = { ...world.clock, pause: async (ms: number) => void pauses.push(ms) };
  return { http: createHttp(world.log, clock), lines: world.recorded.lines, pauses };
}

async function failureOf(promise: Promise<unknown>): Promise<Failure['facts']> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error.facts;
  throw error;
}

test('a question by JSON is sent again where the server is busy', async () => {
  const bodies: string[] = [];
  const note: RequestListener = (request) => {
    const kind = request.headers['content-type'] ?? '';
    request.on('data', (data) => bodies.push(`${request.method} ${kind} ${String(data)}`));
  };
  const busy: RequestListener = (request, response) => {
    note(request, response);
    status(503)(request, response);
  };
  await using server = await startScripted(busy, (request, response) => {
    note(request, response);
    request.on('end', () => response.end('{"answer":1}'));
  });
  const headers = { authorization: 'Bearer secret' };
  const answer = await recorded().http.postJson(server.url, '{"question":1}', headers);
  expect(answer).toBe('{"answer":1}');
  expect(bodies.at(-1)).toBe('POST application/json {"question":1}');
  expect(server.headers).toEqual(['Bearer secret', 'Bearer secret']);
});

test('a question by JSON is not sent on to another address', async () => {
  await using server = await startScripted(status(307, { location: '/elsewhere' }));
  const facts = await failureOf(recorded().http.postJson(server.url, '{}'));
  expect(facts).toMatchObject({ happened: 'it answered 307', code: 'http-307' });
  expect(server.asked).toEqual(['/']);
});

test('a download that is larger than it may be is given up', async () => {
  await using server = await startScripted(text('x'.repeat(2000)));
  const { http, pauses } = recorded();
  const options = { to: join(folder, 'a'), most: 1999 };
  expect(await failureOf(http.download(server.url, options))).toMatchObject({
    happened: 'it is larger than 2.0 KiB',
    code: 'http-size',
  });
  expect([pauses, readdirSync(folder)]).toEqual([[], []]);
  expect((await http.download(server.url, { ...options, most: 2000 })).bytes).toBe(2000);
});

test.each<[string, RequestListener, string]>([
  ['refused', status(403), 'it answered 403'],
  ['busy', status(503), 'it answered 503'],
  ['broken off', cut, 'the answer broke off after'],
  ['led in a circle', status(302, { location: '/?sig=secret' }), 'it leads on more than'],
])(
  'an address that is a secret, and is %s, is told by another name',
  async (_what, answer, happened) => {
    await using server = await startScripted(answer);
    const { http, lines } = recorded();
    const options = { to: join(folder, 'a'), called: 'the artifact' };
    const facts = await failureOf(http.download(`${server.url}/?sig=secret`, options));
    expect(facts.doing).toBe('getting the artifact');
    expect(facts.happened).toMatch(happened);
    expect(JSON.stringify([facts, lines])).not.toContain('secret');
  },
);
