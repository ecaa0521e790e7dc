import { expect, test } from 'vitest';
import { keeper, notes, play, remarksOf } from './setting.ts';

const before = ['unpack /staging/notes.tar.gz', 'prepare'];
const after = ['sweep', 'discard'];

test('what is written is looked for after SIGKILL and after SIGTERM', async () => {
  const requests: string[] = [];
  const script = keeper();
  const played = await play({
    given: { ...notes, 'health-path': '/healthz' },
    starts: [
      {
        ...script,
        answers(request, asked) {
          requests.push(`${request.method} ${request.path} ${request.at.port}`);
          return script.answers?.(request, asked);
        },
      },
    ],
  });
  expect(played.asked).toEqual([
    ...before,
    ...['start', 'SIGKILL', 'sweep'],
    ...['start', 'withhold /healthz', 'SIGTERM', 'last byte', 'sweep'],
    ...['start', 'SIGTERM', 'sweep'],
    ...after,
  ]);
  expect(requests).toEqual([
    ...Array.from({ length: 3 }, () => 'GET /healthz 40000'),
    'POST /notes 40000',
    'GET /notes 40000',
    'GET /healthz 40001',
    'GET /notes 40001',
    'GET /healthz 40001',
    'GET /healthz 40002',
    'GET /notes 40002',
  ]);
  expect(played.rehearsed).toEqual({
    line: 'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
    facts: [
      'ready after 2.1 s',
      'it wrote no file',
      'it ended with exit code 0, 300 ms after SIGTERM; the request in flight was answered with 200',
    ],
    remarks: [],
    output: [],
    calls: [],
    spans: expect.any(Array) as unknown,
    notProven: [],
    survived: true,
  });
});

test('without survive-write the restarts are rehearsed all the same, without strace', async () => {
  const played = await play({ strace: true, starts: [keeper()] });
  expect(played.asked).toEqual([
    ...before,
    ...['start', 'SIGKILL', 'sweep'],
    ...['start', 'withhold /healthz', 'SIGTERM', 'last byte', 'sweep'],
    ...['start', 'SIGTERM', 'sweep'],
    ...after,
  ]);
  expect(played.rehearsed?.line).toBe(
    'data: not asked; survive-write and survive-read let gin-ship write, kill, restart and read back',
  );
});

test('where there is no SIGTERM the second start says all', async () => {
  const played = await play({ os: 'windows', given: notes, starts: [keeper()] });
  expect(played.asked).toEqual([
    ...before,
    ...['start', 'SIGKILL', 'sweep', 'start', 'SIGKILL', 'sweep'],
    ...after,
  ]);
  expect(played.rehearsed?.line).toBe(
    'data survives a restart: written, and read back after SIGKILL',
  );
});

test('a service that ignores SIGTERM is waited for once', async () => {
  const played = await play({ starts: [keeper({ ignoresSigterm: true })] });
  expect(played.asked).toEqual([
    ...before,
    ...['start', 'SIGKILL', 'sweep'],
    ...['start', 'withhold /healthz', 'SIGTERM', 'last byte', 'SIGKILL', 'sweep'],
    ...['start', 'SIGKILL', 'sweep'],
    ...after,
  ]);
  expect(played.rehearsed?.facts.at(-1)).toBe(
    'it did not end within 10.0 s of SIGTERM and was killed; the request in flight was answered with 200',
  );
  expect(remarksOf(played)).toEqual([
    'warning sigterm-ignored: the service does not end within 10.0 s of SIGTERM: every stop and every deploy waits, then kills it',
  ]);
});

test('a request that SIGTERM cuts is a warning', async () => {
  const played = await play({ starts: [keeper({ graceful: false })] });
  expect(played.rehearsed?.facts.at(-1)).toBe(
    'it was ended by SIGTERM (exit code 143), 5 ms after SIGTERM; the request in flight was cut',
  );
  expect(remarksOf(played)).toEqual([
    'warning request-cut: SIGTERM cuts the request that the service is at (the connection broke: ECONNRESET): a client loses its answer at every deploy, and r.Run() cannot do otherwise',
  ]);
});

test('the soak is one, and asks what live-path says', async () => {
  const paths: string[] = [];
  const played = await play({
    given: { soak: '3s', 'health-path': '/healthz', 'live-path': '/livez' },
    starts: [
      {
        ...keeper(),
        answers: ({ path }) => {
          paths.push(path);
          return {};
        },
      },
    ],
  });
  expect(paths.filter((path) => path === '/livez')).toHaveLength(3);
  expect(played.rehearsed?.spans.map(({ title, wall }) => [title, Math.round(wall / 100)])).toEqual(
    [
      ['start 1', 21],
      ['soak', 30],
      ['SIGKILL', 0],
      ['start 2', 1],
      ['SIGTERM', 4],
      ['start 3', 1],
      ['SIGTERM', 3],
    ],
  );
});

test('a service without a health route has to live, and may listen nowhere', async () => {
  const given = { 'health-path': 'none', soak: '1s' };
  const played = await play({ given, starts: [{ graceful: true }] });
  expect(played.asked).toEqual([
    ...before,
    ...['start', 'SIGKILL', 'sweep'],
    ...['start', 'SIGTERM', 'sweep'],
    ...['start', 'SIGTERM', 'sweep'],
    ...after,
  ]);
  expect([played.rehearsed?.facts, remarksOf(played)]).toEqual([
    [
      'it runs, and listens nowhere after 2.0 s',
      'it wrote no file',
      'it ended with exit code 0, 300 ms after SIGTERM',
    ],
    [],
  ]);
});

test('where it stores data it has to listen, without a health route too', async () => {
  const given = { ...notes, 'health-path': 'none', 'probe-deadline': '5s' };
  const well = await play({ given, starts: [keeper({ listens: 3000 })] });
  expect([well.rehearsed?.line, well.asked.includes('withhold /notes')]).toEqual([
    'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
    true,
  ]);
  const never = await play({ given, starts: [{}] });
  expect(remarksOf(never)).toEqual([
    'failure never-listened: the service runs, but listens on no TCP port after 5.0 s',
  ]);
});

test('one that listens elsewhere is waited for once, and asked there', async () => {
  const ports = new Set<number>();
  const script = keeper({ port: 9090 });
  const played = await play({
    starts: [
      {
        ...script,
        answers({ at }) {
          ports.add(at.port);
          return {};
        },
      },
    ],
  });
  expect([...ports]).toEqual([9090]);
  const starts = played.rehearsed?.spans.filter(({ title }) => title.startsWith('start'));
  expect(starts?.map(({ wall }) => wall > 1000)).toEqual([true, false, false]);
  expect(remarksOf(played)[0]).toMatch(/^warning port-ignored: /);
});

test('the deadline counts from the start; one that listens late may still answer as often as it must', async () => {
  const given = { 'health-path': '/healthz', 'probe-deadline': '10s', 'probe-timeout': '1s' };
  const unwell = { ...keeper(), answers: () => ({ status: 503 }) };
  const early = await play({ given, starts: [unwell] });
  expect([early.took, remarksOf(early)[0]]).toEqual([
    expect.closeTo(10_000, -3),
    'failure not-ready: GET /healthz did not become healthy in 10.0 s: 11 × 503',
  ]);
  const late = await play({ given, starts: [keeper({ listens: 9500 })] });
  expect(remarksOf(late)).toEqual([]);
});
