/** How fast does an archive reach a server, beside scp? */

import { whyNoHosts } from '../__tests__/servers/hosts/able.ts';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { installHelper } from '../__tests__/fixtures/helper-on-host.ts';
import { bootHost } from '../__tests__/servers/hosts/boot-host.ts';
import type { Host } from '../__tests__/servers/hosts/host.ts';
import type { Bench } from './bench.ts';
import { openDelayedLine } from './delayed-line.ts';
import { type Figure, compareRow, notMeasured } from './figure.ts';
import { runProgram } from './program.ts';
import { settle } from './sides.ts';
import type { UploadDone, UploadJob } from './upload-driver.ts';

const size = 25_000_000;
/** Of each side; the ratio of medians of fewer moves too much. */
const runs = 11;
/** Milliseconds that a question and its answer take longer. */
const delay = 40;

interface Way {
  readonly host: string;
  readonly port: number;
  readonly knownHosts: string;
}

interface Sent {
  readonly ours: number[];
  readonly theirs: number[];
}

export async function measureUpload(bench: Bench): Promise<Figure> {
  const reason = whyNoHosts();
  if (reason !== undefined) return notMeasured('upload', reason);
  await using host = await bootHost({ tree: 'bookworm', name: 'upload' });
  await installHelper(host);
  const near = { host: host.address, port: host.port, knownHosts: host.knownHosts };
  await using line = await openDelayedLine({ ...near, delay: delay / 2 });
  const name = `[127.0.0.1]:${line.port}`;
  const knownHosts = host.knownHosts.replaceAll(`${host.address} `, `${name} `);
  const far = { host: '127.0.0.1', port: line.port, knownHosts };
  const sender = await createSender(bench, host);
  return {
    rows: [
      compareRow('25 MB to a server; theirs: scp', 1.1, await sender(near, 'near')),
      compareRow(`the same with ${delay} ms of delay`, 0.9, await sender(far, 'far')),
    ],
  };
}

/** Both sides in turn, each run on a connection of its own and to a place that is empty. */
async function createSender(
  bench: Bench,
  host: Host,
): Promise<(way: Way, title: string) => Promise<Sent>> {
  const folder = join(bench.folder, 'upload');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'archive.tar.gz');
  const content = randomBytes(size);
  writeFileSync(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const archive = { path, sha256, bytes: size };
  const driver = await bundleDriver(folder);
  return async (way, title) => {
    const sent: Sent = { ours: [], theirs: [] };
    for (let run = 1; run <= runs; run += 1) {
      bench.signal.throwIfAborted();
      const job: UploadJob = { ...way, user: 'deploy', key: host.keys.deploy.privateKey, archive };
      await prepare(bench, host);
      sent.ours.push(await sendOurs(bench, driver, job));
      await check(host, `/var/lib/gin-ship/incoming/deploy/${sha256}.part`, sha256);
      await prepare(bench, host);
      sent.theirs.push(await sendTheirs(bench, host, { ...way, path, folder }));
      await check(host, '/home/deploy/archive.tar.gz', sha256);
      bench.say(`upload, ${title}, ${run} of ${runs}`);
    }
    return sent;
  };
}

async function prepare(bench: Bench, host: Host): Promise<void> {
  await host.run('rm -rf /var/lib/gin-ship/incoming/deploy /home/deploy/archive.tar.gz; sync');
  await settle(bench);
}

async function sendOurs(bench: Bench, driver: string, job: UploadJob): Promise<number> {
  const args = [driver, JSON.stringify(job)];
  const { stdout } = await runProgram(bench, {
    ...{ file: process.execPath, args, cwd: bench.folder },
  });
  const { took, sent } = JSON.parse(stdout) as UploadDone;
  if (sent !== size) throw new Error(`${sent} bytes were sent, not ${size}`);
  return took;
}

/** Milliseconds. */
async function sendTheirs(
  bench: Bench,
  host: Host,
  { host: address, port, knownHosts, path, folder }: Way & { path: string; folder: string },
): Promise<number> {
  const known = join(folder, 'known-hosts');
  writeFileSync(known, knownHosts);
  const settings = [`UserKnownHostsFile=${known}`, 'StrictHostKeyChecking=yes', 'BatchMode=yes'];
  const options = [...settings, 'IdentitiesOnly=yes'].flatMap((setting) => ['-o', setting]);
  const to = `deploy@${address}:archive.tar.gz`;
  const key = ['-F', 'none', '-q', '-i', host.keys.deploy.path];
  const args = [...key, ...options, '-P', String(port), path, to];
  const { wall } = await runProgram(bench, { file: 'scp', args, cwd: folder });
  return wall;
}

async function check(host: Host, path: string, sha256: string): Promise<void> {
  const said = await host.run(['sha256sum', path]);
  if (!said.startsWith(sha256)) throw new Error(`something else has arrived: ${said}`);
}

/** In one file, as the action is. The compiled parts of ssh2 are left out, as they are from the bundle. */
async function bundleDriver(folder: string): Promise<string> {
  const outfile = join(folder, 'driver.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'upload-driver.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'error',
    external: ['cpu-features', '*.node'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;",
    },
  });
  return outfile;
}
