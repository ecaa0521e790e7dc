/** What does one function of the helper do, without a server? Its text is read, its verbs are not run. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helper } from './facts-bench.ts';

const last = '\nmain "$@"\n';

/** `script` runs after the functions, in a folder of its own that is removed, and replaces those that it has itself. */
export function sourced(script: string): string {
  const text = readFileSync(helper, 'utf8');
  if (!text.endsWith(last)) throw new Error('the helper ends otherwise');
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-part-'));
  try {
    const file = join(folder, '.part');
    writeFileSync(file, `${text.slice(0, -last.length)}\n${script}`);
    return execFileSync('sh', [file], { encoding: 'utf8', cwd: folder }).trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
