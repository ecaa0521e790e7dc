import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { ServiceInputs } from '../../../src/domain/inputs/service.ts';
import { describePlan } from '../../../src/domain/rehearse/plan-lines.ts';
import {
  type Rehearsable,
  type RehearsalPlan,
  type RehearsalWish,
  planRehearsal,
} from '../../../src/domain/rehearse/plan.ts';
import { decideStrictness } from '../../../src/domain/rehearse/strictness.ts';

const service: ServiceInputs = {
  args: [],
  portEnv: [{ name: 'PORT', value: '{port}' }],
  health: { kind: 'discover' },
  probe: { interval: 1000, timeout: 3000, successes: 3, deadline: 60_000 },
  soak: 10_000,
};

const archive = (target: Rehearsable['target'], ...names: string[]): Rehearsable => ({
  target,
  file: `notes-${target.os}-${target.arch}${target.variant ?? ''}.tar.gz`,
  format: 'tar.gz',
  binaries: names.map((name) => ({ name })),
});

const linux = archive({ os: 'linux', arch: 'amd64' }, 'notes');

const wish = (more: Partial<RehearsalWish<Rehearsable>>): RehearsalWish<Rehearsable> => ({
  archives: [archive({ os: 'linux', arch: 'arm64' }, 'notes'), linux],
  platform: { os: 'linux', arch: 'amd64' },
  name: 'notes',
  service,
  rehearse: { rehearse: 'auto', env: {}, write: [], read: [] },
  given: new Set(),
  ...more,
});

function planned(more: Partial<RehearsalWish<Rehearsable>>): RehearsalPlan<Rehearsable> {
  const result = planRehearsal(wish(more));
  if (!result.done) throw new Error(result.reason);
  return result.value;
}

const read = { successes: 1, soak: 0, write: false, read: true } as const;
const write = [{ method: 'POST', path: '/notes', headers: [], body: '{nonce}' }];
const asked = {
  rehearse: 'auto',
  env: {},
  write,
  read: [{ method: 'GET', path: '/notes', headers: [] }],
} as const;

describe('planned', () => {
  test('with data: written, killed, read back, stopped, read back', () => {
    const given = new Set(['survive-write', 'survive-read']);
    expect(planned({ rehearse: asked, given })).toEqual({
      archive: linux,
      binary: 'notes',
      chosenBecause: 'only program',
      strict: true,
      because: 'survive-write, survive-read are given',
      starts: [
        { successes: 3, soak: 10_000, write: true, read: true, inFlight: false, end: 'SIGKILL' },
        { ...read, inFlight: true, end: 'SIGTERM' },
        { ...read, inFlight: false, end: 'SIGTERM' },
      ],
      notProven: [],
    });
  });

  test('without survive-* the restart itself is rehearsed', () => {
    expect(planned({}).starts).toEqual([
      { successes: 3, soak: 10_000, write: false, read: false, inFlight: false, end: 'SIGKILL' },
      { ...read, read: false, inFlight: true, end: 'SIGTERM' },
      { ...read, read: false, inFlight: false, end: 'SIGTERM' },
    ]);
  });

  test('without a health route only its life is watched', () => {
    expect(planned({ service: { ...service, health: { kind: 'none' } } }).starts).toEqual([
      { successes: 0, soak: 10_000, write: false, read: false, inFlight: false, end: 'SIGKILL' },
      { successes: 0, soak: 0, write: false, read: false, inFlight: false, end: 'SIGTERM' },
      { successes: 0, soak: 0, write: false, read: false, inFlight: false, end: 'SIGTERM' },
    ]);
  });

  test('on Windows there is no SIGTERM, and what is not proven is named', () => {
    const archives = [archive({ os: 'windows', arch: 'amd64' }, 'notes.exe')];
    const plan = planned({ archives, platform: { os: 'windows', arch: 'amd64' }, rehearse: asked });
    expect(plan.starts.map(({ end, inFlight }) => [end, inFlight])).toEqual([
      ['SIGKILL', false],
      ['SIGKILL', false],
    ]);
    expect(plan.notProven).toEqual([
      'an end by SIGTERM and the request in flight: Windows has no such signal, the program is ended',
      'that a write is on the disk before its answer: no strace',
    ]);
  });

  test('of several levels of a processor the plain one, else the lowest', () => {
    const level = (variant?: string): Rehearsable =>
      archive(
        { os: 'linux', arch: 'amd64', ...(variant === undefined ? {} : { variant }) },
        'notes',
      );
    expect(planned({ archives: [level('v3'), level(), level('v2')] }).archive).toEqual(level());
    expect(planned({ archives: [level('v3'), level('v2')] }).archive).toEqual(level('v2'));
  });
});

const two = [archive({ os: 'linux', arch: 'amd64' }, 'migrate', 'server')];
const unclear =
  'the archive has 2 programs (migrate, server), none of them called notes, and service does not say which one runs';

test.each<[string, Partial<RehearsalWish<Rehearsable>>, string]>([
  [
    'rehearse is false',
    { rehearse: { rehearse: 'false', env: {}, write: [], read: [] } },
    'rehearse is false',
  ],
  [
    'no archive is for this runner',
    { platform: { os: 'darwin', arch: 'arm64' } },
    'no archive is for this runner, darwin/arm64 (there are: linux/arm64, linux/amd64)',
  ],
  ['nobody says which program', { archives: two }, `${unclear}; try service: migrate`],
])('skipped, with the reason, where %s', (_, more, reason) => {
  expect(planRehearsal(wish(more))).toEqual({ done: false, reason });
});

test.each<[string, Partial<RehearsalWish<Rehearsable>>]>([
  [unclear, { archives: two, given: new Set(['health-path']) }],
  ['service names "x", but the archive has only notes', { service: { ...service, service: 'x' } }],
])('refused: %s', (happened, more) => {
  try {
    planRehearsal(wish(more));
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect([error.facts.happened, error.facts.code]).toEqual([happened, 'service']);
  }
});

test.each([
  [
    [],
    'auto',
    false,
    'health-path, survive-write, survive-read or rehearse: true make it a failure',
  ],
  [['health-path'], 'auto', true, 'health-path is given'],
  [['survive-read', 'survive-write'], 'auto', true, 'survive-write, survive-read are given'],
  [['soak'], 'true', true, 'rehearse: true'],
])('with %j and rehearse %s it is strict: %s', (given, rehearse, strict, because) => {
  expect(decideStrictness(new Set(given), rehearse)).toEqual({ strict, because });
});

test('the plan is printed without values that may be secret', () => {
  const request = wish({
    rehearse: { ...asked, env: { DSN: 'secret' } },
    service: { ...service, args: ['serve', '--key=secret'], health: { kind: 'path', path: '/up' } },
    given: new Set(['health-path']),
  });
  const result = planRehearsal(request);
  if (!result.done) throw new Error(result.reason);
  expect(describePlan(result.value, request)).toEqual([
    'archive: notes-linux-amd64.tar.gz (linux/amd64, as this runner)',
    'service: notes (only program), with 2 of service-args',
    'health: /up',
    'rehearse-env: DSN (values not shown)',
    'start 1: ready 3 times in a row, 1.0 s apart, soak of 10.0 s, write (POST /notes), read (GET /notes), SIGKILL',
    'start 2: ready once, read (GET /notes), SIGTERM with a request in flight',
    'start 3: ready once, read (GET /notes), SIGTERM',
    'a missing health route, a program that is no service, a service outside or a setting that is not there: a failure, as health-path is given',
  ]);
});
