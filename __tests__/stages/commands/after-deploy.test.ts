import { expect, test } from 'vitest';
import { formatBegun } from '../../../src/domain/deploy/begun-deploys.ts';
import { type DeployRecord, formatRecord } from '../../../src/domain/deploy/records.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { afterDeploy } from '../../../src/stages/commands/after-deploy.ts';
import { record, recordLine } from '../../domain/deploy/server-answers.ts';
import { ended } from '../../fakes/remote.ts';
import { factsText } from '../deploy/setting.ts';
import { running } from '../deploy/ordered.ts';
import { type Several, commandInputs, meetSeveral } from './several.ts';

const deploy = '000004-9002-1';
const begunOn = (...hosts: readonly string[]): string =>
  formatBegun(
    hosts.map((host) => ({ address: { user: 'deploy', host, port: 22 }, name: 'notes', deploy })),
  );

const as = (state: DeployRecord['state'], more: Partial<DeployRecord> = {}): DeployRecord => ({
  ...record,
  ...{ deploy, sequence: 4, predecessor: '000003-9001-1', version: '1.3.0', state },
  ...more,
});
const factsWith = (of: DeployRecord): string =>
  factsText(...running, recordLine(record), recordLine(of));

async function tell(there: Several, begun: string): Promise<readonly string[]> {
  const hosts = [...there.servers.keys()];
  await afterDeploy(there.world, { begun, readInputs: () => commandInputs('ship', hosts) });
  return there.lines();
}

test('each server that was at work is told as it ended, in the log and in the summary', async () => {
  using there = meetSeveral({
    a: { facts: () => factsWith(as('confirmed')) },
    b: { facts: () => factsWith(as('rolled-back', { reason: 'the job was cancelled' })) },
    c: { facts: () => factsWith(as('down')) },
    d: { facts: () => factsText(...running, recordLine(record)) },
  });
  expect(await tell(there, begunOn('a', 'b', 'c', 'd'))).toEqual([
    'info: this run did not see how the deploy ended; the servers are asked',
    'group: deploy@a',
    'group: deploy@b',
    'group: deploy@c',
    'group: deploy@d',
    'notice: deploy@a: 000004-9002-1 was confirmed, and serves',
    'notice: deploy@b: 000004-9002-1 was undone, and 000003-9001-1 serves (the job was cancelled)',
    'warning: deploy@c: neither 000004-9002-1 nor 000003-9001-1 serves: run command: status, then deploy a version that works',
    'notice: deploy@d: nothing was touched there by 000004-9002-1',
  ]);
  expect(there.world.recorded.summary).toBe(`## notes: what the run did not see

- deploy\\@a: 000004-9002-1 was confirmed, and serves
- deploy\\@b: 000004-9002-1 was undone, and 000003-9001-1 serves (the job was cancelled)
- deploy\\@c: neither 000004-9002-1 nor 000003-9001-1 serves: run command: status, then deploy a version that works
- deploy\\@d: nothing was touched there by 000004-9002-1
`);
  expect(there.servers.get('a')?.asked).toEqual(['connect', 'facts']);
  expect(there.servers.get('d')?.asked).toEqual(['connect', 'facts', 'facts']);
});

test('what is not decided yet is waited for', async () => {
  const undone = as('rolled-back', { reason: 'nobody renewed the lease' });
  using there = meetSeveral({
    a: {
      facts: () => factsWith(as('switched')),
      meet: (command, nth) =>
        command === 'records' ? ended(formatRecord(nth < 40 ? as('switched') : undone)) : undefined,
    },
  });
  expect((await tell(there, begunOn('a'))).slice(1)).toEqual([
    'group: deploy@a',
    'info: 000004-9002-1 is switched; it is waited for what the server decides',
    'notice: deploy@a: 000004-9002-1 was undone, and 000003-9001-1 serves (nobody renewed the lease)',
  ]);
  expect(there.servers.get('a')?.asked.filter((what) => what === 'records')).toHaveLength(40);
});

test('what a server has not decided in the end is told as that, with what it will do', async () => {
  using there = meetSeveral({
    a: {
      facts: () => factsWith(as('switched')),
      meet: (command) => (command === 'records' ? ended(formatRecord(as('switched'))) : undefined),
    },
    unread: { facts: () => factsText(...running, `record=${deploy}|record=2`) },
  });
  expect((await tell(there, begunOn('a', 'unread'))).slice(-2)).toEqual([
    'warning: deploy@a: 000004-9002-1 is not decided yet: the server goes back to 000003-9001-1 by itself when its lease runs out',
    'warning: deploy@unread: it is not known how 000004-9002-1 ended: its record cannot be read, it is of another form than gin-ship knows; where nobody confirmed it, the server goes back by itself; command: status tells',
  ]);
});

test('a server that is out of reach, and inputs that cannot be read again, fail nothing', async () => {
  const lost = new Failure({
    doing: 'connecting',
    happened: 'nobody answered',
    code: 'ssh-unreachable',
  });
  using there = meetSeveral({ a: { connect: () => lost } });
  const unknown =
    'where nobody confirmed it, the server goes back by itself; command: status tells';
  expect((await tell(there, begunOn('a'))).at(-1)).toBe(
    `warning: deploy@a: it is not known how 000004-9002-1 ended: nobody answered; ${unknown}`,
  );
  const readInputs = (): never => {
    throw new Failure({ doing: 'reading the inputs', happened: 'one is not right' });
  };
  await afterDeploy(there.world, { begun: begunOn('a'), readInputs });
  expect(there.lines().at(-1)).toBe(
    `warning: deploy@a: it is not known how 000004-9002-1 ended: one is not right; ${unknown}`,
  );
});

test.each(['', '[]', 'no JSON', '[["deploy@a","../x","000004-9002-1"]]', '[[1]]'])(
  'where nothing is left to tell, nothing is said or read: %j',
  async (begun) => {
    using there = meetSeveral({ a: {} });
    const readInputs = (): never => {
      throw new Error('inputs are not asked for');
    };
    await afterDeploy(there.world, { begun, readInputs });
    expect([there.lines(), there.world.recorded.summary]).toEqual([[], '']);
  },
);
