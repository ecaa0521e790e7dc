/** Connects and uploads in a process of its own, as a job does, and prints how long that took; see upload.ts. */

import { createClock } from '../src/adapters/clock.ts';
import { createRandom } from '../src/adapters/random.ts';
import { createRemote } from '../src/adapters/ssh/remote.ts';
import { parseKnownHosts } from '../src/domain/remote/known-hosts.ts';
import { keepContact } from '../src/stages/deploy/contact.ts';
import { type UploadWish, upload } from '../src/stages/deploy/upload.ts';

export interface UploadJob {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly key: string;
  readonly knownHosts: string;
  readonly archive: UploadWish['archive'];
}

export interface UploadDone {
  /** Milliseconds, the connection and the helper's answers included. */
  readonly took: number;
  readonly sent: number;
}

async function run({ host, port, user, key, knownHosts, archive }: UploadJob): Promise<UploadDone> {
  const clock = createClock();
  const tell = { info: () => undefined, notice: () => undefined, warning: () => undefined };
  const started = performance.now();
  const contact = keepContact(createRemote({ clock, random: createRandom() }), {
    address: { user, host, port },
    access: {
      identity: { kind: 'key', key },
      hostKeys: { kind: 'known', hosts: parseKnownHosts(knownHosts).hosts },
      timeout: 20_000,
      attempts: 1,
    },
    tell,
  });
  const server = `${user}@${host}`;
  const { sent } = await upload(contact, { server, way: 'sudo-all', archive, clock, tell });
  const took = performance.now() - started;
  await contact.close();
  return { took, sent };
}

console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '{}') as UploadJob)));
