/** Where are deploys measured? On a server that examples/notes serves from, by the stages that a run goes through. */

import { carry, helper, packing, wayTo, world } from '../__tests__/e2e/deploy-driver.ts';
import { makeNotes } from '../__tests__/fixtures/notes-release.ts';
import type { Release } from '../__tests__/fixtures/deployed-release.ts';
import { bootHost } from '../__tests__/servers/hosts/boot-host.ts';
import type { Host } from '../__tests__/servers/hosts/host.ts';
import type { Progress } from '../src/domain/deploy/progress.ts';
import { type StepKind } from '../src/domain/deploy/helper-words.ts';
import { timeOfSteps } from '../src/domain/deploy/progress.ts';
import { listArchive } from '../src/adapters/archive-listing.ts';
import { listingLimits } from '../src/domain/deploy/listed-entry.ts';
import { checkShipped } from '../src/domain/deploy/shipped-files.ts';
import type { DeployOrder, PackedArchive } from '../src/stages/deploy/plan-on-host.ts';
import { openDeploy } from '../src/stages/deploy/deploy-session.ts';
import type { Way } from '../__tests__/e2e/deploy-driver.ts';
import type { Bench } from './bench.ts';

export interface DeployRun {
  /** Milliseconds, from before the archive is read until the connection is closed. */
  readonly wall: number;
  /** Milliseconds until the job was submitted, the upload not among them. */
  readonly before: number;
  /** Milliseconds and bytes; 0 where nothing was sent. */
  readonly upload: { readonly took: number; readonly sent: number };
  readonly progress: Progress;
}

export interface Deployed extends AsyncDisposable {
  readonly host: Host;
  /** The next version: a program and a stylesheet of which one line differs. */
  readonly nextRelease: () => Release;
  /** @throws Error where it does not end with that release in service */
  deploy(release: Release, through?: (way: Way) => Way): Promise<DeployRun>;
}

/** The state that the database of a small service has after a while. */
const rows = 2000;

export async function deployNotes(bench: Bench, name: string): Promise<Deployed> {
  await using made = new AsyncDisposableStack();
  const host = made.use(await bootHost({ tree: 'bookworm', name }));
  const packed = made.use(packing());
  let patch = 0;
  const deploy: Deployed['deploy'] = async (release, through = (way) => way) => {
    bench.signal.throwIfAborted();
    // The manifest is the build's work; the archive is read as part of the deploy.
    const ordered = await packed.order(`1.0.${patch}`, release, {
      settings: {
        args: [],
        portEnv: [{ name: 'PORT', value: '{port}' }],
        health: { kind: 'path', path: '/healthz' },
        probe: { interval: 500, timeout: 3000, successes: 3, deadline: 30_000 },
        soak: 1000,
      },
    });
    const started = performance.now();
    const order = { ...ordered, packed: new Map([...ordered.packed].map(readAnew(ordered))) };
    const way = through(wayTo(host));
    const session = openDeploy(world, { ...way, helper, order, first: true });
    const ready = await session.prepare();
    const prepared = performance.now();
    const ending = await carry(session);
    const wall = performance.now() - started;
    if (ending.kind !== 'deployed') throw new Error(`it ended ${JSON.stringify(ending)}`);
    const { took = 0, sent = 0 } = ready.uploaded ?? {};
    const before = prepared - started - took;
    return { wall, before, upload: { took, sent }, progress: session.progress() };
  };
  const nextRelease = (): Release => {
    patch += 1;
    return makeNotes(`1.0.${patch}`);
  };
  bench.say('the first deploy');
  await deploy(nextRelease());
  await fill(host);
  const kept = made.move();
  return { host, nextRelease, deploy, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** As the stages do it where there is one archive: from now on. */
function readAnew({ manifest }: DeployOrder) {
  return ([file, { path }]: [string, PackedArchive]): [string, PackedArchive] => {
    const [archive] = manifest.archives;
    if (archive === undefined) throw new Error('there is no archive');
    const reading = listArchive(path, listingLimits).then((listing) => {
      const said = checkShipped(listing, archive);
      if ('problems' in said) throw new Error(said.problems.join('\n'));
      return said.files;
    });
    return [file, { path, shipped: () => reading }];
  };
}

async function fill(host: Host): Promise<void> {
  const row = `('${'x'.repeat(200)}', '2026-11-22 13:51:00')`;
  const sql = `INSERT INTO notes (text, created_at) VALUES ${Array.from({ length: rows }, () => row).join(', ')};`;
  await host.run(['sqlite3', '/var/lib/notes/user.db'], { input: sql });
}

/** Milliseconds of all steps of these kinds. */
export function timeOf({ progress }: DeployRun, ...kinds: readonly StepKind[]): number {
  return kinds.reduce((sum, kind) => sum + (timeOfSteps(progress, kind) ?? 0), 0);
}
