import { describe, expect, test } from 'vitest';
import { planPause, readChance } from '../../../src/domain/remote/attempts.ts';
import { connectFailure } from '../../../src/domain/remote/connect-trouble.ts';
import { explainLoss, explainSilence } from '../../../src/domain/remote/contact.ts';

const address = { user: 'deploy', host: 'h', port: 22 };
const look =
  'check the host and the port in deploy-hosts, that sshd runs there, and that a firewall lets the runner in';
const banned =
  'where it worked before, the server may have banned the runner for a while (fail2ban, MaxStartups)';
const log = "look into the server's log for the reason: journalctl -u ssh";
const ssh = { before: '', name: 'SSH-2.0-x' };
const error = (code: string | number, message = 'x') =>
  ({ kind: 'broken', error: { code, message } }) as const;

describe('an attempt that failed', () => {
  test.each([
    [
      { kind: 'timed-out', after: 20_000 },
      'no answer came within 20.0 s',
      [look, banned],
      true,
      undefined,
    ],
    [
      { kind: 'timed-out', after: 500, hello: { before: '' } },
      'the port was open, and nothing there spoke SSH within 500 ms',
      [look, banned],
      true,
      undefined,
    ],
    [
      { kind: 'timed-out', after: 500, hello: ssh },
      'the log-in did not end within 500 ms',
      [look, banned],
      true,
      undefined,
    ],
    [
      error('ECONNREFUSED'),
      'the connection was refused: nothing listens on that port',
      [look, banned],
      true,
      undefined,
    ],
    [
      error('EAI_AGAIN'),
      'its name could not be looked up just now',
      [look, banned],
      true,
      undefined,
    ],
    [
      error('ENOTFOUND'),
      'no such name is known',
      ['check the host in deploy-hosts, or give its IP address'],
      false,
      undefined,
    ],
    [
      { kind: 'closed', hello: { before: '' } },
      'it closed the connection before it spoke SSH',
      [look, banned],
      true,
      undefined,
    ],
    [
      { kind: 'closed', hello: { before: 'Exceeded MaxStartups\u0007' } },
      'it closed the connection before it spoke SSH',
      [look, banned],
      true,
      String.raw`Exceeded MaxStartups\u0007`,
    ],
    [
      { kind: 'closed', hello: ssh },
      'it closed the connection during the log-in',
      [log, banned],
      true,
      undefined,
    ],
    [
      { ...error('ECONNRESET'), hello: { before: 'Exceeded MaxStartups' } },
      'it closed the connection before it spoke SSH',
      [look, banned],
      true,
      'Exceeded MaxStartups',
    ],
    [
      { ...error('EPIPE'), hello: ssh },
      'it closed the connection during the log-in',
      [log, banned],
      true,
      undefined,
    ],
    [error('EPROTO'), 'the connection broke (EPROTO)', [look, banned], true, undefined],
    [
      { ...error('ECONNRESET'), hello: ssh },
      'the connection was reset',
      [look, banned],
      true,
      undefined,
    ],
    [
      { kind: 'broken', error: { message: 'bad' }, hello: { before: 'HTTP/1.1 400' } },
      'what listens there does not speak SSH',
      [look],
      false,
      'HTTP/1.1 400',
    ],
  ] as const)('%j', (...[trouble, happened, attempt, mayPass, said]) => {
    const { failure, mayPass: may } = connectFailure(address, trouble);
    expect(may).toBe(mayPass);
    expect(failure.facts).toEqual({
      doing: 'connecting to deploy@h',
      happened,
      attempt,
      code: 'ssh-unreachable',
      ...(said === undefined ? {} : { details: { 'it said': said } }),
    });
  });

  test.each([
    [
      { kind: 'broken', error: { message: 'Invalid MAC\nx' }, hello: ssh },
      'what arrived could not be read as SSH: Invalid MAC',
      [look],
      'ssh-protocol',
      true,
    ],
    [
      { kind: 'mismatch', mismatch: { part: 'cipher', offered: ['aes128-cbc', '3des-cbc'] } },
      'it offers no cipher that gin-ship accepts (none with SHA-1, none in CBC mode); it has aes128-cbc, 3des-cbc',
      ['bring its OpenSSH up to date (7.2 or newer), or allow newer algorithms in its sshd_config'],
      'ssh-algorithms',
      false,
    ],
    [
      { kind: 'no-passage', jump: { ...address, host: 'j' }, forbidden: true },
      'deploy@j forbids to go on from there',
      ['allow it in the sshd_config of the jump host: AllowTcpForwarding yes, and PermitOpen'],
      'ssh-jump',
      false,
    ],
    [
      { kind: 'no-passage', jump: { ...address, host: 'j' }, forbidden: false },
      'deploy@j could not reach it',
      ['check from the jump host that the host and the port in deploy-hosts answer'],
      'ssh-jump',
      true,
    ],
  ] as const)('has its own code: %j', (...[trouble, happened, attempt, code, mayPass]) => {
    const { failure, mayPass: may } = connectFailure(address, trouble);
    expect(may).toBe(mayPass);
    expect(failure.facts).toEqual({ doing: 'connecting to deploy@h', happened, attempt, code });
  });
});

test.each([
  [{ code: 'ECONNRESET', message: 'x' }, 'the connection was reset'],
  [{ code: 'EPIPE', message: 'x' }, 'the connection was reset'],
  [{ code: 'ETIMEDOUT', message: 'x' }, 'the connection timed out'],
  [{ code: 2, message: 'Go\naway' }, 'the server ended the connection: Go'],
  [{ code: 'EPROTO', message: 'x' }, 'the connection broke (EPROTO)'],
  [{ code: 'constructor', message: 'x' }, 'what arrived could not be read as SSH: x'],
  [{ message: '::error::x' }, 'what arrived could not be read as SSH: | ::error::x'],
])('contact lost by %j is told', (found, words) => {
  expect(explainLoss(found)).toBe(words);
});

test('silence is told', () => {
  expect(explainSilence(30)).toBe('nothing was heard from the server for 30 s');
});

test('pauses double up to 15 s, each between half of it and half as much again', () => {
  const pauses = (chance: number): readonly number[] =>
    [1, 2, 3, 4, 5, 6].map((n) => planPause(n, chance));
  expect(pauses(0)).toEqual([500, 1000, 2000, 4000, 7500, 7500]);
  expect(pauses(0.5)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect(pauses(1)).toEqual([1500, 3000, 6000, 12_000, 22_500, 22_500]);
});

test('chance is read from random bytes', () => {
  expect(['00000000', 'ffffffff', '80000000'].map(readChance)).toEqual([
    0,
    1,
    expect.closeTo(0.5, 5),
  ]);
});
