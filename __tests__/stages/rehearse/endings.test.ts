import { expect, test } from 'vitest';
import type { HttpOutcome } from '../../../src/ports-service.ts';
import { type Play, keeper, notes, play, remarksOf } from './setting.ts';

const given = { rehearse: 'true', 'probe-deadline': '5s', 'health-path': '/healthz' };
const answering = (answer: (asked: number) => Partial<HttpOutcome>): Play['starts'][0] => ({
  listens: 20,
  answers: (_, asked) => answer(asked),
});

test.each<[string, Play, string]>([
  [
    'a program that the system does not start',
    { starts: [{ notStarted: { notStarted: 'ENOENT', output: '' } }] },
    'failure cannot-run: the service could not be started: the program, or the loader that it names, is not there',
  ],
  [
    'an end before it listens',
    { starts: [{ ends: { after: 40, code: 3 } }] },
    'failure crash: the service ended with exit code 3 after 40 ms, before it listened',
  ],
  [
    'a signal before it listens',
    { starts: [{ ends: { after: 40, signal: 'SIGSEGV' } }] },
    'failure crash: the service was ended by SIGSEGV (exit code 139) after 40 ms, before it listened: a memory fault in C code, often a static glibc that looks up names or users; a fault in Go code would have been a panic',
  ],
  [
    'no port by the deadline',
    { starts: [{}] },
    'failure never-listened: the service runs, but listens on no TCP port after 5.0 s',
  ],
  [
    'no port by the deadline, and 8080 is taken',
    { starts: [{}], holders: [{ address: '::', port: 8080 }] },
    'failure port-taken: the service runs, but listens on no TCP port after 5.0 s, and another program listens on port 8080: a server stays so where the error of r.Run(":8080") is ignored',
  ],
  ...[0, 500].map((listens): [string, Play, string] => [
    `a service that goes to the background, and listens there after ${listens} ms,`,
    {
      starts: [{ listens, ends: { after: 5, code: 0 }, children: ['/opt/notes'], isDaemon: true }],
    },
    'failure daemon: the service went to the background: what was started ended, and /opt/notes (process 101) listens in its place',
  ]),
  [
    'an end before it is ready',
    { starts: [{ listens: 20, ends: { after: 500, code: 1 } }] },
    'failure ended-early: the service ended with exit code 1, before it was ready',
  ],
  [
    'a redirect',
    { starts: [answering(() => ({ status: 302, location: '/login?token=1' }))] },
    'failure redirect: GET /healthz answers 302, a redirect to /login; a redirect is no sign of health',
  ],
  [
    'answers by turns',
    { starts: [answering((asked) => ({ status: asked % 2 === 0 ? 200 : 500 }))] },
    'failure flapping: GET /healthz flaps: 3 × 200, 3 × 500 within 5.0 s, at the most 1 in a row of the 3 that probe-successes asks for',
  ],
  [
    'a soak that it does not live through',
    { given: { soak: '9s' }, starts: [{ listens: 20, ends: { after: 4000, code: 0 } }] },
    'failure soak: the service ended with exit code 0, 2.0 s after it was ready',
  ],
  [
    'a restart that fails',
    { starts: [keeper(), { ends: { after: 30, code: 1 }, output: 'lock: file exists' }] },
    'failure crash: start 2, after SIGKILL: the service ended with exit code 1 after 30 ms, before it listened',
  ],
])('%s ends the rehearsal', async (_, { given: more, ...stage }, remark) => {
  const played = await play({ given: { ...given, ...more }, ...stage });
  expect(remarksOf(played)).toEqual([remark]);
  const [, message = ''] = /^\S+ \S+: (.*)$/.exec(remark) ?? [];
  expect(played.rehearsed?.line).toBe(`data: not asked, the rehearsal ended before: ${message}`);
});

test('an answer of another process is none of the service', async () => {
  const script = keeper();
  const played = await play({
    given,
    holders: [{ address: '::', port: 40_000, pid: 7 }],
    starts: [script],
    spoil: (world) => {
      let looks = 0;
      const listening: typeof world.kernel.listening = async (pids) => {
        looks += 1;
        const all = await world.kernel.listening(pids);
        return looks > 6 ? [] : all;
      };
      return { ...world, kernel: { ...world.kernel, listening } };
    },
  });
  expect(remarksOf(played)).toEqual([
    'failure answered-by-another: another process answered: /opt/program-7 (process 7), not the service',
  ]);
});

test('a program that is none of the release and answers is a warning', async () => {
  const played = await play({ given, starts: [keeper({ runs: false })] });
  expect(remarksOf(played)).toEqual([
    'warning other-program: what answers is /opt/program-100 (process 100), which notes started, and not notes of this release: inspect has not seen it',
  ]);
});

test('what it started and left running is a warning', async () => {
  const played = await play({ given, starts: [keeper({ children: ['/usr/bin/sleep'] })] });
  expect(remarksOf(played)).toEqual([
    'warning children: the service left a process behind when it ended: /usr/bin/sleep (process 201); they were ended',
  ]);
});

test.each([
  [{}, 'warning'],
  [{ rehearse: 'true' }, 'failure'],
  [{ 'health-path': '/healthz' }, 'failure'],
  [notes, 'failure'],
])('with %j a program that is no service is a %s', async (how, level) => {
  const played = await play({ given: how, starts: [{ ends: { after: 10, code: 0 } }] });
  expect(played.rehearsed?.remarks.map((one) => [one.level, one.id])).toEqual([
    [level, 'not-a-service'],
  ]);
});

test('a missing health route does not end it where nobody counts on one', async () => {
  const starts = [answering(() => ({ status: 404 }))];
  const played = await play({ starts });
  expect([played.asked.filter((one) => one === 'start').length, remarksOf(played)[0]]).toEqual([
    3,
    'warning no-health-route: no health route: none of /healthz, /health, /livez, /ping, /up, / answers 2xx (/: 404), so any answer of / below 500 counts',
  ]);
});

test('a service that fills the disk is ended with all that it started', async () => {
  const played = await play({
    given: { ...given, soak: '1m' },
    usage: (elapsed) => (elapsed + 9) * 1024 ** 2,
    starts: [keeper({ children: ['writer'] })],
  });
  expect(remarksOf(played)).toEqual([
    'failure disk: the service was ended: it had written 1.5 GiB, and 1.0 TiB were left on the disk',
  ]);
  expect(played.asked.filter((one) => one.startsWith('SIGKILL to '))).toEqual([
    'SIGKILL to 100',
    'SIGKILL to 101',
  ]);
});

test('a disk that is nearly full is the doing of one that wrote as much as must stay free', async () => {
  const room = (elapsed: number): number => (elapsed === 0 ? 1024 ** 3 : 1024);
  const stage = { given: { ...given, soak: '2s' }, starts: [keeper()], room };
  const writes = (bytes: number) => (elapsed: number) => (elapsed === 0 ? 0 : bytes);
  const little = await play({ ...stage, usage: writes(255 * 1024 ** 2) });
  expect(remarksOf(little)).toEqual([]);
  const much = await play({ ...stage, usage: writes(256 * 1024 ** 2) });
  expect(remarksOf(much)).toEqual([
    'failure disk: the service was ended: it had written 256.0 MiB, and 1.0 KiB were left on the disk',
  ]);
});

test('so is one that makes files without end, however small; what shipped is none of its doing', async () => {
  const many = (more: number) => (elapsed: number) => ({
    bytes: 1024 ** 3,
    entries: 90_000 + (elapsed === 0 ? 0 : more),
  });
  const stage = { given: { ...given, soak: '2s' }, starts: [keeper()] };
  expect(remarksOf(await play({ ...stage, usage: many(50_000) }))).toEqual([]);
  expect(remarksOf(await play({ ...stage, usage: many(50_001) }))).toEqual([
    'failure disk: the service was ended: it had made more than 50000 files',
  ]);
});

test('what strace writes is told apart from what the service does', async () => {
  const stage = { given: { ...given, soak: '2s' }, starts: [keeper()] };
  expect(remarksOf(await play({ ...stage, traced: () => 2 * 1024 ** 3 }))).toEqual([
    'failure disk: the service was ended: strace had noted 2.0 GiB of what it asks of the system, and 1.0 TiB were left on the disk',
  ]);
});

test('files are counted seldom where that takes long, and at once where much less room is left', async () => {
  const counted: number[] = [];
  const counting = (room: (elapsed: number) => number): Play => ({
    given: { ...given, soak: '1m' },
    starts: [keeper()],
    room,
    usage(elapsed) {
      counted.push(elapsed);
      return 0;
    },
    spoil: (world, clock) => ({
      ...world,
      disk: {
        ...world.disk,
        async usage(folders, most) {
          const told = await world.disk.usage(folders, most);
          if (clock.elapsed() > 0) await clock.pause(400);
          return told;
        },
      },
    }),
  });
  await play(counting(() => 1024 ** 4));
  // twice 400 ms each: a tenth of the time
  expect(counted.length).toBeLessThan(10);
  counted.length = 0;
  await play(counting((elapsed) => 1024 ** 4 - elapsed * 200 * 1024));
  expect(counted.length).toBeGreaterThan(40);
});

test('what cannot be ended is told', async () => {
  const stubborn = [{ pid: 4711, started: '1' }];
  const played = await play({ given, starts: [keeper()], stubborn });
  expect(played.lines).toContain('warning: process 4711 of the rehearsal did not end');
});

test('an error of ours sweeps and removes as any end does', async () => {
  const played = await play({
    given,
    starts: [keeper()],
    spoil: (world) => ({
      ...world,
      loopback: { ...world.loopback, exchange: () => Promise.reject(new Error('ours')) },
    }),
  });
  expect([played.thrown, played.asked]).toEqual([
    new Error('ours'),
    ['unpack /staging/notes.tar.gz', 'prepare', 'start', 'sweep', 'discard'],
  ]);
});
