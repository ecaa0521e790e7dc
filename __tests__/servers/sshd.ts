/** A real sshd of OpenSSH on the loopback, for the user who runs the tests, with keys and settings of its own. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createLoopback } from '../../src/adapters/service/loopback.ts';
import { findProgram } from './data-server.ts';

export type KeyType = 'ed25519' | 'ecdsa' | 'rsa';

export interface SshdWish {
  /** Lines of sshd_config, before all others: the first value of a setting counts. */
  readonly settings?: readonly string[];
  /** Default: `ed25519`. */
  readonly hostKeys?: readonly KeyType[];
  /** Lines of authorized_keys besides the key that comes with the server. */
  readonly authorized?: readonly string[];
}

export interface Sshd extends AsyncDisposable {
  readonly port: number;
  readonly user: string;
  /** Where its files are; a test may put more there. */
  readonly folder: string;
  /** A private key that it lets in, as a text and as a file. */
  readonly key: string;
  readonly keyFile: string;
  /** What ssh-keyscan says of it: one line for each host key, for `[127.0.0.1]:port`. */
  readonly knownHosts: string;
  /** What it has logged so far. */
  readonly log: () => string;
  /** The public key of one type, as `TYPE BASE64`. */
  readonly publicKey: (type: KeyType) => string;
}

/** The standard size of RSA takes long to make. */
const sizes: Readonly<Record<KeyType, readonly string[]>> = {
  ed25519: [],
  ecdsa: [],
  rsa: ['-b', '2048'],
};
/** Milliseconds to get ready. */
const patience = 120_000;
const isRoot = process.getuid?.() === 0;

/** `await using server = await startSshd(…)`; throws with what it printed where it does not listen. */
export async function startSshd(wish: SshdWish = {}): Promise<Sshd> {
  const { settings = [], hostKeys = ['ed25519'], authorized = [] } = wish;
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-sshd-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const keyFile = makeKey(folder, 'user', ['-t', 'ed25519']);
    const files = hostKeys.map((type) =>
      makeKey(folder, `host_${type}`, ['-t', type, ...sizes[type]]),
    );
    const publicOf = (file: string): string =>
      readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
    writeFileSync(
      join(folder, 'authorized_keys'),
      [publicOf(keyFile), ...authorized, ''].join('\n'),
    );
    const port = await createLoopback().freePort();
    const own = [
      ...[`Port ${port}`, 'ListenAddress 127.0.0.1', ...files.map((file) => `HostKey ${file}`)],
      ...[`AuthorizedKeysFile ${folder}/authorized_keys`, 'StrictModes no'],
      // Without PAM and without root, it takes an account whose password it may not read for a locked one.
      `UsePAM ${isRoot ? 'no' : 'yes'}`,
      ...['PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'PidFile none'],
      ...['PermitRootLogin prohibit-password', 'PrintMotd no', 'UseDNS no', 'LogLevel VERBOSE'],
    ];
    const config = join(folder, 'sshd_config');
    writeFileSync(config, [...settings, ...own, ''].join('\n'));
    // The folder in which a part of it locks itself up is compiled in; packages make it when they start.
    if (isRoot) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    const program = findProgram('sshd', 'openssh-server');
    const child = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', '--', program, '-D', '-e', '-f', config],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
      },
    );
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
    const stop = async (): Promise<void> => {
      await end(child);
      remove();
    };
    await untilListening(child, () => log).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return {
      port,
      user: userInfo().username,
      folder,
      key: readFileSync(keyFile, 'utf8'),
      keyFile,
      knownHosts: files.map((file) => `[127.0.0.1]:${port} ${publicOf(file)}\n`).join(''),
      log: () => log,
      publicKey: (type) => publicOf(join(folder, `host_${type}`)),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Makes a key with ssh-keygen; its public half lies beside it as `.pub`. */
export function makeKey(folder: string, name: string, args: readonly string[]): string {
  const file = join(folder, name);
  const without = args.includes('-N') ? [] : ['-N', ''];
  keygen(['-q', '-f', file, '-C', '', ...without, ...args]);
  return file;
}

export function keygen(args: readonly string[]): string {
  return execFileSync(findProgram('ssh-keygen', 'openssh-client'), args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Those who serve a connection leave its group, and so do the commands that they start: all end with it. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (child.exitCode !== null || pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for (const one of [pid, ...offspring(pid)]) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  await ended;
}

function offspring(pid: number): readonly number[] {
  try {
    const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? [];
    return listed.map(Number).flatMap((child) => [child, ...offspring(child)]);
  } catch {
    return [];
  }
}

function untilListening(child: ChildProcess, log: () => string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const give = (why: string) => (): void => reject(new Error(`sshd ${why}:\n${log()}`));
  const late = setTimeout(give('does not listen in time'), patience);
  child.stderr?.on('data', () => {
    if (log().includes('Server listening on')) resolve();
  });
  child.on('error', give('cannot be started'));
  child.on('close', give('ended'));
  return promise.finally(() => clearTimeout(late));
}
