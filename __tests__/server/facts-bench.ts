/** How do tests run the facts of the helper, read only, on this machine? */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AppFacts } from '../../src/domain/deploy/facts.ts';
import { parseApp } from '../../src/domain/deploy/parse-app.ts';
import { factsLines } from '../../src/domain/deploy/way-script.ts';
import { type Answers, parseAnswers } from '../../src/domain/host/answers.ts';

export const helper = join(import.meta.dirname, '../../server/gin-ship');

/** Every kind of `sh` that is here. */
export const shells = [['dash'], ['bash', '--posix'], ['busybox', 'ash'], ['sh']].filter(
  ([program = '', ...words]) => spawnSync(program, [...words, '-c', 'exit 7']).status === 7,
);

export const isRoot = process.getuid?.() === 0;

export interface Bench extends Disposable {
  readonly root: string;
  readonly deploy: string;
  readonly state: string;
  /** Files by their path beneath the root; a value that begins with `-> ` is a link. */
  put(files: Readonly<Record<string, string | Buffer>>): void;
}

export function createBench(): Bench {
  const root = mkdtempSync(join(tmpdir(), 'gin-ship facts '));
  return {
    root,
    deploy: join(root, 'opt'),
    state: join(root, 'state'),
    put(files) {
      for (const [path, content] of Object.entries(files)) {
        const at = join(root, path);
        mkdirSync(dirname(at), { recursive: true });
        if (typeof content === 'string' && content.startsWith('-> ')) {
          symlinkSync(content.slice(3), at);
        } else {
          writeFileSync(at, content);
        }
      }
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly answers: Answers;
  readonly app: AppFacts | undefined;
}

/** The helper's own folder is that of the bench, so that marks and jobs can be laid there. */
export function askFacts(
  shell: readonly string[],
  bench: Bench,
  { name = 'notes', words = [] as readonly string[] } = {},
): Said {
  const text = readFileSync(helper, 'utf8');
  const moved = text.replace('\nROOT=/var/lib/gin-ship\n', `\nROOT='${bench.root}/own'\n`);
  if (moved === text) throw new Error('the helper has its folder elsewhere');
  const [program = '', ...options] = shell;
  const own = [`deploy-path=${bench.deploy}`, `state-path=${bench.state}`];
  // To who comes by sudo, as the tests may be run, nothing outside of the usual folders is told.
  const { SUDO_USER: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    program,
    [...options, '-s', '--', 'facts', name, '--', ...own, ...words],
    { input: moved, encoding: 'utf8', cwd: '/', env, maxBuffer: 1e8 },
  );
  const read = parseAnswers(stdout, factsLines);
  const answers = 'answers' in read ? read.answers : { one: () => undefined, all: () => [] };
  return { code: status, stdout, stderr, answers, app: parseApp(answers) };
}
