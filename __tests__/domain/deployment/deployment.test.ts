import { expect, test } from 'vitest';
import { endStatus } from '../../../src/domain/deployment/end-status.ts';
import {
  type OwnDeployment,
  decideOwnDeployment,
} from '../../../src/domain/deployment/own-deployment.ts';
import { Failure } from '../../../src/domain/failure.ts';

const maker = { name: 'notes', job: 'deploy', servers: 'ab12' };
const run = 'https://github.com/someone/notes/actions/runs/77';

test.each<[string, Parameters<typeof decideOwnDeployment>[0], OwnDeployment]>([
  ['none', [], { kind: 'none' }],
  ['one of another run', [{ id: 1, maker, logs: [`${run}1/job/5`] }], { kind: 'none' }],
  ['one without a status', [{ id: 1, logs: [] }], { kind: 'none' }],
  ['one of the job', [{ id: 1, logs: [`${run}/job/5`] }], { kind: 'actions' }],
  [
    'one of the job beside ours',
    [
      { id: 2, maker, logs: [run] },
      { id: 1, logs: [`${run}/job/5`] },
    ],
    { kind: 'actions' },
  ],
  [
    'ours of two attempts',
    [
      { id: 2, maker, logs: [run] },
      { id: 3, maker, logs: [run] },
    ],
    { kind: 'ours', id: 3 },
  ],
  [
    'ours of another service, of another job, and to other servers',
    [
      { id: 2, maker: { ...maker, name: 'users' }, logs: [run] },
      { id: 3, maker: { ...maker, job: 'canary' }, logs: [run] },
      { id: 4, maker: { ...maker, servers: 'cd34' }, logs: [run] },
    ],
    { kind: 'none' },
  ],
])('of this run: %s', (_, found, expected) => {
  expect(decideOwnDeployment(found, run, maker)).toEqual(expected);
});

const failed = (code: string, happened = 'the gate failed'): Failure =>
  new Failure({ doing: 'deploying notes', happened, code });

test.each<[string, unknown, ReturnType<typeof endStatus>]>([
  ['well', undefined, { state: 'success', description: 'confirmed on all servers' }],
  [
    'rolled back',
    failed('deploy-rolled-back'),
    { state: 'failure', description: 'the gate failed' },
  ],
  ['refused', failed('deploy-refused'), { state: 'failure', description: 'the gate failed' }],
  ['down', failed('deploy-down'), { state: 'error', description: 'the gate failed' }],
  [
    'with contact lost',
    failed('deploy-unknown'),
    { state: 'error', description: 'the gate failed' },
  ],
  [
    'in many words',
    failed('x', `a\n${'b'.repeat(200)}`),
    { state: 'failure', description: `a\\u000a${'b'.repeat(130)}...` },
  ],
  [
    'by a bug of ours',
    new Error('secret'),
    { state: 'error', description: 'gin-ship itself failed; see the log' },
  ],
])('a deploy that ends %s', (_, error, status) => {
  expect(endStatus(error)).toEqual(status);
});
