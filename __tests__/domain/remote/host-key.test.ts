import { describe, expect, test } from 'vitest';
import {
  allHostKeyAlgorithms,
  decideHostKey,
  findHostLines,
  planHostKeyAlgorithms,
} from '../../../src/domain/remote/host-key.ts';
import { hostKeyFailure } from '../../../src/domain/remote/host-key-trouble.ts';
import { parseKnownHosts } from '../../../src/domain/remote/known-hosts.ts';
import { fakeKey, hashName, hashed } from './keys.ts';

const ed = fakeKey('ssh-ed25519');
const other = fakeKey('ssh-ed25519', 2);
const rsa = fakeKey('ssh-rsa');
const seen = { type: 'ssh-ed25519', key: ed, fingerprint: 'SHA256:abc' };
const on = (host: string, port = 22): { user: string; host: string; port: number } => ({
  user: 'deploy',
  host,
  port,
});

function find(lines: readonly string[], address = on('h')): ReturnType<typeof findHostLines> {
  const { hosts, problems } = parseKnownHosts(lines.join('\n'));
  expect(problems).toEqual([]);
  return findHostLines(hosts, address, hashName);
}

describe('the key of a server', () => {
  test.each([
    ['is accepted where a line has it', [`h ssh-ed25519 ${ed}`], { kind: 'accepted', line: 1 }],
    [
      'is accepted where one of several lines has it',
      [`h ssh-ed25519 ${other}`, `h,g ssh-ed25519 ${ed}`],
      { kind: 'accepted', line: 2 },
    ],
    [
      'is accepted by a hashed line',
      [`${hashed('h')} ssh-ed25519 ${ed}`],
      { kind: 'accepted', line: 1 },
    ],
    ['is unknown without a line', [`g ssh-ed25519 ${ed}`], { kind: 'unknown' }],
    ['is unknown where a pattern says no', [`*,!h ssh-ed25519 ${ed}`], { kind: 'unknown' }],
    [
      'has changed where lines have other keys of its type',
      [`h ssh-ed25519 ${other}`, `h ssh-rsa ${rsa}`, `* ssh-ed25519 ${fakeKey('ssh-ed25519', 3)}`],
      { kind: 'changed', lines: [1, 3] },
    ],
    [
      'is of another type where lines have none of its type',
      [`h ssh-rsa ${rsa}`, `h ssh-rsa ${fakeKey('ssh-rsa', 2)}`],
      { kind: 'other-type', types: ['ssh-rsa'], lines: [1, 2] },
    ],
    [
      'is revoked, whatever other lines say',
      [`h ssh-ed25519 ${ed}`, `@revoked * ssh-ed25519 ${ed}`],
      { kind: 'revoked', line: 2 },
    ],
    [
      'is not revoked by a line for another key',
      [`@revoked * ssh-ed25519 ${other}`, `h ssh-ed25519 ${ed}`],
      { kind: 'accepted', line: 2 },
    ],
    [
      'cannot be checked against an authority',
      [`@cert-authority * ssh-ed25519 ${ed}`],
      { kind: 'only-authority', lines: [1] },
    ],
    [
      'is checked against the keys beside an authority',
      [`@cert-authority * ssh-rsa ${rsa}`, `h ssh-ed25519 ${ed}`],
      { kind: 'accepted', line: 2 },
    ],
  ])('%s', (_, lines, decision) => {
    expect(decideHostKey(find(lines), seen)).toEqual(decision);
  });

  test.each([
    [
      'is accepted by a line with the port',
      [`[h]:2222 ssh-ed25519 ${ed}`],
      { kind: 'accepted', line: 1 },
    ],
    [
      'is accepted by a line without a port',
      [`h ssh-ed25519 ${ed}`],
      { kind: 'accepted', line: 1 },
    ],
    [
      'has not changed where only a line without a port differs',
      [`h ssh-ed25519 ${other}`],
      { kind: 'unknown' },
    ],
    [
      'has changed where the line with the port differs, whatever that without says',
      [`[h]:2222 ssh-ed25519 ${other}`, `h ssh-ed25519 ${ed}`],
      { kind: 'changed', lines: [1] },
    ],
    [
      'is revoked by a line without a port',
      [`@revoked h ssh-ed25519 ${ed}`],
      { kind: 'revoked', line: 1 },
    ],
    [
      'is unknown with a line for another port',
      [`[h]:2223 ssh-ed25519 ${ed}`],
      { kind: 'unknown' },
    ],
  ])('on a port of its own %s', (_, lines, decision) => {
    expect(decideHostKey(find(lines, on('h', 2222)), seen)).toEqual(decision);
  });
});

describe('the signatures that are asked for', () => {
  test.each([
    [[`h ssh-rsa ${rsa}`], ['rsa-sha2-512', 'rsa-sha2-256']],
    [
      [`h ssh-rsa ${rsa}`, `h ssh-ed25519 ${ed}`],
      ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256'],
    ],
    [
      [`h ecdsa-sha2-nistp384 ${fakeKey('ecdsa-sha2-nistp384')}`, `@revoked h ssh-rsa ${rsa}`],
      ['ecdsa-sha2-nistp384'],
    ],
    [[], allHostKeyAlgorithms],
    [[`h ssh-dss ${fakeKey('ssh-dss')}`], allHostKeyAlgorithms],
    [[`@cert-authority h ssh-rsa ${rsa}`], allHostKeyAlgorithms],
  ])('for %j', (lines, names) => {
    expect(planHostKeyAlgorithms(find(lines))).toEqual(names);
  });

  test('are of the line without a port where no line has the port', () => {
    const lines = [`h ssh-rsa ${rsa}`, `[h]:23 ssh-ed25519 ${ed}`];
    const plan = (port: number): readonly string[] =>
      planHostKeyAlgorithms(find(lines, on('h', port)));
    expect([plan(22), plan(23), plan(24)]).toEqual([
      ['rsa-sha2-512', 'rsa-sha2-256'],
      ['ssh-ed25519'],
      ['rsa-sha2-512', 'rsa-sha2-256'],
    ]);
  });

  test('never use SHA-1', () => {
    expect(allHostKeyAlgorithms).toEqual([
      'ssh-ed25519',
      'ecdsa-sha2-nistp256',
      'ecdsa-sha2-nistp384',
      'ecdsa-sha2-nistp521',
      'rsa-sha2-512',
      'rsa-sha2-256',
    ]);
  });
});

const compare =
  'compare SHA256:abc with what the server itself says on its console, or where the provider shows it, not over this connection: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub';
const add = `where they are the same, add this line to known-hosts:\n[h]:2222 ssh-ed25519 ${ed}`;

test.each([
  [
    { kind: 'unknown' },
    'known-hosts has no key for this server, so it may be any machine',
    [compare, add],
  ],
  [
    { kind: 'other-type', types: ['ssh-rsa'], lines: [4] },
    'known-hosts has ssh-rsa for this server (line 4), and it shows ssh-ed25519',
    [compare, add],
  ],
  [
    { kind: 'changed', lines: [2, 3] },
    'its key is not the one in known-hosts (lines 2, 3): another machine may be answering in its place',
    [
      'deploy nothing before it is clear why the key changed: was the server installed anew, or the address given to another?',
      compare,
      `where they are the same, put this in the place of lines 2, 3:\n[h]:2222 ssh-ed25519 ${ed}`,
    ],
  ],
  [
    { kind: 'revoked', line: 9 },
    'its key is revoked in known-hosts (line 9)',
    [
      'give the server new host keys, and put the new key into known-hosts; keep the line that revokes the old one',
    ],
  ],
  [
    { kind: 'only-authority', lines: [1] },
    'known-hosts has only @cert-authority for it (line 1), and gin-ship cannot check the certificates of hosts',
    [compare, add],
  ],
] as const)('for %j is said what happened and what to try', (trouble, happened, attempt) => {
  expect(hostKeyFailure(on('h', 2222), seen, trouble).facts).toEqual({
    doing: 'connecting to deploy@h:2222',
    happened,
    attempt,
    details: { 'its key': 'ssh-ed25519 SHA256:abc' },
    code: 'ssh-host-key',
  });
});
