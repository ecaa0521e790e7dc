import { expect, test } from 'vitest';
import type { ReadVerdict } from '../../../src/domain/rehearse/judge.ts';
import { type RedisAnswer, explainRedis, judgeRedis } from '../../../src/domain/rehearse/redis.ts';
import { type SurvivalFacts, decideSurvival } from '../../../src/domain/rehearse/survival.ts';
import type { Written } from '../../../src/domain/rehearse/written.ts';

const found: ReadVerdict = { kind: 'found', holding: [0] };

const facts = (more: Partial<SurvivalFacts>): SurvivalFacts => ({
  afterKill: found,
  afterStop: found,
  stub: false,
  refusedWrite: false,
  written: [],
  redis: [],
  ...more,
});

const survives = 'data survives a restart: written, and read back after SIGKILL and after SIGTERM';
const notOfRedis =
  'data survives a restart of the service, not of Redis: read back after SIGKILL and after SIGTERM, but Redis keeps it in memory only';
const answered = (appendonly: string, save: string): RedisAnswer => ({
  kind: 'answered',
  appendonly,
  save,
});

test.each<[string, RedisAnswer, string, [level: string, message: string] | undefined]>([
  ['with appendonly', answered('yes', ''), survives, undefined],
  [
    'with snapshots',
    answered('no', '3600 1 300 100'),
    survives,
    [
      'note',
      'Redis at 127.0.0.1:6379 saves snapshots only: what was written since the last one is lost when it crashes',
    ],
  ],
  [
    'with neither',
    answered('no', ''),
    notOfRedis,
    [
      'warning',
      'Redis at 127.0.0.1:6379 keeps its data in memory only: appendonly is no and save is empty',
    ],
  ],
  [
    'that tells nothing',
    answered('', ''),
    survives,
    [
      'note',
      'Redis at 127.0.0.1:6379 could not be asked whether it keeps its data: it does not tell of appendonly',
    ],
  ],
  [
    'that declines',
    { kind: 'declined', how: 'NOPERM' },
    survives,
    [
      'note',
      'Redis at 127.0.0.1:6379 could not be asked whether it keeps its data: it answers NOPERM',
    ],
  ],
  [
    'that does not answer',
    { kind: 'timed-out' },
    survives,
    [
      'note',
      'Redis at 127.0.0.1:6379 could not be asked whether it keeps its data: it did not answer in time',
    ],
  ],
])('a Redis %s', (_, answer, line, told) => {
  const redis = judgeRedis('127.0.0.1:6379', answer);
  expect(decideSurvival(facts({ redis: [redis] }))).toEqual({ survived: true, line, remarks: [] });
  expect(explainRedis(redis).map(({ level, message }) => [level, message])).toEqual(
    told === undefined ? [] : [told],
  );
});

test('a Redis without persistence is not where the data is that a file of the state has', () => {
  const redis = [judgeRedis('127.0.0.1:6379', answered('no', ''))];
  const line = (where: Written['where'], holdsNonce?: boolean): string => {
    const more = holdsNonce === undefined ? {} : { holdsNonce };
    const written: readonly Written[] = [{ where, name: 'notes.txt', change: 'new', ...more }];
    return decideSurvival(facts({ redis, written })).line;
  };
  expect(line('state', true)).toBe(survives);
  expect(line('state', false)).toBe(notOfRedis);
  expect(line('state')).toBe(notOfRedis);
  expect(line('tmp', true)).toBe(notOfRedis);
});
