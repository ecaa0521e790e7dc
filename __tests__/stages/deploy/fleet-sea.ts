/** Several servers that a run is carried over, and what was said to them. */

import type { FleetPolicy } from '../../../src/domain/deploy/fleet.ts';
import { type SshAddress, formatAddress } from '../../../src/domain/remote/address.ts';
import { createVersions } from '../../../src/adapters/versions.ts';
import { type FleetRequest, carryFleet } from '../../../src/stages/deploy/carry-fleet.ts';
import { type HostPlan, openSession } from '../../../src/stages/deploy/host-session.ts';
import { createStageRunner } from '../../../src/stages/stage.ts';
import { type FakeServer, type ServerScript, fakeServer } from '../../fakes/remote.ts';
import { virtualClock } from '../../fakes/virtual-clock.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { access, factsText, helper, well } from './setting.ts';

const standard: FleetPolicy = { batch: 1, onFailure: 'revert-all' };
/** It fails in its gate on the real port. */
export const bad = [
  'state received',
  'state prepared',
  'state gated',
  'wait go 10000',
  'state switching',
  'step going back: it exits',
  'state rolled-back',
  'ended rolled-back it exits',
];

export interface Sea extends Disposable {
  readonly fakes: readonly FakeServer[];
  readonly lines: readonly string[];
  readonly submitted: string[];
  readonly accepted: string[];
  readonly cancel: (signal: string) => void;
  go(more?: Partial<FleetRequest<HostPlan>>): Promise<readonly string[]>;
}

/** Several servers web1, web2 …; what was said to them is kept in order, all together. */
export function seaOf(...scripts: readonly Partial<ServerScript>[]): Sea {
  const world = fakeWorld();
  const clock = virtualClock();
  const fakes = scripts.map((script) =>
    fakeServer({ facts: () => factsText(), jobs: [well], ...script }),
  );
  const hosts = scripts.map((_, index): SshAddress => ({
    user: 'deploy',
    host: `web${index + 1}`,
    port: 22,
  }));
  const { promise: cancelled, resolve: cancel } = Promise.withResolvers<string>();
  const submitted: string[] = [];
  const accepted: string[] = [];
  return {
    fakes,
    submitted,
    accepted,
    cancel,
    lines: world.recorded.lines,
    [Symbol.dispose]: () => world[Symbol.dispose](),
    async go(more = {}) {
      const results = await carryFleet<HostPlan>(
        { log: world.log, clock },
        {
          hosts,
          policy: standard,
          stages: createStageRunner(world, []),
          title: 'Deploying',
          cancelled,
          submitting: (address, { deploy }) =>
            void submitted.push(`${formatAddress(address)} ${deploy}`),
          accepted: (address, { deploy }) =>
            void accepted.push(`${formatAddress(address)} ${deploy}`),
          open: ({ address, tell, met, first }) =>
            openSession(
              {
                remote: fakes[hosts.indexOf(address)]?.remote ?? fail(),
                clock,
                versions: createVersions(),
              },
              {
                ...{ address, access, helper, tell, met },
                asked: { name: 'notes', port: 8080 },
                needs: [],
                lockWait: 60_000,
                plan: () => ({
                  deploy: '000001-9001-1',
                  text: `gin-ship plan 1\nname=notes\nkind=deploy\ndeploy=000001-9001-1\nfirst=${first()}\n\n`,
                  ...{ lease: 10_000, probeTimeout: 1000 },
                }),
              },
            ),
          ...more,
        },
      );
      return results.map(({ server, ending }) =>
        'reason' in ending
          ? `${server} ${ending.kind}: ${ending.reason}`
          : `${server} ${ending.kind}`,
      );
    },
  };
}

function fail(): never {
  throw new Error('there is no such server');
}

export const said = ({ asked }: FakeServer): readonly string[] =>
  asked.filter((what) => what.startsWith('say ') || what === 'submit');
