import { describe, expect, test } from 'vitest';
import type { FleetPolicy } from '../../../src/domain/deploy/fleet.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { type SshAddress, formatAddress } from '../../../src/domain/remote/address.ts';
import { createVersions } from '../../../src/adapters/versions.ts';
import { type FleetRequest, carryFleet } from '../../../src/stages/deploy/carry-fleet.ts';
import { type HostPlan, openSession } from '../../../src/stages/deploy/host-session.ts';
import { createStageRunner } from '../../../src/stages/stage.ts';
import { type FakeServer, type ServerScript, ended, fakeServer } from '../../fakes/remote.ts';
import { virtualClock } from '../../fakes/virtual-clock.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { access, factsText, helper, well } from './setting.ts';

const standard: FleetPolicy = { batch: 1, onFailure: 'revert-all' };
/** It fails in its gate on the real port. */
const bad = [
  'state received',
  'state prepared',
  'state gated',
  'wait go 10000',
  'state switching',
  'step going back: it exits',
  'state rolled-back',
  'ended rolled-back it exits',
];

interface Sea extends Disposable {
  readonly fakes: readonly FakeServer[];
  readonly lines: readonly string[];
  readonly submitted: string[];
  readonly accepted: string[];
  readonly cancel: (signal: string) => void;
  go(more?: Partial<FleetRequest<HostPlan>>): Promise<readonly string[]>;
}

/** Several servers web1, web2 …; what was said to them is kept in order, all together. */
function seaOf(...scripts: readonly Partial<ServerScript>[]): Sea {
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

const said = ({ asked }: FakeServer): readonly string[] =>
  asked.filter((what) => what.startsWith('say ') || what === 'submit');

describe('several servers', () => {
  test('go through their gates, switch and are confirmed together', async () => {
    using sea = seaOf({}, {}, {});
    expect(await sea.go()).toEqual([
      'deploy@web1 deployed',
      'deploy@web2 deployed',
      'deploy@web3 deployed',
    ]);
    for (const fake of sea.fakes) expect(said(fake)).toEqual(['submit', 'say go', 'say confirm']);
    expect(sea.accepted).toEqual([
      'deploy@web1 000001-9001-1',
      'deploy@web2 000001-9001-1',
      'deploy@web3 000001-9001-1',
    ]);
    expect(
      sea.fakes.map(({ inputs }) => /^first=(.*)$/m.exec(inputs.get('submit') ?? '')?.[1]),
    ).toEqual(['true', 'false', 'false']);
  });

  test('all go back where one fails after others have switched', async () => {
    using sea = seaOf({}, { jobs: [bad] }, {});
    expect(await sea.go()).toEqual([
      'deploy@web1 rolled-back',
      'deploy@web2 rolled-back',
      'deploy@web3 rolled-back',
    ]);
    expect(sea.fakes.map(said)).toEqual([
      ['submit', 'say go', 'say abort'],
      ['submit', 'say go'],
      ['submit', 'say abort'],
    ]);
  });

  test('those that have switched stay with on-failure: stop', async () => {
    using sea = seaOf({}, { jobs: [bad] }, {});
    expect(await sea.go({ policy: { batch: 1, onFailure: 'stop' } })).toEqual([
      'deploy@web1 deployed',
      'deploy@web2 rolled-back',
      'deploy@web3 rolled-back',
    ]);
  });

  test('nothing is begun where the first fails alone', async () => {
    using sea = seaOf(
      { jobs: [['state received', 'state rolled-back', 'ended rolled-back it exits']] },
      {},
    );
    expect(await sea.go()).toEqual([
      'deploy@web1 rolled-back',
      'deploy@web2 skipped: another server failed first',
    ]);
    expect(sea.fakes[1]?.asked).not.toContain('submit');
  });

  test('nothing is begun or sent where one cannot be reached', async () => {
    const unreachable = new Failure({
      doing: 'connecting to deploy@web2',
      happened: 'no answer came within 20 s',
      code: 'ssh-unreachable',
    });
    using sea = seaOf({}, { connect: () => unreachable });
    expect(await sea.go()).toEqual([
      'deploy@web1 skipped: another server stands against it',
      'deploy@web2 refused: no answer came within 20 s',
    ]);
    expect(sea.fakes[0]?.asked).toEqual(['connect', 'facts']);
    expect(sea.accepted).toEqual([]);
  });

  test('what cannot be learned of the archives is told once, for no server, before any is planned', async () => {
    using sea = seaOf({}, {});
    const heard: number[] = [];
    const learned = sea.go({
      learn(facts) {
        heard.push(facts.length);
        throw new Failure({
          doing: 'looking into it',
          happened: 'it has a device',
          code: 'shipped',
        });
      },
    });
    await expect(learned).rejects.toMatchObject({ facts: { code: 'shipped' } });
    expect(heard).toEqual([2]);
    expect(sea.submitted).toEqual([]);
    for (const { asked } of sea.fakes) expect(asked).toEqual(['connect', 'facts']);
  });

  test('what stands against all plans together keeps them from being begun', async () => {
    using sea = seaOf({}, {});
    const uneven = new Failure({ doing: 'planning', happened: 'they differ', code: 'uneven' });
    const going = sea.go({
      check() {
        throw uneven;
      },
    });
    await expect(going).rejects.toBe(uneven);
    expect(sea.fakes[0]?.asked).toEqual(['connect', 'facts']);
  });
});

test('contact that is lost and found while a server waits keeps nobody waiting', async () => {
  const waits = well.toSpliced(4, 0, 'cut after');
  using sea = seaOf({ jobs: [waits] }, { jobs: [waits] }, {});
  expect(await sea.go()).toEqual([
    'deploy@web1 deployed',
    'deploy@web2 deployed',
    'deploy@web3 deployed',
  ]);
});

test('a server that is waited for is not begun with any more once the run is given up', async () => {
  const busy = ended('', 75, 'gin-ship: busy: the deploy 000001-1-1 is under way here\n');
  using sea = seaOf({}, { meet: (command) => (command === 'submit' ? busy : undefined) });
  const submitting: FleetRequest<HostPlan>['submitting'] = ({ host }) =>
    host === 'web2' && sea.cancel('SIGINT');
  expect(await sea.go({ submitting })).toEqual([
    'deploy@web1 rolled-back',
    'deploy@web2 skipped: the run was given up while it waited for its turn there',
  ]);
});

test('a plan may have been taken where contact is lost, and then nobody lets us in any more', async () => {
  const shut = new Failure({ doing: 'logging in', happened: 'refused', code: 'ssh-auth' });
  using sea = seaOf(
    {
      connect: (nth) => (nth > 1 ? shut : undefined),
      meet: (command) => (command === 'submit' ? 'lost-after' : undefined),
    },
    {},
  );
  expect(await sea.go()).toEqual([
    'deploy@web1 unknown',
    'deploy@web2 skipped: another server failed first',
  ]);
  expect([sea.submitted, sea.accepted]).toEqual([['deploy@web1 000001-9001-1'], []]);
});

describe('a cancelled job', () => {
  test('begins nothing once it is cancelled while servers are asked', async () => {
    using sea = seaOf({}, {});
    sea.cancel('SIGINT');
    await expect(sea.go()).rejects.toMatchObject({
      facts: { happened: 'cancelled by SIGINT; nothing was switched on any server' },
    });
    expect(sea.accepted).toEqual([]);
  });

  test('takes back what was begun and not confirmed', async () => {
    using sea = seaOf({}, {});
    const going = sea.go({ accepted: () => sea.cancel('SIGINT') });
    expect(await going).toEqual([
      'deploy@web1 rolled-back',
      'deploy@web2 skipped: the run was cancelled',
    ]);
    expect(sea.fakes.map(said)).toEqual([['submit', 'say abort'], []]);
  });
});
