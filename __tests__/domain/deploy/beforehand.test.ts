import { expect, test } from 'vitest';
import { beforehandFailure } from '../../../src/domain/deploy/beforehand.ts';
import { objectionEnding, submitEnding } from '../../../src/domain/deploy/submit-ending.ts';
import { Failure } from '../../../src/domain/failure.ts';

const what = { command: 'deploy', name: 'notes' } as const;
const silent = new Failure({
  doing: 'connecting to deploy@web1',
  happened: 'no answer came within 20 s',
  attempt: ['check the host'],
  code: 'ssh-unreachable',
});
const full = new Failure({
  doing: 'looking whether notes can go on deploy@web2',
  happened: 'the disk is full',
  details: { '/opt': '2 MiB free' },
  output: 'first line\nsecond line\n',
  attempt: ['make room', 'check the host'],
  code: 'deploy-room',
});

test('nothing that stands against it is no failure', () => {
  expect(beforehandFailure(what, [], false)).toBeUndefined();
});

test('once something was begun the endings tell', () => {
  expect(beforehandFailure(what, [{ server: 'deploy@web1', error: silent }], true)).toBeUndefined();
});

test('of one server it is told as it is', () => {
  expect(beforehandFailure(what, [{ server: 'deploy@web1', error: silent }], false)).toBe(silent);
});

test('the server is named where the failure itself does not', () => {
  const error = new Failure({ doing: 'choosing what to roll back to', happened: 'there is none' });
  expect(beforehandFailure(what, [{ server: 'deploy@web1', error }], false)?.message).toBe(
    'choosing what to roll back to on deploy@web1: there is none',
  );
});

test('of several all is told, each with its own', () => {
  const objections = [
    { server: 'deploy@web1', error: silent },
    { server: 'deploy@web2', error: full },
  ];
  const failure = beforehandFailure(what, objections, false);
  expect(failure?.facts.code).toBe('deploy-refused');
  expect(failure?.message)
    .toBe(`deploying notes: 2 servers stand against it; nothing was changed on any
  | connecting to deploy@web1: no answer came within 20 s
  | looking whether notes can go on deploy@web2: the disk is full
  |   /opt: 2 MiB free
  |   first line
  |   second line
Try:
  - check the host
  - make room`);
});

test('what is no failure of the user is thrown as it is', () => {
  const bug = new TypeError('x is not a function');
  expect(() => beforehandFailure(what, [{ server: 'deploy@web1', error: bug }], false)).toThrow(
    bug,
  );
});

const failureOf = (code: string): Failure =>
  new Failure({ doing: 'submitting', happened: 'it did not come to that', code });

test.each([
  ['deploy-busy', { kind: 'busy', reason: 'it did not come to that' }],
  ['deploy-left', { kind: 'skipped', reason: 'it did not come to that' }],
  ['deploy-stale', { kind: 'stale', reason: 'it did not come to that' }],
  ['helper-refused', { kind: 'refused', reason: 'it did not come to that' }],
  ['ssh-auth', { kind: 'refused', reason: 'it did not come to that' }],
  ['ssh-lost', { kind: 'unknown', problem: 'it did not come to that' }],
  ['ssh-unreachable', { kind: 'unknown', problem: 'it did not come to that' }],
  ['helper-answer', { kind: 'unknown', problem: 'it did not come to that' }],
])('a plan that could not be handed over, with %s', (code, ending) => {
  expect(submitEnding(failureOf(code))).toEqual(ending);
});

test('before that, a lost server was not touched', () => {
  expect(objectionEnding(failureOf('ssh-lost'))).toEqual({
    kind: 'refused',
    reason: 'it did not come to that',
  });
  expect(submitEnding(new TypeError('x\n  at y'))).toEqual({
    kind: 'unknown',
    problem: 'TypeError: x',
  });
});
