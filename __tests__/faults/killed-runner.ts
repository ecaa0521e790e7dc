/** How is a runner started that can be killed as the end of a job kills it? */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from './bench.ts';

export interface RunnerOrder {
  readonly version: string;
  /** Path. */
  readonly archive: string;
  readonly programSha256: string;
  readonly key: string;
  readonly knownHosts: string;
  readonly lease: number;
  readonly source: {
    readonly repository: string;
    readonly workflow: string;
    readonly run: string;
    readonly commit: string;
  };
}

export interface KilledRunner {
  readonly kill: () => void;
  /** Whether it was killed, once it is gone. */
  readonly gone: Promise<boolean>;
}

/** Over the bench's line. */
export async function startRunner(
  bench: Bench,
  { version, lease, onEvent }: { version: string; lease: number; onEvent: (event: string) => void },
): Promise<KilledRunner> {
  const order = await bench.order(version);
  const [archive] = order.manifest.archives;
  const way = bench.way();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'runner.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  createInterface(child.stdout).on('line', onEvent);
  const asked: RunnerOrder & { readonly address: unknown } = {
    ...{ version, lease, address: way.address },
    archive: order.packed.get(archive?.file ?? '')?.path ?? '',
    programSha256: archive?.binaries[0]?.sha256 ?? '',
    key: bench.host.keys.deploy.privateKey,
    knownHosts: bench.host.knownHosts.replaceAll(
      `${bench.host.address} `,
      `[127.0.0.1]:${bench.proxy.port} `,
    ),
    source: {
      repository: order.source.repository ?? '',
      workflow: order.source.workflow ?? '',
      run: order.source.run ?? '',
      commit: order.source.commit ?? '',
    },
  };
  child.stdin.end(JSON.stringify(asked));
  return {
    kill: () => void child.kill('SIGKILL'),
    gone: ended.then(([, signal]) => signal === 'SIGKILL'),
  };
}
