import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../../src/domain/deploy/events.ts';
import { follow, noProgress, timeOfSteps } from '../../../src/domain/deploy/progress.ts';
import { confirmed, goneBack, heard, switched, switching, tried } from './heard.ts';

test('a deploy that goes well is followed to its end', () => {
  const progress = heard(confirmed);
  expect(progress).toEqual({
    lines: confirmed.length,
    at: 18_001,
    clock: { last: 18_001, before: 0 },
    state: 'confirmed',
    states: [
      { state: 'received', at: 10 },
      { state: 'prepared', at: 1950 },
      { state: 'started', at: 2010 },
      { state: 'gated', at: 4110 },
      { state: 'switching', at: 4500 },
      { state: 'switched', at: 17_490 },
      { state: 'confirmed', at: 17_900 },
    ],
    step: { kind: 'finish', text: 'pruning', ended: true },
    took: [
      { step: 'copying', ms: 78 },
      { step: 'unpacking', ms: 1309 },
      { step: 'receiving', ms: 1389 },
      { step: 'making the user and the state', ms: 98 },
      { step: 'checking the unit', ms: 401 },
      { step: 'preparing', ms: 500 },
      { step: 'starting notes@blue.service on the spare port 24711', ms: 40 },
      { step: 'asking it there', ms: 2090 },
      { step: 'stopping the old version', ms: 99 },
      { step: 'copying the databases', ms: 800 },
      { step: 'starting notes@blue.service', ms: 38 },
      { step: 'the gate', ms: 12_041 },
      { step: 'finishing', ms: 49 },
      { step: 'pruning', ms: 49 },
    ],
    gate: {
      passed: ['unit', 'socket', 'identity', 'soak'],
      asked: [
        { layer: 'ready', outcome: '200', times: 3 },
        { layer: 'soak', outcome: '200', times: 2 },
      ],
    },
    gap: 970,
    evidence: new Map(),
    log: [],
    hookLog: [],
    notes: [
      'Overall exposure level for notes@blue.service: 1.3 OK :-)',
      'copied the databases to /opt/notes/snapshots/000004-9002-1',
    ],
    warnings: [],
    ended: { how: 'confirmed' },
    unknown: 0,
  });
  expect(timeOfSteps(progress, 'snapshot')).toBe(800);
  expect(timeOfSteps(progress, 'back')).toBeUndefined();
});

describe('what it waits for', () => {
  test('is known while it waits, and not after', () => {
    expect(heard(tried).waiting).toEqual({ signal: 'go', lease: 60_000 });
    expect(heard(switching).waiting).toBeUndefined();
    expect(heard(switched).waiting).toEqual({ signal: 'confirm', lease: 60_000 });
    expect(heard(confirmed).waiting).toBeUndefined();
  });

  test('a question to the runner stands until something else is told', () => {
    const asking = [...tried, '4200 ask 1 8080 /healthz'];
    expect(heard(asking).asking).toEqual({ ask: 1, port: 8080, path: '/healthz' });
    expect(heard([...asking, '4300 probe ready 200']).asking).toBeUndefined();
  });
});

describe('where it failed', () => {
  test('is what was going on when it turned back, not the way back itself', () => {
    const told = ['evidence Result=exit-code', 'log one', 'log two'];
    const progress = heard(goneBack(switching, told, 'it ended'));
    expect(progress.failed).toEqual({
      reason: 'it ended',
      state: 'switching',
      step: { kind: 'gate', text: 'the gate', ended: false },
      gate: { passed: [], asked: [] },
      evidence: new Map([['Result', 'exit-code']]),
      log: ['one', 'two'],
      hookLog: [],
    });
    expect(progress.ended).toEqual({ how: 'rolled-back', reason: 'it ended' });
    expect(progress.state).toBe('rolled-back');
  });

  test('a second way back, begun by a recovery, does not change it', () => {
    const again = [...goneBack(switching, [], 'first'), '30000 step going back: second'];
    expect(heard(again).failed?.reason).toBe('first');
  });

  test('what a hook printed is told apart from the service', () => {
    const lines = [
      ...['10 state prepared', '11 step before-switch', '12 log migrating', '13 log no table'],
      ...['14 evidence Result=success', '15 log an old line', '16 step going back: it failed'],
    ];
    const { failed } = heard(lines);
    expect([failed?.hookLog, failed?.log]).toEqual([['migrating', 'no table'], ['an old line']]);
  });
});

test('a restart of the server does not turn the time back', () => {
  const restarted = [...switching, '120 step going back: the server was restarted', '900 note x'];
  expect(heard(restarted)).toMatchObject({ at: 6341, clock: { last: 900, before: 5441 } });
});

test('a line that is not understood is counted, so that nobody asks for it again', () => {
  const lines = [...tried, 'what is this', '4200 sing a song'];
  expect(heard(lines)).toMatchObject({ lines: tried.length + 2, unknown: 2, at: 4200 });
  const alone = follow(noProgress, parseEvent('::error::no event'));
  expect(alone).toEqual({ ...noProgress, lines: 1, unknown: 1 });
});

test('of very many lines the last are kept', () => {
  const lines = Array.from({ length: 500 }, (_, at) => `${at} warning ${at}`);
  expect(heard(lines).warnings).toHaveLength(200);
  expect(heard(lines).warnings.at(-1)).toBe('499');
});
