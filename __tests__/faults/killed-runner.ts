/** How is a runner started that can be killed as the end of a job kills it? */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from './bench.ts';

export interface RunnerOrder {
  readonly version: string;
  /** The beginning of an event at which it kills itself, or a share of the upload in percent at which it is killed. */
  readonly at: string | number;
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

/** Over the bench's line. Resolves once it is gone; throws where it was not killed. */
export async function killRunner(
  bench: Bench,
  { version, lease, at }: Pick<RunnerOrder, 'version' | 'lease' | 'at'>,
): Promise<void> {
  const { host, proxy } = bench;
  const order = await bench.order(version);
  const [archive] = order.manifest.archives;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'runner.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  createInterface(child.stdout).on('line', () => {
    // From that byte on nothing passes, so it cannot come any further before it is dead.
    proxy.afterMore((Number(at) * (archive?.bytes ?? 0)) / 100, () => {
      proxy.freeze();
      child.kill('SIGKILL');
    });
    child.stdin.write('go on\n');
  });
  const asked: RunnerOrder & { readonly address: unknown } = {
    ...{ version, at, lease, address: bench.way().address },
    archive: order.packed.get(archive?.file ?? '')?.path ?? '',
    programSha256: archive?.binaries[0]?.sha256 ?? '',
    key: host.keys.deploy.privateKey,
    knownHosts: host.knownHosts.replaceAll(`${host.address} `, `[127.0.0.1]:${proxy.port} `),
    source: {
      repository: order.source.repository ?? '',
      workflow: order.source.workflow ?? '',
      run: order.source.run ?? '',
      commit: order.source.commit ?? '',
    },
  };
  child.stdin.write(`${JSON.stringify(asked)}\n`);
  const [code, signal] = await ended;
  proxy.cut();
  proxy.thaw();
  if (signal !== 'SIGKILL') throw new Error(`the runner ended with ${code ?? signal}`);
}
