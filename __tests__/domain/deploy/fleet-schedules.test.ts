import { describe, expect, test } from 'vitest';
import {
  type Fleet,
  type FleetNews,
  type FleetPolicy,
  type Turn,
  type Word,
  hearNews,
  isOver,
  startFleet,
} from '../../../src/domain/deploy/fleet.ts';
import { isEnd } from '../../../src/domain/deploy/fleet-table.ts';
import { randomFrom } from '../../fixtures/hostile.ts';

const policies: readonly FleetPolicy[] = [1, 2, 3].flatMap((batch) => [
  { batch, onFailure: 'revert-all' as const },
  { batch, onFailure: 'stop' as const },
]);

/** A server as the helper is: what it may tell next, by what it was told. */
interface Model {
  readonly at: 'idle' | 'submitted' | 'working' | 'gated' | 'switching' | 'switched' | 'over';
  readonly said: readonly string[];
}

/** Everything that could come next of one server; contact may be lost at any time. */
function possible({ at, said }: Model, lost: boolean): readonly [string, Model['at']][] {
  const contact: [string, Model['at']][] = lost
    ? [
        ['found', at],
        ['unknown', 'over'],
      ]
    : [['lost', at]];
  const heard: [string, Model['at']][] = [];
  if (at === 'submitted') heard.push(['accepted', 'working'], ['refused', 'over']);
  if (at === 'working') heard.push(['gated', 'gated'], ['undone', 'over']);
  if (at === 'gated') heard.push(['undone', 'over']);
  if (at === 'gated' && said.includes('go')) heard.push(['switched', 'switched']);
  if (at === 'switched') heard.push(['undone', 'over']);
  if (at === 'switched' && said.includes('confirm')) heard.push(['deployed', 'over']);
  return at === 'idle' || at === 'over' ? [] : [...heard, ...contact];
}

interface Run {
  readonly turn: Turn;
  readonly models: ReadonlyMap<string, Model>;
}

function begin(count: number, policy: FleetPolicy): Run {
  const servers = ['a', 'b', 'c', 'd', 'e'].slice(0, count);
  const idle = new Map(
    servers.map((server): [string, Model] => [server, { at: 'idle', said: [] }]),
  );
  const turn = startFleet(servers, policy);
  return obey({ turn, models: idle });
}

/** What was said reaches the servers, and is looked at. */
function obey({ turn, models }: Run): Run {
  const after = new Map(models);
  for (const { server, say } of turn.say) {
    const { at, said } = after.get(server) ?? { at: 'over', said: [] };
    expect(said, `${say} twice to ${server}`).not.toContain(say);
    if (say === 'submit') expect(at).toBe('idle');
    after.set(server, { at: say === 'submit' ? 'submitted' : at, said: [...said, say] });
  }
  checkWords(turn, after);
  return { turn, models: after };
}

function checkWords({ fleet, say }: Turn, models: Run['models']): void {
  const words = (word: Word['say']): readonly string[] =>
    say.filter((each) => each.say === word).map(({ server }) => server);
  for (const server of words('confirm')) {
    expect(models.get(server)).toMatchObject({ at: 'switched' });
    expect(models.get(server)?.said).not.toContain('abort');
  }
  if (words('confirm').length > 0 && fleet.policy.onFailure === 'revert-all') {
    expect(words('confirm')).toEqual(fleet.hosts.map(({ server }) => server));
  }
  for (const server of words('go')) {
    expect(models.get(server)).toMatchObject({ at: 'gated' });
    expect(models.get(server)?.said).not.toContain('abort');
  }
  if (words('go').length > 0) {
    expect(fleet.hosts.filter(({ at }) => at === 'switching').length).toBeLessThanOrEqual(
      fleet.policy.batch,
    );
  }
  expect(words('submit').length).toBeLessThanOrEqual(1);
  for (const server of words('abort')) {
    expect(models.get(server)?.said).not.toContain('confirm');
    expect(fleet.stopping).not.toBe('no');
  }
}

function step(run: Run, server: string, [news, at]: readonly [string, Model['at']]): Run {
  const heard = { server, news } as FleetNews;
  const turn = hearNews(run.turn.fleet, heard);
  const before = run.models.get(server) ?? { at: 'over', said: [] };
  return obey({ turn, models: new Map(run.models).set(server, { ...before, at }) });
}

type Choice = (run: Run) => Run;

function choices({ turn, models }: Run, cancelled: boolean): readonly Choice[] {
  const { fleet } = turn;
  const news = fleet.hosts.flatMap(({ server, at, lost }): Choice[] => {
    const model = models.get(server);
    if (model === undefined || isEnd(at)) return [];
    return possible(model, lost).map((next) => (run) => step(run, server, next));
  });
  if (cancelled || isOver(fleet)) return news;
  return [...news, (run) => obey({ ...run, turn: hearNews(run.turn.fleet, 'cancelled') })];
}

/** With revert-all nobody stays on the new version while it is known that another went back before it was confirmed. */
function checkEnd({ hosts, policy }: Fleet): void {
  const ends = hosts.map(({ at }) => at);
  expect(ends.every(isEnd)).toBe(true);
  if (policy.onFailure === 'revert-all' && ends.includes('deployed')) {
    expect(ends).not.toContain('left');
    expect(ends).not.toContain('refused');
  }
}

describe('whatever happens in whatever order, every server ends decided or unknown', () => {
  test.each(policies)('two servers, every schedule: %j', (policy) => {
    const seen = new Set<string>();
    let ends = 0;
    const walk = (run: Run): void => {
      const key = JSON.stringify([run.turn.fleet, [...run.models]]);
      if (seen.has(key)) return;
      seen.add(key);
      const next = choices(run, run.turn.fleet.stopping === 'cancelled');
      if (isOver(run.turn.fleet)) {
        checkEnd(run.turn.fleet);
        ends += 1;
      } else {
        expect(next.length).toBeGreaterThan(0);
        for (const choose of next) walk(choose(run));
      }
    };
    walk(begin(2, policy));
    expect(ends).toBeGreaterThan(10);
  });

  test.each(policies)('up to five servers, a thousand random schedules: %j', (policy) => {
    const random = randomFrom(policy.batch * 7 + policy.onFailure.length);
    const outcomes = new Set<string>();
    for (let round = 0; round < 1000; round += 1) {
      let run = begin(1 + (round % 5), policy);
      let steps = 0;
      while (!isOver(run.turn.fleet) && steps < 2000) {
        const next = choices(run, run.turn.fleet.stopping === 'cancelled' || random() > 0.02);
        run = (next[Math.floor(random() * next.length)] ?? ((same) => same))(run);
        steps += 1;
      }
      checkEnd(run.turn.fleet);
      for (const { at } of run.turn.fleet.hosts) outcomes.add(at);
    }
    expect([...outcomes].sort()).toEqual(['deployed', 'left', 'refused', 'undone', 'unknown']);
  });

  test.each(policies)('where all goes well, all are deployed: %j', (policy) => {
    for (let count = 1; count <= 5; count += 1) {
      let run = begin(count, policy);
      const random = randomFrom(count);
      const good = new Set(['accepted', 'gated', 'switched', 'deployed']);
      while (!isOver(run.turn.fleet)) {
        const next = run.turn.fleet.hosts.flatMap(({ server }) => {
          const model = run.models.get(server);
          const all = model === undefined ? [] : possible(model, false);
          return all.filter(([news]) => good.has(news)).map((news) => ({ server, news }));
        });
        const chosen = next[Math.floor(random() * next.length)];
        if (chosen === undefined) throw new Error('nothing can go on');
        run = step(run, chosen.server, chosen.news);
      }
      expect(run.turn.fleet.hosts.map(({ at }) => at)).toEqual(Array(count).fill('deployed'));
    }
  });
});
