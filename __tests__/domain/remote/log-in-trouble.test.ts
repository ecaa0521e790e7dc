import { describe, expect, test } from 'vitest';
import { explainAttempt } from '../../../src/domain/remote/failed-attempt.ts';
import { allHostKeyAlgorithms } from '../../../src/domain/remote/host-key.ts';
import { logInFailure } from '../../../src/domain/remote/log-in-trouble.ts';

const address = { user: 'deploy', host: 'h', port: 22 };

describe('a log-in that failed', () => {
  const shown = { type: 'ssh-ed25519', key: 'AAAA', fingerprint: 'SHA256:abc' };
  const file = 'the file .ssh/authorized_keys of deploy on the server';
  const rights =
    'only deploy may be able to write to that file and its folders; sshd says what it dislikes: journalctl -u ssh';
  test.each([
    [
      { kind: 'refused', shown, methods: ['publickey'] },
      'the server refused the key',
      [`add this line to ${file}:\nssh-ed25519 AAAA gin-ship`, rights],
      'ssh-auth',
      { 'the key': 'ssh-ed25519 SHA256:abc' },
    ],
    [
      { kind: 'refused', methods: ['password', 'keyboard-interactive'] },
      'the server refused every key of the agent; it lets people in by password, keyboard-interactive only',
      [`add the public key to ${file}`, rights],
      'ssh-auth',
      undefined,
    ],
    [
      { kind: 'more-wanted', methods: ['password'] },
      'the server took the key and wants more: password',
      ['let deploy log in with a key alone: AuthenticationMethods publickey in sshd_config'],
      'ssh-auth',
      undefined,
    ],
    [
      { kind: 'sha-1' },
      'the server takes signatures of an RSA key with SHA-1 only',
      ['use an Ed25519 key: ssh-keygen -t ed25519', 'bring its OpenSSH up to date (7.2 or newer)'],
      'ssh-auth',
      undefined,
    ],
    ...(['silent', 'empty', 'unwilling'] as const).map(
      (how, at) =>
        [
          { kind: 'agent', socket: '/run/agent', how },
          `the agent at /run/agent ${['does not answer', 'holds no keys', 'would not sign'][at]}`,
          ['start an agent and load the key in a step before, or give the key as ssh-key'],
          'ssh-agent',
          undefined,
        ] as const,
    ),
    [
      { kind: 'ended', words: 'Too many\u0007 failures' },
      String.raw`the server ended the connection: Too many\u0007 failures`,
      ['where the agent holds many keys, give the one that fits as ssh-key'],
      'ssh-auth',
      undefined,
    ],
  ] as const)('%j', (...[trouble, happened, attempt, code, details]) => {
    expect(logInFailure(address, trouble).facts).toEqual({
      doing: 'logging in to deploy@h',
      happened,
      attempt,
      code,
      ...(details === undefined ? {} : { details }),
    });
  });
});

describe('of all that was seen of an attempt', () => {
  const key = { type: 'ssh-ed25519', key: 'AAAA', fingerprint: 'SHA256:abc' };
  const accepted = { key, decision: { kind: 'accepted', line: 1 } } as const;
  const old = { kex: ['x'], hostKeys: ['ssh-ed25519'], ciphers: [], macs: [] };
  const all = {
    algorithms: allHostKeyAlgorithms,
    seen: { key, decision: { kind: 'unknown' } },
    logIn: { kind: 'sha-1' },
    hello: { before: '', name: 'SSH-2.0-x', offer: old },
    error: { code: 'ECONNRESET', message: 'x' },
    late: 5,
  } as const;
  const { seen: _seen, ...unseen } = all;
  const { logIn: _logIn, ...silent } = all;
  const { seen: _, ...blind } = silent;
  const modern = { ...old, kex: ['curve25519-sha256'], ciphers: ['aes128-gcm@openssh.com'] };
  const sha1Keys = {
    ...blind,
    hello: { ...all.hello, offer: { ...modern, hostKeys: ['ssh-rsa'] } },
  };
  const disconnect = { code: 2, message: 'Too many' };
  const { late: _late, ...timely } = { ...silent, seen: accepted };
  test.each([
    ['a host key that was refused', all, 'ssh-host-key', 'final'],
    ['a log-in that was refused', { ...all, seen: accepted }, 'ssh-auth', 'final'],
    ['a log-in that was refused, no key seen', unseen, 'ssh-auth', 'final'],
    ['algorithms that do not fit', blind, 'ssh-algorithms', 'final'],
    ['host keys that do not fit', sha1Keys, 'ssh-algorithms', 'host-key'],
    ['the time', { ...silent, seen: accepted }, 'ssh-unreachable', 'may-pass'],
    ['what the line did', timely, 'ssh-unreachable', 'may-pass'],
    ['what the server said at the end', { ...timely, error: disconnect }, 'ssh-auth', 'final'],
    [
      'a server that ends before it shows a key',
      { algorithms: [], error: disconnect },
      'ssh-protocol',
      'may-pass',
    ],
    ['a connection that was closed', { algorithms: [] }, 'ssh-unreachable', 'may-pass'],
  ] as const)('it is told by %s', (...[, attempt, code, why]) => {
    const explained = explainAttempt(address, attempt);
    expect([explained.failure.facts.code, explained.why]).toEqual([code, why]);
  });
});
