/** How do the stages deploy to one real server? As a run on one host would drive them. */

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listArchive } from '../../src/adapters/archive-listing.ts';
import { createClock } from '../../src/adapters/clock.ts';
import { createRandom } from '../../src/adapters/random.ts';
import { createRemote } from '../../src/adapters/ssh/remote.ts';
import { createVersions } from '../../src/adapters/versions.ts';
import type { HelperFile } from '../../src/domain/deploy/helper-file.ts';
import type { HostEnding } from '../../src/domain/deploy/host-ending.ts';
import { listingLimits } from '../../src/domain/deploy/listed-entry.ts';
import { checkShipped } from '../../src/domain/deploy/shipped-files.ts';
import type { SshAddress } from '../../src/domain/remote/address.ts';
import { parseKnownHosts } from '../../src/domain/remote/known-hosts.ts';
import type { Access } from '../../src/stages/deploy/access.ts';
import { openDeploy } from '../../src/stages/deploy/deploy-session.ts';
import type { HostPlan, HostSession } from '../../src/stages/deploy/host-session.ts';
import type { DeployOrder } from '../../src/stages/deploy/plan-on-host.ts';
import type { Teller } from '../../src/stages/deploy/teller.ts';
import { standardDeploy } from '../domain/inputs/deploy-defaults.ts';
import { staticNeeds } from '../fixtures/inspected.ts';
import type { Release } from '../fixtures/deployed-release.ts';
import type { Host } from '../servers/hosts/host.ts';

const bytes = readFileSync(join(import.meta.dirname, '../../server/gin-ship'));

export const helper: HelperFile = {
  text: bytes.toString(),
  sha256: createHash('sha256').update(bytes).digest('hex'),
  version: '1.0.0',
  protocol: 1,
  url: 'https://example.org/gin-ship',
};

export const world = {
  clock: createClock(),
  versions: createVersions(),
  remote: createRemote({ clock: createClock(), random: createRandom() }),
};

export interface Way {
  readonly address: SshAddress;
  readonly access: Access;
  readonly tell: Teller;
  /** What was told, one line each, with its kind before it. */
  readonly lines: string[];
}

export function wayTo(host: Host, user: 'deploy' | 'root' = 'deploy'): Way {
  const lines: string[] = [];
  const say =
    (kind: string) =>
    (line: string): void =>
      void lines.push(`${kind}: ${line}`);
  return {
    address: { user, host: host.address, port: host.port },
    access: {
      identity: { kind: 'key', key: host.keys[user].privateKey },
      hostKeys: { kind: 'known', hosts: parseKnownHosts(host.knownHosts).hosts },
      timeout: 60_000,
      attempts: 3,
    },
    lines,
    tell: { info: say('info'), notice: say('notice'), warning: say('warning') },
  };
}

export interface Packed extends Disposable {
  readonly folder: string;
  order(version: string, release: Release, more?: Partial<DeployOrder>): Promise<DeployOrder>;
}

let runs = 9000;

/** Archives in a folder of their own, and what is ordered to be deployed of them. */
export function packing(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'));
  return {
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
    async order(version, release, more = {}) {
      const file = `notes-${version}-linux-amd64.tar.gz`;
      const path = join(folder, file);
      writeFileSync(path, release.archive);
      const listing = await listArchive(path, listingLimits);
      const contents = listing.entries.flatMap(({ kind, name }) => (kind === 'file' ? [name] : []));
      const program = listing.entries.find(({ name }) => name === 'notes');
      const archive = {
        target: 'linux/amd64',
        os: 'linux',
        arch: 'amd64',
        cgo: false,
        file,
        format: 'tar.gz' as const,
        bytes: listing.bytes,
        sha256: listing.sha256,
        contents,
        binaries: [
          {
            name: 'notes',
            package: 'example.org/notes',
            bytes: program?.size ?? 0,
            sha256: release.programSha256,
            needs: staticNeeds,
          },
        ],
      };
      const shipped = checkShipped(listing, archive);
      if ('problems' in shipped) throw new Error(shipped.problems.join('\n'));
      runs += 1;
      return {
        name: 'notes',
        service: 'notes',
        version,
        manifest: { archives: [archive] },
        manifestDigest: 'e'.repeat(64),
        packed: new Map([[file, { path, shipped: () => Promise.resolve(shipped.files) }]]),
        what: { ...standardDeploy.what, persist: ['static/uploads'] },
        how: { ...standardDeploy.how, lease: 10_000, lockWait: 120_000 },
        settings: {
          args: ['-at', '{port}'],
          portEnv: [{ name: 'PORT', value: '{port}' }],
          health: { kind: 'path', path: '/healthz' },
          probe: { interval: 200, timeout: 30_000, successes: 2, deadline: 120_000 },
          soak: 500,
        },
        mode: 'fail',
        given: new Set(),
        source: {
          repository: 'gin/notes',
          workflow: '.github/workflows/ship.yml',
          run: String(runs),
          attempt: 1,
          commit: 'd'.repeat(40),
        },
        actor: 'ann',
        helper,
        ...more,
      };
    },
  };
}

/** `go` and `confirm` as soon as they are waited for. */
export async function carry<Plan extends HostPlan>(
  session: HostSession<Plan>,
): Promise<HostEnding> {
  try {
    await session.submit();
    if ((await session.reached('go')) === 'waits') session.say('go');
    if ((await session.reached('confirm')) === 'waits') session.say('confirm');
    return await session.ended;
  } finally {
    await session.close();
  }
}

export function deployTo(way: Way, order: DeployOrder): Promise<HostEnding> {
  return carry(openDeploy(world, { ...way, helper, order, first: true }));
}
