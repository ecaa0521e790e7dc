/** Who ends a service when we are killed ourselves, and can do nothing any more? */

import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Enclosure } from '../../domain/rehearse/enclosure.ts';

/** The pipe ends with us, however we end; a line comes where the service has ended before. */
const text = 'read -r over || kill -KILL "$1"';

/**
 * A shell of ours that waits beside the service. Where setpriv binds the service to us that needs none;
 * sudo lives on without us, and where nothing is enclosed nobody is bound. Gives what dismisses it.
 */
export function watchOver(pid: number, { way, surroundings }: Enclosure): () => void {
  const isBound = way === 'root' || way === 'user';
  if (isBound || surroundings.os === 'windows') return () => undefined;
  const watchman = spawn(surroundings.tools.sh ?? '/bin/sh', ['-c', text, 'gin-ship', `${pid}`], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchman.on('error', () => undefined);
  watchman.stdin.on('error', () => undefined);
  watchman.unref();
  if (watchman.stdin instanceof Socket) watchman.stdin.unref();
  return () => void watchman.stdin.end('over\n');
}
