import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findHostLines } from '../../../src/domain/remote/host-key.ts';
import { parseKnownHosts } from '../../../src/domain/remote/known-hosts.ts';
import { keygen } from '../../servers/sshd.ts';
import { fakeKey, hashName } from './keys.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-known-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The numbers of the lines in which ssh-keygen finds a host. */
function found(file: string, name: string): readonly number[] {
  try {
    const said = keygen(['-F', name, '-f', file]);
    return [...said.matchAll(/^# Host .* found: line (\d+)/gm)].map(([, line]) => Number(line));
  } catch {
    return [];
  }
}

const key = (type: string): string => `${type} ${fakeKey(type)}`;
const text = [
  `example.org,203.0.113.7 ${key('ssh-ed25519')}`,
  `*.example.org,!secret.example.org ${key('ssh-rsa')}`,
  `[example.org]:2222 ${key('ssh-ed25519')}`,
  `?.b ${key('ssh-ed25519')}`,
  `@revoked *.example.org ${key('ssh-ed25519')}`,
  `UPPER.example.org ${key('ssh-ed25519')}`,
  `::1 ${key('ssh-ed25519')}`,
  `[::1]:2222 ${key('ssh-ed25519')}`,
  '',
].join('\n');
const hosts = [
  'example.org',
  '203.0.113.7',
  'a.example.org',
  'secret.example.org',
  'a.b',
  'ab.b',
  '::1',
];

test.each(['plain', 'hashed'])('ssh-keygen finds the same lines, %s', (form) => {
  const file = join(folder, form);
  writeFileSync(file, text);
  if (form === 'hashed') keygen(['-H', '-f', file]);
  const { hosts: known, problems } = parseKnownHosts(readFileSync(file, 'utf8'));
  expect(problems).toEqual([]);
  expect(known.lines.some(({ names }) => names.kind === 'hashed')).toBe(form === 'hashed');
  const cases = [...hosts, 'upper.example.org', 'nowhere'].flatMap((host) => [
    { host, port: 22, name: host },
    { host, port: 2222, name: `[${host}]:2222` },
  ]);
  const ours = cases.map(({ host, port, name }) => {
    const { own } = findHostLines(known, { user: 'a', host, port }, hashName);
    return [name, own.map(({ line }) => line)] as const;
  });
  expect(ours).toEqual(cases.map(({ name }) => [name, found(file, name)]));
  expect(ours.flatMap(([, lines]) => lines).length).toBeGreaterThan(8);
});
