/** Which disk does a new host start from? A copy of one of the trees of script/host-trees. */

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * Debian 12 with curl, sqlite3 and strace; the same without them (and without wget); Debian 11 with curl;
 * Debian 13 with wget. None has Python, apt, or an editor.
 */
export const trees = ['bookworm', 'bookworm-bare', 'bullseye', 'trixie'] as const;
export type Tree = (typeof trees)[number];

const script = resolve(import.meta.dirname, '../../../script/host-trees');
const run = promisify(execFile);

/** A disk of 1 GiB of its own at `path`; makes the tree first where it isn't there, which takes a minute. */
export async function makeDisk(tree: Tree, path: string): Promise<void> {
  const { stdout } = await run(script, [tree]);
  // Holes stay holes: some 200 MB are written.
  await run('cp', ['--sparse=always', '--reflink=auto', stdout.trim(), path]);
}
