/** Several servers, as a command of a run meets them. */

import type { Inputs } from '../../../src/domain/inputs/inputs.ts';
import type { ConnectRequest } from '../../../src/ports-remote.ts';
import { type Report, createReport } from '../../../src/stages/report.ts';
import { createVersions } from '../../../src/adapters/versions.ts';
import { fakeKey } from '../../domain/remote/keys.ts';
import { type With, inputsOf } from '../../fakes/inputs.ts';
import { type FakeServer, type ServerScript, fakeServer } from '../../fakes/remote.ts';
import { virtualClock } from '../../fakes/virtual-clock.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { factsText, helper } from '../deploy/setting.ts';

export interface Several extends Disposable {
  readonly world: FakeWorld;
  /** By the name of the host. */
  readonly servers: ReadonlyMap<string, FakeServer>;
  readonly report: Report;
  /** What the log shows, without the lines on how it was connected. */
  lines(): readonly string[];
  /** The summary, once it is written. */
  summary(): Promise<string>;
}

export type Scripts = Readonly<Record<string, Partial<ServerScript>>>;

export function meetSeveral(scripts: Scripts): Several {
  const servers = new Map(
    Object.entries(scripts).map(([host, script]) => [
      host,
      fakeServer({ facts: () => factsText(), ...script }),
    ]),
  );
  const world = fakeWorld({
    clock: virtualClock(),
    versions: createVersions(),
    helper: { read: async () => helper },
    remote: {
      connect(request: ConnectRequest) {
        const server = servers.get(request.to.host);
        if (server === undefined) throw new Error(`nobody is at ${request.to.host}`);
        return server.remote.connect(request);
      },
    },
  });
  const report = createReport(world);
  return {
    world,
    servers,
    report,
    lines: () => world.recorded.lines.filter((line) => !line.startsWith('info: connected to ')),
    async summary() {
      await report.write();
      return world.recorded.summary;
    },
    [Symbol.dispose]: () => world[Symbol.dispose](),
  };
}

const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----';

/** The four inputs that a command needs, for these hosts, and more. */
export function commandInputs(command: string, hosts: readonly string[], more: With = {}): Inputs {
  return inputsOf({
    command,
    name: 'notes',
    'deploy-hosts': hosts.map((host) => `deploy@${host}`).join('\n'),
    'ssh-key': key,
    'known-hosts': hosts.map((host) => `${host} ssh-ed25519 ${fakeKey('ssh-ed25519')}`).join('\n'),
    ...more,
  });
}
