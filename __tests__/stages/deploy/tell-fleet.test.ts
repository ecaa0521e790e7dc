import { expect, test } from 'vitest';
import { noProgress } from '../../../src/domain/deploy/progress.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { createReport } from '../../../src/stages/report.ts';
import { tellFleet } from '../../../src/stages/deploy/tell-fleet.ts';
import { planOf } from '../../domain/deploy/planned.ts';
import { fakeWorld } from '../../fakes/world.ts';

test('a server that may have taken its plan is told as not known, not as one that stood against it', () => {
  using world = fakeWorld();
  const plan = planOf();
  const problem = 'contact was lost: the connection was reset';
  const error = new Failure({ doing: 'submitting', happened: problem, code: 'ssh-lost' });
  const telling = (): void =>
    tellFleet(world, {
      ...{ name: 'notes', version: '1.3.0', command: 'deploy', report: createReport(world) },
      results: [
        {
          address: { user: 'deploy', host: 'web1', port: 22 },
          plan: { plan, deploy: plan.deploy, text: '', lease: 60_000, probeTimeout: 3000 },
          ...{ server: 'deploy@web1', heard: noProgress, said: new Set<'go'>(), error },
          ending: { kind: 'unknown', problem },
        },
      ],
    });
  expect(telling).toThrow(
    expect.objectContaining({
      facts: expect.objectContaining({
        code: 'deploy-unknown',
        happened: `it is not known how it ended: ${problem}; nothing was heard of it; the server goes back by itself to what ran before`,
        attempt: [
          'run command: status when the server can be reached: it tells how it ended',
          `or look there: sudo /usr/local/libexec/gin-ship records notes ${plan.deploy}`,
          'the next deploy begins by settling it',
        ],
      }) as unknown,
    }),
  );
  expect(world.recorded.outputs).toMatchObject({ outcome: 'unknown' });
  expect(world.recorded.state).toEqual({
    deploys: `[["deploy@web1","notes","${plan.deploy}"]]`,
  });
});
