/** What does a host say when asked from within, not over its network? Enters its namespaces, so it works with the cable cut. */

import { buffer } from 'node:stream/consumers';
import { exitCode, spawnAsRoot } from './root.ts';

export interface Outcome {
  /** null: a signal ended it. 124 or 137: it ran out of time. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ExecOptions {
  readonly input?: string | Uint8Array;
  /** Who runs it. Default: root. */
  readonly user?: string;
  /** Default: 60 s; then it is killed with all that it started. */
  readonly timeoutMs?: number;
}

export interface WriteOptions {
  /** Octal. Default: 644. */
  readonly mode?: string;
  /** User of that name and its group. Default: root. */
  readonly owner?: string;
}

/** A line of sh, or a program with its arguments. */
export type Command = string | readonly string[];

export interface Inside {
  /** Runs it in `/`. Throws where the host is off. */
  readonly exec: (command: Command, options?: ExecOptions) => Promise<Outcome>;
  /** What it prints; throws with its errors where it ends with another code than 0. */
  readonly run: (command: Command, options?: ExecOptions) => Promise<string>;
  readFile(path: string): Promise<Buffer>;
  /** Folders that are missing are made. */
  writeFile(path: string, content: string | Uint8Array, options?: WriteOptions): Promise<void>;
}

const cleanEnv = [
  ...['env', '-i', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ...['HOME=/root', 'LANG=C.UTF-8'],
];

export function createInside(name: string, leader: () => number | undefined): Inside {
  async function enter(
    argv: readonly string[],
    { input, user, timeoutMs = 240_000 }: ExecOptions = {},
  ): Promise<Omit<Outcome, 'stdout'> & { readonly stdout: Buffer }> {
    const pid = leader();
    if (pid === undefined) throw new Error(`${name} is off`);
    const as = user === undefined ? [] : ['runuser', '-u', user, '--'];
    const child = spawnAsRoot(
      [
        ...['nsenter', '--all', '--target', String(pid), '--', ...cleanEnv],
        ...['timeout', '-k', '5', String(timeoutMs / 1000), ...as, ...argv],
      ],
      { stdio: ['pipe', 'pipe', 'pipe'], cwd: '/' },
    );
    // One that ends without reading is no error of ours.
    child.stdin?.on('error', () => undefined).end(input ?? '');
    const [code, stdout, stderr] = await Promise.all([
      exitCode(child),
      child.stdout === null ? Buffer.alloc(0) : buffer(child.stdout),
      child.stderr === null ? Buffer.alloc(0) : buffer(child.stderr),
    ]);
    return { code, stdout, stderr: stderr.toString() };
  }

  async function output(argv: readonly string[], options?: ExecOptions): Promise<Buffer> {
    const { code, stdout, stderr } = await enter(argv, options);
    if (code === 0) return stdout;
    const said = stderr || stdout.toString();
    throw new Error(`${name}: ${argv.join(' ')} ended with ${String(code)}: ${said}`);
  }

  return {
    async exec(command, options) {
      const { code, stdout, stderr } = await enter(argvOf(command), options);
      return { code, stdout: stdout.toString(), stderr };
    },
    run: async (command, options) => (await output(argvOf(command), options)).toString(),
    readFile: (path) => output(['cat', '--', path]),
    async writeFile(path, content, { mode = '644', owner = 'root' } = {}) {
      // Node's pipes are sockets, which /dev/stdin can't open.
      const put = 'cat | install -D -m "$1" -o "$2" -g "$(id -g -- "$2")" /dev/stdin "$3"';
      await output(['sh', '-euc', put, 'put', mode, owner, path], { input: content });
    },
  };
}

const argvOf = (command: Command): readonly string[] =>
  typeof command === 'string' ? ['sh', '-c', command] : command;
