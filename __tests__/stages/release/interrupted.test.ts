import { describe, expect, test } from 'vitest';
import {
  type ReleaseStore,
  type StoredRelease,
  contentOf,
  createReleaseStore,
} from '../../fakes/release-store.ts';
import { type CallHooks, cut } from '../../fakes/releases.ts';
import { createChance } from '../../faults/chance.ts';
import { type Job, type Ran, filesOf, runJob } from './releasing.ts';

class Killed extends Error {}

const builds = ['one', 'two', 'three'].map((build) => JSON.stringify(filesOf(build)));

/** Never a published release that is half of one, or a mix of two. */
function check(store: ReleaseStore): void {
  const published = store.releases.filter(({ draft }) => !draft);
  expect(published.length).toBeLessThan(2);
  for (const release of published) expect(builds).toContain(JSON.stringify(sorted(release)));
}

function sorted(release: StoredRelease): Readonly<Record<string, string>> {
  const found = contentOf(release);
  return Object.fromEntries(Object.keys(filesOf('one')).map((name) => [name, found[name] ?? '']));
}

type Strike = 'killed before' | 'killed while' | 'killed after' | 'cut before' | 'cut after';

/** Strikes the call with that number, and tells how many there were. */
function striking(store: ReleaseStore, at: number, strike: Strike): CallHooks & { calls: number } {
  const [how, when] = strike.split(' ');
  let mine = false;
  const hit = (now: string): void => {
    check(store);
    if (mine && now === when) throw how === 'killed' ? new Killed() : cut();
  };
  const hooks = {
    calls: 0,
    before() {
      hooks.calls += 1;
      mine = hooks.calls === at;
      hit('before');
    },
    during: () => hit('while'),
    after: () => hit('after'),
  };
  return hooks;
}

describe.each<Strike>(['killed before', 'killed while', 'killed after', 'cut before', 'cut after'])(
  'a run that is %s any of its calls',
  (strike) => {
    test.each<[string, (store: ReleaseStore) => void]>([
      ['from nothing', () => undefined],
      ['with a draft of people', (store) => void store.add({ tag: 'v1.4.0', body: 'By hand.' })],
    ])('leaves, %s, what the next one ends: one release, whole', async (_from, prepare) => {
      for (let at = 1, calls = at; calls >= at; at += 1) {
        const store = createReleaseStore();
        prepare(store);
        const hooks = striking(store, at, strike);
        await runJob(store, { hooks }).catch((error: unknown) => {
          if (!(error instanceof Killed) && !strike.startsWith('cut')) throw error;
        });
        calls = hooks.calls;
        check(store);
        const again = await runJob(store, { event: { runAttempt: '2' } });
        expect(again.result).toMatchObject({ done: true, value: { draft: false } });
        expect(store.releases.map(contentOf)).toEqual([filesOf('one')]);
        expect(store.releases.map(({ draft }) => draft)).toEqual([false]);
      }
    });
  },
);

test('where the next run has built other bytes, they are what is released, unless the first ones are', async () => {
  for (let at = 1, calls = at; calls >= at; at += 1) {
    const store = createReleaseStore();
    const hooks = striking(store, at, 'killed after');
    await runJob(store, { hooks }).catch(() => undefined);
    calls = hooks.calls;
    const isPublished = store.releases.some(({ draft }) => !draft);
    const job = { build: 'two', event: { runAttempt: '2' } };
    const ended = await runJob(store, job).then(
      () => 'two',
      (error: { facts: { code: string } }) => error.facts.code,
    );
    expect([ended, store.releases.map(contentOf)]).toEqual(
      isPublished ? ['release-published', [filesOf('one')]] : ['two', [filesOf('two')]],
    );
  }
});

/** Lets one of those that wait go on, until all jobs have ended. */
async function interleave(
  store: ReleaseStore,
  jobs: readonly Job[],
  { seed, lag }: { readonly seed: number; readonly lag: number },
): Promise<readonly PromiseSettledResult<Ran>[]> {
  const chance = createChance(seed);
  const waiting: (() => void)[] = [];
  const turn = (call?: string): Promise<void> =>
    new Promise((resolve) => {
      if (call === 'remove-draft') resolve();
      else waiting.push(resolve);
    });
  const pause = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1000) await turn();
  };
  const hooks: CallHooks = {
    before: turn,
    during: turn,
    after: (call) => (call === 'get' ? undefined : turn()),
    shows: (release) => store.done.length - store.done.indexOf(`create ${release.id}`) > lag,
  };
  const running = new Set(jobs);
  const ends = jobs.map((job) =>
    runJob(store, { pause, ...job, hooks }).finally(() => running.delete(job)),
  );
  const all = Promise.allSettled(ends);
  while (running.size > 0) {
    await new Promise((resolve) => setImmediate(resolve));
    const [next] = waiting.splice(chance.below(Math.max(1, waiting.length)), 1);
    next?.();
    check(store);
  }
  return all;
}

interface Stopped {
  readonly ran: Promise<Ran>;
  /** Whether there was such a call. */
  readonly stopped: Promise<boolean>;
  go(): void;
}

/** Stops before its call with that number, but never between the last look at a draft and its removal. */
function stopAt(store: ReleaseStore, job: Job, stop: number): Stopped {
  const { promise: gate, resolve: go } = Promise.withResolvers<void>();
  const { promise: stopped, resolve: tell } = Promise.withResolvers<boolean>();
  let calls = 0;
  const before = (call: string): Promise<void> | undefined => {
    check(store);
    if (call !== 'remove-draft') calls += 1;
    if (call === 'remove-draft' || calls !== stop) return undefined;
    tell(true);
    return gate;
  };
  const ran = runJob(store, { ...job, hooks: { before } }).finally(() => tell(false));
  return { ran, stopped, go };
}

test('wherever a run meets a later one with other archives, one makes the release, whole', async () => {
  const met: string[] = [];
  for (let first = 4, more = true; more; first += 1) {
    for (const second of [4, 6, 7, 8]) {
      const store = createReleaseStore();
      const one = stopAt(store, { build: 'one' }, first);
      more = await one.stopped;
      const two = stopAt(store, { build: 'two', event: { runId: '9002' } }, second);
      await two.stopped;
      one.go();
      await Promise.allSettled([one.ran]);
      two.go();
      const won = winners(await Promise.allSettled([one.ran, two.ran]));
      expect([first, second, won.length]).toEqual([first, second, 1]);
      expect(store.releases.map(contentOf)).toEqual([filesOf(won[0] ?? '')]);
      met.push(...won);
    }
  }
  expect(new Set(met)).toEqual(new Set(['one', 'two']));
});

const seeds = Array.from({ length: 8 }, (_, seed) => seed);

test.each([0, 1, 3])(
  'two jobs with the same archives make one release together, with lists that lag by %s',
  async (lag) => {
    for (const seed of seeds) {
      const store = createReleaseStore();
      const jobs = [{}, { event: { runId: '9002' } }];
      const ends = await interleave(store, jobs, { seed, lag });
      expect([seed, ends.map(({ status }) => status)]).toEqual([seed, ['fulfilled', 'fulfilled']]);
      expect([seed, store.releases.map(contentOf)]).toEqual([seed, [filesOf('one')]]);
    }
  },
);

test.each<[string, Job]>([
  ['jobs of one run', {}],
  ['runs', { event: { runId: '9002' } }],
])('of two %s with other archives one makes the release, whole', async (_who, second) => {
  for (const lag of [0, 2]) {
    for (const seed of seeds) {
      const store = createReleaseStore();
      const jobs = [{ build: 'one' }, { ...second, build: 'two' }];
      const ends = await interleave(store, jobs, { seed, lag });
      const won = winners(ends);
      expect([seed, won.length]).toEqual([seed, 1]);
      expect([seed, store.releases.map(contentOf)]).toEqual([seed, [filesOf(won[0] ?? '')]]);
    }
  }
});

test('in a draft of people they never mix', async () => {
  for (const seed of seeds) {
    const store = createReleaseStore();
    store.add({ tag: 'v1.4.0', body: 'By hand.' });
    const jobs = [{ build: 'one' }, { build: 'two' }];
    const won = winners(await interleave(store, jobs, { seed, lag: 0 }));
    expect([seed, won.length < 2]).toEqual([seed, true]);
    expect([seed, store.releases.map(({ draft }) => draft)]).toEqual([seed, [won.length === 0]]);
  }
});

function winners(ends: readonly PromiseSettledResult<Ran>[]): readonly string[] {
  return ['one', 'two'].filter((_, at) => ends[at]?.status === 'fulfilled');
}
