/** A runner of its own, so that it can be killed: deploys what the first line of standard input asks for. */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseKnownHosts } from '../../src/domain/remote/known-hosts.ts';
import type { SshAddress } from '../../src/domain/remote/address.ts';
import { type Way, packing } from '../e2e/deploy-driver.ts';
import type { RunnerOrder } from './killed-runner.ts';
import { carry } from './carry.ts';

const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
const nextLine = async (): Promise<string> => String((await lines.next()).value);
const asked = JSON.parse(await nextLine()) as RunnerOrder & {
  readonly address: SshAddress;
};
using packed = packing();
const release = {
  archive: readFileSync(asked.archive),
  ...{ id: '', files: '', programSha256: asked.programSha256 },
};
const order = await packed.order(asked.version, release, {
  source: { ...asked.source, attempt: 1 },
});
const way: Way = {
  address: asked.address,
  access: {
    identity: { kind: 'key', key: asked.key },
    hostKeys: { kind: 'known', hosts: parseKnownHosts(asked.knownHosts).hosts },
    ...{ timeout: 10_000, attempts: 3 },
  },
  lines: [],
  tell: { info: () => undefined, notice: () => undefined, warning: () => undefined },
};
const { how, settings } = order;
const quick = {
  ...settings,
  probe: { ...settings.probe, interval: 50, deadline: 20_000 },
  soak: 200,
};
const ended = await carry({
  way,
  order: { ...order, settings: quick, how: { ...how, lease: asked.lease, lockWait: 120_000 } },
  // The proxy counts from here on, once it has been told.
  async onSend() {
    if (typeof asked.at === 'string') return;
    console.log('sends');
    await nextLine();
  },
  onEvent(event) {
    if (typeof asked.at === 'string' && event.startsWith(asked.at)) {
      process.kill(process.pid, 'SIGKILL');
    }
  },
});
throw new Error(`it came to its end: ${ended.kind}`);
