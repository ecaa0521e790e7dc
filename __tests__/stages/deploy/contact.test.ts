import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { createSecret } from '../../../src/domain/inputs/inputs.ts';
import type { ConnectRequest, Remote } from '../../../src/ports-remote.ts';
import { readAccess } from '../../../src/stages/deploy/access.ts';
import { askFacts } from '../../../src/stages/deploy/ask-facts.ts';
import { askHost } from '../../../src/stages/deploy/ask-host.ts';
import { connect } from '../../../src/stages/deploy/connect.ts';
import { tellerOf } from '../../../src/stages/deploy/teller.ts';
import { standardDeploy } from '../../domain/inputs/deploy-defaults.ts';
import { ended } from '../../fakes/remote.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { access, address, helper, meet, server } from './setting.ts';

const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIB2hqt6ibHtqsGEqZyy3RIHsBMNQ1ooTuS9cvBw3jtDi';
const to = { ...standardDeploy.to, knownHosts: `203.0.113.7 ssh-ed25519 ${key}` };

function read(wish: Partial<typeof to & { key: ReturnType<typeof createSecret> }>, env = {}) {
  using world = fakeWorld({ runner: { env } });
  const found = readAccess(world, { ...to, ...wish });
  return { found, lines: world.recorded.lines };
}

test('a key is taken before an agent, and known hosts as they are', () => {
  const { found, lines } = read({ key: createSecret('the key') }, { SSH_AUTH_SOCK: '/run/agent' });
  expect(found).toEqual({
    identity: { kind: 'key', key: 'the key' },
    hostKeys: {
      kind: 'known',
      hosts: {
        lines: [
          {
            line: 1,
            mark: 'key',
            names: { kind: 'patterns', patterns: ['203.0.113.7'] },
            type: 'ssh-ed25519',
            key,
          },
        ],
      },
    },
    timeout: 20_000,
    attempts: 5,
  });
  expect(lines).toEqual([]);
});

test('an agent is taken where there is no key', () => {
  const { found } = read({}, { SSH_AUTH_SOCK: '/run/agent' });
  expect(found.identity).toEqual({ kind: 'agent', socket: '/run/agent' });
});

test.each([
  [{}, {}, 'ssh-key'],
  [{ knownHosts: 'nothing that is a key' }, { SSH_AUTH_SOCK: '/a' }, 'known-hosts'],
])('what is missing is refused: %o', (wish, env, code) => {
  expect(() => read(wish, env)).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ code }) as unknown }) as Error,
  );
});

test('a line of known hosts that cannot be read is told, and passed over', () => {
  const { lines } = read(
    { knownHosts: `${to.knownHosts}\n203.0.113.8 ssh-rsa` },
    { SSH_AUTH_SOCK: '/a' },
  );
  expect(lines).toEqual([
    'warning: known-hosts: line 2 has no key (a line is: host, type, key): "203.0.113.8 ssh-rsa"; it is passed over',
  ]);
});

test('host keys that are not compared are warned of, before and with what was shown', async () => {
  const { found, lines } = read(
    { insecureSkipHostKey: true, knownHosts: '' },
    { SSH_AUTH_SOCK: '/a' },
  );
  expect(found.hostKeys).toEqual({ kind: 'any' });
  expect(lines).toEqual([
    'warning: insecure-skip-host-key: any server that answers is taken for the right one',
  ]);
  const there = meet();
  await connect(there.fake.remote, {
    address,
    access: { ...access, hostKeys: { kind: 'any' } },
    tell: there.tell,
  });
  expect(there.lines).toEqual([
    'warning: connected to deploy@203.0.113.7; its key ssh-ed25519 SHA256:abc was not compared',
  ]);
});

test('each new attempt and the jump host are told', async () => {
  const there = meet();
  const asked: ConnectRequest[] = [];
  const remote: Remote = {
    async connect(request) {
      asked.push(request);
      request.onRetry?.({ attempt: 2, problem: 'refused', pause: 1200 });
      return there.fake.remote.connect(request);
    },
  };
  const jump = { user: 'hop', host: 'bastion', port: 2222 };
  await connect(remote, { address, access: { ...access, jump }, tell: there.tell });
  expect(asked).toMatchObject([{ to: address, jump, attempts: 3, timeout: 1000 }]);
  expect(there.lines).toEqual([
    'info: not connected: refused; attempt 2 of 3 in 1.2 s',
    'info: connected to deploy@203.0.113.7 through hop@bastion:2222; its key ssh-ed25519 SHA256:abc is the one in known-hosts',
  ]);
});

test('whoever asks while it is being connected gets the same connection, and none after the end', async () => {
  const there = meet();
  const [one, two] = await Promise.all([there.contact.connection(), there.contact.connection()]);
  expect(one).toBe(two);
  expect(there.fake.asked).toEqual(['connect']);
  await there.contact.close();
  await expect(there.contact.connection()).rejects.toMatchObject({
    facts: { code: 'ssh-closed' },
  });
});

const command = { doing: 'asking', line: "sh -c 'x' check 1", timeout: 1000 };

test('a command whose contact is lost again and again is given up after three times', async () => {
  const there = meet({ meet: () => 'lost-before' });
  await expect(askHost(there.contact, command)).rejects.toMatchObject({
    facts: { code: 'ssh-lost', happened: 'contact was lost: the connection was reset' },
  });
  expect(there.fake.asked.filter((what) => what === 'connect')).toHaveLength(3);
});

test('why there is no contact after a loss does not hide that it may have been run', async () => {
  const shut = new Failure({
    ...{ doing: 'logging in', happened: 'the server refused the key', code: 'ssh-auth' },
    attempt: ['add the key'],
  });
  const there = meet({
    connect: (nth) => (nth > 1 ? shut : undefined),
    meet: () => 'lost-after',
  });
  await expect(askHost(there.contact, command)).rejects.toMatchObject({
    facts: {
      code: 'ssh-lost',
      happened: 'contact was lost: the connection was reset; then: the server refused the key',
      attempt: [
        'add the key',
        'run it again; what it has begun on the server is finished or undone there',
      ],
      cause: shut,
    },
  });
});

test('nor does a server that will not run it once more', async () => {
  const full = { kind: 'refused', problem: 'the server allows no more sessions' } as const;
  const there = meet({ meet: (_, nth) => (nth === 1 ? 'lost-after' : full) });
  await expect(askHost(there.contact, command)).rejects.toMatchObject({
    facts: {
      code: 'ssh-lost',
      happened:
        'contact was lost: the connection was reset; then: the server allows no more sessions',
    },
  });
});

test.each([
  [{ kind: 'refused', problem: 'the server allows no more sessions' }, 'ssh-refused'],
  [{ kind: 'timed-out', stdout: 'half', stderr: '' }, 'ssh-timeout'],
  [{ kind: 'ended', signal: 'KILL', stdout: '', stderr: 'oops' }, 'ssh-signal'],
] as const)('a command that did not end by itself is not tried again: %o', async (end, code) => {
  const there = meet({ meet: () => end });
  await expect(askHost(there.contact, command)).rejects.toMatchObject({ facts: { code } });
  expect(there.fake.asked).toEqual(['connect', 'check']);
});

test('facts that are cut off fail with what the server said, made plain', async () => {
  const there = meet({
    meet: () => ended('::add-mask::x\n', 127, '\u001B[31mThis account is \u202Enot available\n'),
  });
  const asking = askFacts(there.contact, { server, helper, asked: { name: 'notes' }, needs: [] });
  await expect(asking).rejects.toMatchObject({
    facts: {
      doing: 'asking deploy@203.0.113.7 what is there',
      happened: expect.stringContaining('(exit code 127)') as string,
      output: String.raw`\u001b[31mThis account is \u202enot available`,
      code: 'deploy-facts',
    },
  });
});

test('the arguments of the facts are quoted, and the script goes through standard input', async () => {
  const there = meet();
  await askFacts(there.contact, {
    ...{ server, helper, needs: [] },
    asked: { name: 'notes', envFile: "/etc/it's $(here)" },
  });
  expect(there.fake.lines[0]).toContain(String.raw`'env-file=/etc/it'\''s $(here)'`);
  expect(there.fake.inputs.get('facts')).toContain("way_ask '#!/bin/sh'");
});

test('a line is told for its server, and is one line', () => {
  using world = fakeWorld();
  const tell = tellerOf(world.log, 'web1');
  tell.info('::error::x\n\u001B[1m');
  tell.warning('careful');
  expect(world.recorded.lines).toEqual([
    String.raw`info: web1: ::error::x\u000a\u001b[1m`,
    'warning: web1: careful',
  ]);
});
