import { expect, test } from 'vitest';
import type { Script } from '../../fakes/service-world.ts';
import { type Play, type Played, keeper, notes, play, remarksOf } from './setting.ts';

const given = { 'probe-deadline': '10s', 'probe-timeout': '1s' };

/** Plays it, and tells which ports were asked for which paths, each once, in order. */
async function watch(script: Script, more: Partial<Play> = {}): Promise<[Played, string[]]> {
  const asked = new Set<string>();
  const starts = [
    {
      ...script,
      answers(request: Parameters<NonNullable<Script['answers']>>[0], count: number) {
        const port = request.at.port >= 40_000 ? 'given' : request.at.port;
        asked.add(`${port} ${request.path}`);
        return script.answers?.(request, count);
      },
    },
  ];
  return [await play({ given, ...more, starts }), [...asked]];
}

/** What a profiler on 6061 says of any path, beside a service that is well. */
const beside = (status: number): Script => ({
  ...keeper({ also: { port: 6061, from: 10 } }),
  answers: ({ at }) => (at.port === 6061 ? { status } : {}),
});
const paths = ['/healthz', '/health', '/livez', '/ping', '/up', '/'];
const second =
  'warning port-second: beside port 40000 the service listens on 127.0.0.1:6061, which nobody gave it: a second copy could not start beside the first';

test('metrics that come first are not taken for the service', async () => {
  const [played, asked] = await watch({ ...beside(404), listens: 2500 });
  expect(asked).toEqual([...paths.map((path) => `6061 ${path}`), 'given /healthz']);
  expect(remarksOf(played)).toEqual([second]);
});

test('one that is well on another port is asked where it was told to listen, once it does', async () => {
  const [played, asked] = await watch({ ...beside(200), listens: 2500 });
  expect(asked).toEqual(['6061 /healthz', 'given /healthz']);
  expect(remarksOf(played)).toEqual([second]);
  expect(
    played.lines.filter((line) => /^info: start 1: (?:listens|ready after)/.test(line)),
  ).toEqual([
    'info: start 1: listens after 1.0 s; it does not listen on port 40000, as it was asked to, but on 127.0.0.1:6061',
    expect.stringMatching(
      /^info: start 1: listens after 3\.\d s; it listens on 127\.0\.0\.1:6061 and on port 40000 of all addresses, as it was asked to$/,
    ),
    expect.stringMatching(/^info: start 1: ready after \d\.\d s \(\/healthz\)$/),
  ]);
});

test('one that is well nowhere is asked elsewhere when the deadline is over, and in later starts at once', async () => {
  const script = { ...keeper({ port: 9090 }), answers: () => ({ status: 404 }) };
  const [played] = await watch(script);
  const starts = played.rehearsed?.spans.filter(({ title }) => title.startsWith('start'));
  expect(starts?.map(({ wall }) => wall >= 10_000)).toEqual([true, false, false]);
  expect(remarksOf(played).map((one) => one.split(':')[0])).toEqual([
    'warning port-ignored',
    'warning no-health-route',
  ]);
});

test('what fails where it was only guessed says where it was asked', async () => {
  const script = { ...keeper({ port: 8080 }), answers: () => ({ status: 503 }) };
  const [played] = await watch(script, { given: { ...given, 'health-path': '/healthz' } });
  expect(remarksOf(played)).toEqual([
    'failure not-ready: GET /healthz did not become healthy in 10.0 s: 10 × 503; it does not listen on port 40000, as it was asked to, but on port 8080 of all addresses',
  ]);
});

test('where no route is to be asked, the port that it was given is waited for until the deadline', async () => {
  const wish = { given: { ...given, ...notes, 'health-path': 'none' } };
  const script = keeper({ also: { port: 6061, from: 10 }, listens: 5000 });
  const [played, asked] = await watch(script, wish);
  expect(asked).toEqual(['given /notes']);
  expect(played.rehearsed?.line).toMatch(/^data survives a restart: /);
});

test('a port that another program took meanwhile is tried once more on another', async () => {
  const taken = (port: number): Script => ({
    ends: { after: 20, code: 1 },
    output: `listen tcp :${port}: bind: address already in use\n`,
  });
  const well = keeper();
  const played = await play({ starts: [taken(40_000), well] });
  expect(remarksOf(played)).toEqual([]);
  expect(played.asked.filter((one) => one === 'start')).toHaveLength(4);
  expect(played.lines).toContain(
    'info: start 1: another program took port 40000 meanwhile; again on another',
  );
  const twice = await play({ starts: [taken(40_000), taken(40_001), well] });
  expect(remarksOf(twice)).toEqual([expect.stringMatching(/^failure port-taken: /)]);
});
