/** What does Go's standard library say of the same files? A program of ours asks it. */

import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../action/runner.ts';

export interface OracleFacts {
  readonly path: string;
  readonly error?: string;
  readonly timedOut?: boolean;
  readonly format?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly go?: {
    readonly version: string;
    readonly path: string;
    readonly main: string;
    readonly deps: readonly string[];
    readonly settings: Readonly<Record<string, string>>;
  };
}

/** Kilobytes of address space: some crafted files make Go's readers take all memory. */
const memoryLimit = 4 * 1024 * 1024;

export function buildOracle(folder: string): string {
  const program = join(folder, 'oracle');
  execFileSync('go', ['build', '-o', program, '.'], {
    cwd: join(repository, '__tests__/oracle'),
    env: { ...process.env, GOENV: 'off', CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
  });
  return program;
}

/** One answer for each path; where the program dies of a file, that is its answer and it goes on with the next. */
export async function askOracle(
  program: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, OracleFacts>> {
  const answers = new Map<string, OracleFacts>();
  let left = paths;
  while (left.length > 0) {
    for (const answer of await askSome(program, left)) answers.set(answer.path, answer);
    const [culprit, ...rest] = left.filter((path) => !answers.has(path));
    if (culprit !== undefined) answers.set(culprit, { path: culprit, error: 'the reader died' });
    left = rest;
  }
  return answers;
}

async function askSome(program: string, paths: readonly string[]): Promise<OracleFacts[]> {
  const script = `ulimit -v ${memoryLimit}; exec "$0"`;
  const child = spawn('sh', ['-c', script, program], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined);
  child.stdin.end(paths.map((path) => `${path}\n`).join(''));
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as OracleFacts);
}
