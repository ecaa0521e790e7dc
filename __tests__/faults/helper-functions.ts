/** What do the helper's own functions say, in one of its shells, in a folder of their own? */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { canary } from './hostile-strings.ts';

export const helperText = readFileSync(
  resolve(import.meta.dirname, '../../server/gin-ship'),
  'utf8',
);

export interface ShellFolder extends Disposable {
  readonly path: string;
  /** What it prints; `script` is read from a file, as no argument is long enough. Its end is an error unless 0. */
  run(shell: string, script: string, input?: string | Uint8Array): Buffer;
  /** Whether anything made the file that no text may make. */
  hasCanary(): boolean;
}

/** `functions` is the helper without its last line: to be sourced. */
export function shellFolder(): ShellFolder {
  const path = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
  const work = join(path, 'work');
  mkdirSync(work);
  writeFileSync(join(path, 'functions'), helperText.replace(/\nmain "\$@"\s*$/, '\n'));
  return {
    path: work,
    run(shell, script, input = '') {
      writeFileSync(join(path, 'script'), script);
      const [program = '', ...args] = shell.split(' ');
      const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', HOME: work };
      const options = { cwd: work, env, input, maxBuffer: 1 << 28 };
      return execFileSync(program, [...args, join(path, 'script')], options);
    },
    hasCanary: () => existsSync(join(work, canary)),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** At the head of a script that calls functions of the helper. */
export const withHelper = '. ../functions\nset +e\ncaller=root name=notes\nsync() { :; }\n';
