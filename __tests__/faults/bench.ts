/** Where do faults strike? One server with a deployed service, a line to it that can fail, and a prober on it. */

import { randomBytes } from 'node:crypto';
import { createClock } from '../../src/adapters/clock.ts';
import { createRandom } from '../../src/adapters/random.ts';
import { createRemote } from '../../src/adapters/ssh/remote.ts';
import { createVersions } from '../../src/adapters/versions.ts';
import type { DeployOrder } from '../../src/stages/deploy/plan-on-host.ts';
import { type Way, packing, wayTo } from '../e2e/deploy-driver.ts';
import { startLine } from '../e2e/deploy-line.ts';
import { buildDeployed, makeRelease } from '../fixtures/deployed-release.ts';
import { bootHost } from '../servers/hosts/boot-host.ts';
import type { Host } from '../servers/hosts/host.ts';
import type { VersionOf } from '../servers/hosts/probe-story.ts';
import type { TcpProxy } from '../servers/tcp-proxy.ts';

/** Silence is noticed soon. */
const keepAlive = { interval: 1_000, count: 4 };

export const world = {
  clock: createClock(),
  versions: createVersions(),
  remote: createRemote({ clock: createClock(), random: createRandom() }, keepAlive),
};

/** The page that the release shipped, as the service finds it in its working directory. */
export const versionOf: VersionOf = ({ status, body }) =>
  status === 200 ? /<h1>(.*)<\/h1>/.exec(body ?? '')?.[1] : undefined;

export interface OrderWish {
  /** MODE= of the service. */
  readonly mode?: string;
  /** More that is shipped, text by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly change?: Partial<DeployOrder>;
  readonly what?: Partial<DeployOrder['what']>;
  readonly how?: Partial<DeployOrder['how']>;
  readonly settings?: Partial<DeployOrder['settings']>;
}

export interface Bench extends AsyncDisposable {
  readonly host: Host;
  readonly proxy: TcpProxy;
  /** What the prober asks. */
  readonly url: string;
  /** Over the line. */
  way(user?: 'deploy' | 'root'): Way;
  /** Past it. */
  straight(): Way;
  /** A release of its own, so that it has to be sent. */
  order(version: string, wish?: OrderWish): Promise<DeployOrder>;
  /** Every version that was ordered. */
  readonly versions: readonly string[];
}

let program: Buffer | undefined;

export async function startBench(
  name: string,
  patience: { readonly lease: number },
): Promise<Bench> {
  await using made = new AsyncDisposableStack();
  const host = made.use(await bootHost({ tree: 'bookworm', name }));
  const line = made.use(await startLine(host));
  const packed = made.use(packing());
  program ??= buildDeployed('any');
  const built = program;
  const versions: string[] = [];
  const kept = made.move();
  return {
    host,
    versions,
    proxy: line.proxy,
    url: `http://${host.address}:8080/file?path=templates/index.html`,
    way: (user = 'deploy') => line.to(wayTo(host, user)),
    straight: () => wayTo(host, 'root'),
    async order(version, { mode, files, change, what, how, settings } = {}) {
      versions.push(version);
      const noise = { 'static/noise': randomBytes(20_000).toString('base64'), ...files };
      const order = await packed.order(version, makeRelease(built, version, noise));
      return {
        ...order,
        what: { ...order.what, env: mode === undefined ? {} : { MODE: mode }, ...what },
        how: { ...order.how, lease: patience.lease, lockWait: 120_000, ...how },
        settings: { ...order.settings, ...quick, ...settings },
        ...change,
      };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Milliseconds. The deadline is what a good release may take on a slow machine. */
const quick: Pick<DeployOrder['settings'], 'probe' | 'soak'> = {
  probe: { interval: 50, timeout: 2_000, successes: 2, deadline: 20_000 },
  soak: 200,
};
