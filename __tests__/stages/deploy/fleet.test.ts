import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { FleetRequest } from '../../../src/stages/deploy/carry-fleet.ts';
import type { HostPlan } from '../../../src/stages/deploy/host-session.ts';
import { ended } from '../../fakes/remote.ts';
import { bad, said, seaOf } from './fleet-sea.ts';
import { well } from './setting.ts';

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
