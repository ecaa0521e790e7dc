import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAgent } from '../../../src/adapters/ssh/agent.ts';
import { planLogIn, readCredentials } from '../../../src/adapters/ssh/credentials.ts';
import type { LogInTrouble } from '../../../src/domain/remote/log-in-trouble.ts';
import { withTime } from '../../fixtures/no-clock.ts';
import { findProgram } from '../../servers/data-server.ts';
import { type Sshd, makeKey, startSshd } from '../../servers/sshd.ts';
import { connectTo, factsOf, untilThere } from './connect.ts';

let server: Sshd;
beforeAll(async () => {
  server = await startSshd();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Agent extends AsyncDisposable {
  readonly socket: string;
  readonly child: ChildProcess;
}

/** A real ssh-agent that holds these keys. */
async function startAgent(files: readonly string[]): Promise<Agent> {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-agent-'));
  const socket = join(folder, 'socket');
  const program = findProgram('ssh-agent', 'openssh-client');
  const child = spawn(program, ['-D', '-a', socket], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await untilThere(socket);
  const env = { SSH_AUTH_SOCK: socket, PATH: '/usr/bin:/bin' };
  for (const file of files) execFileSync('ssh-add', ['-q', file], { env, stdio: 'pipe' });
  return {
    socket,
    child,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function rsaKey(name: string): string {
  const file = makeKey(server.folder, name, ['-t', 'rsa', '-b', '2048']);
  appendFileSync(join(server.folder, 'authorized_keys'), readFileSync(`${file}.pub`));
  return file;
}

describe('an agent', () => {
  test.each(['ed25519', 'rsa'])('logs in with its %s key', async (type) => {
    const file = type === 'rsa' ? rsaKey('agent-rsa') : server.keyFile;
    await using agent = await startAgent([file]);
    const identity = { kind: 'agent', socket: agent.socket } as const;
    await using there = await connectTo(server, { identity });
    const end = await there.run({ line: 'echo in', timeout: 120_000 });
    expect(end).toEqual({ kind: 'ended', code: 0, stdout: 'in\n', stderr: '' });
  });

  test('logs in with the second of its keys', async () => {
    const other = makeKey(server.folder, 'agent-other', ['-t', 'ed25519']);
    await using agent = await startAgent([other, server.keyFile]);
    const identity = { kind: 'agent', socket: agent.socket } as const;
    await using there = await connectTo(server, { identity });
    expect(there.lost()).toBeUndefined();
  });

  test('whose keys are all refused is told', async () => {
    const other = makeKey(server.folder, 'agent-refused', ['-t', 'ed25519']);
    await using agent = await startAgent([other]);
    const identity = { kind: 'agent', socket: agent.socket } as const;
    const { happened, code } = await factsOf(connectTo(server, { identity, attempts: 5 }));
    expect([happened, code]).toEqual(['the server refused every key of the agent', 'ssh-auth']);
  });

  test('with more keys than the server tries is told so, and not tried again', async () => {
    const files = Array.from({ length: 8 }, (_, at) =>
      makeKey(server.folder, `many${at}`, ['-t', 'ed25519']),
    );
    await using agent = await startAgent(files);
    const identity = { kind: 'agent', socket: agent.socket } as const;
    const told: number[] = [];
    const { happened, attempt, code } = await factsOf(
      connectTo(server, { identity, attempts: 5, onRetry: (more) => told.push(more.attempt) }),
    );
    expect([happened, code, told]).toEqual([
      'the server ended the connection: Too many authentication failures',
      'ssh-auth',
      [],
    ]);
    expect(attempt).toEqual(['where the agent holds many keys, give the one that fits as ssh-key']);
  });

  test.each([
    ['holds no keys', 'holds no keys'],
    ['is gone', 'does not answer'],
  ])('that %s is told', async (_, words) => {
    await using agent = await startAgent([]);
    const socket = words === 'holds no keys' ? agent.socket : `${agent.socket}-gone`;
    const facts = await factsOf(
      connectTo(server, { identity: { kind: 'agent', socket }, attempts: 5 }),
    );
    expect([facts.happened, facts.code]).toEqual([`the agent at ${socket} ${words}`, 'ssh-agent']);
  });

  test('that does not answer at all holds nobody up', async () => {
    await using agent = await startAgent([server.keyFile]);
    agent.child.kill('SIGSTOP');
    const identity = { kind: 'agent', socket: agent.socket } as const;
    const { happened } = await withTime(
      (timeout) => factsOf(connectTo(server, { identity, timeout })),
      (early) => early.happened.includes('nothing there spoke SSH'),
    );
    agent.child.kill('SIGCONT');
    expect(happened).toMatch(/^the log-in did not end within \d+\.0 s$/);
    expect(existsSync(agent.socket)).toBe(true);
  });
});

describe('a key of RSA signs for a server that names no signatures', () => {
  const data = Buffer.from('to be signed');
  test('with SHA-2 only', async () => {
    const key = readFileSync(rsaKey('own-rsa'), 'utf8');
    const plan = await planLogIn(await readCredentials({ kind: 'key', key }), 'x');
    const method = plan.authHandler(null, null);
    if (method === false || method.type !== 'publickey' || typeof method.key !== 'object')
      throw new Error();
    if (!('sign' in method.key)) throw new Error('no key');
    expect(method.key.sign(data, 'sha256')).toBeInstanceOf(Buffer);
    expect(plan.trouble()).toBeUndefined();
    expect(method.key.sign(data, 'sha1')).toBeInstanceOf(Error);
    expect(plan.authHandler([], false)).toBe(false);
    expect(plan.trouble()).toEqual<LogInTrouble>({ kind: 'sha-1' });
  });

  test('with SHA-2 only, in an agent too', async () => {
    await using agent = await startAgent([rsaKey('held-rsa')]);
    const told: string[] = [];
    const opened = await openAgent(agent.socket, {
      failed: (how) => told.push(how),
      sha1: () => told.push('sha-1'),
    });
    const { promise, resolve } = Promise.withResolvers<unknown>();
    opened.getIdentities((_, keys = []) => {
      const [first] = keys;
      if (first === undefined || !('sign' in first)) throw new Error('no key');
      opened.sign(first, data, { hash: 'sha1' }, (error) => resolve(error));
    });
    expect(await promise).toBeInstanceOf(Error);
    expect(told).toEqual(['sha-1']);
  });
});
