import { expect, test } from 'vitest';
import { createDeployments } from '../../../src/adapters/github/deployments.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { createSecret } from '../../../src/domain/inputs/inputs.ts';
import { type Announcement, announced } from '../../../src/stages/deployment/announce.ts';
import type { SshAddress } from '../../../src/domain/remote/address.ts';
import { createReport } from '../../../src/stages/report.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { type StoredDeployment, deploymentRoutes } from '../../servers/github/deployments.ts';
import { type Scopes, type GitHubServer, startGitHub, token } from '../../servers/github/github.ts';

const commit = 'c0ffee01';
const run = 'https://github.com/someone/notes/actions/runs/1001';
const environment = { name: 'production', url: 'https://notes.example.com' };

const hostOf = (host: string): SshAddress => ({ user: 'deploy', host, port: 22 });
const servers = expect.stringMatching(/^[0-9a-f]{12}$/) as string;

interface Wish extends Partial<Omit<Announcement, 'report'>> {
  readonly stored?: StoredDeployment[];
  readonly scopes?: Scopes;
  readonly prepare?: (github: GitHubServer) => void;
  readonly deploy?: () => Promise<void>;
}

async function announce(wish: Wish = {}) {
  const { stored = [], scopes = { deployments: 'write' }, prepare, ...more } = wish;
  await using github = await startGitHub(deploymentRoutes(stored), scopes);
  prepare?.(github);
  using world = fakeWorld();
  const env = { GITHUB_API_URL: github.url };
  const deployments = createDeployments(env, { log: world.log, second: 1 });
  const whole = {
    environment,
    token: createSecret(token),
    name: 'notes',
    version: '1.4.0',
    commit,
    hosts: [hostOf('a'), hostOf('b')],
  };
  let deploys = 0;
  const deploy = async (): Promise<void> => {
    deploys += 1;
    await wish.deploy?.();
  };
  const announcement = { ...whole, ...more, report: createReport(world) };
  const error: unknown = await announced({ ...world, deployments }, announcement, deploy).catch(
    (thrown: unknown) => thrown,
  );
  return { stored, error, deploys, requests: github.requests, lines: world.recorded.lines };
}

const status = (state: string, description: string): object => ({
  state,
  description,
  log_url: run,
  environment_url: 'https://notes.example.com',
});

test('a deploy is told before it begins and when it is over, with the address', async () => {
  const { stored, error } = await announce();
  expect(error).toBe(undefined);
  expect(stored).toEqual([
    {
      id: 1,
      sha: commit,
      environment: 'production',
      payload: { by: 'gin-ship', name: 'notes', job: '', servers },
      statuses: [
        status('in_progress', 'notes 1.4.0'),
        status('success', 'confirmed on all servers'),
      ],
    },
  ]);
});

test('one that fails is told, and fails as it did', async () => {
  const failure = new Failure({
    doing: 'deploying notes',
    happened: 'the old version serves',
    code: 'deploy-rolled-back',
  });
  const { stored, error } = await announce({ deploy: () => Promise.reject(failure) });
  expect(error).toBe(failure);
  expect(stored[0]?.statuses.at(-1)).toEqual(status('failure', 'the old version serves'));
});

test('where the job has an environment, Actions tells of it, and nothing is told twice', async () => {
  const actions = {
    id: 1,
    // Of the event, not of what is deployed.
    sha: 'f00d',
    environment: 'production',
    payload: {},
    statuses: [{ state: 'in_progress', log_url: `${run}/job/5` }],
  };
  const { stored, deploys, lines } = await announce({ stored: [actions] });
  expect(deploys).toBe(1);
  expect(stored).toEqual([actions]);
  expect(lines).toContain(
    'info: deployment: skipped, the job has `environment:`, and Actions itself tells GitHub of it',
  );
});

test('a run that is tried again goes on with the deployment that it made', async () => {
  const { stored } = await announce();
  const again = await announce({ stored });
  expect(again.stored).toHaveLength(1);
  expect(again.stored[0]?.statuses.map((one) => one['state'])).toEqual([
    'in_progress',
    'success',
    'in_progress',
    'success',
  ]);
});

test('two services of one run have a deployment each', async () => {
  const { stored } = await announce();
  const failure = new Failure({ doing: 'x', happened: 'it failed', code: 'deploy-down' });
  await announce({ stored, name: 'users', deploy: () => Promise.reject(failure) });
  expect(stored.map(({ payload, statuses }) => [payload, statuses.at(-1)?.['state']])).toEqual([
    [{ by: 'gin-ship', name: 'notes', job: '', servers }, 'success'],
    [{ by: 'gin-ship', name: 'users', job: '', servers }, 'error'],
  ]);
});

test('the jobs of a matrix, which have one name, have a deployment for the servers of each', async () => {
  const { stored } = await announce();
  const failure = new Failure({ doing: 'x', happened: 'it failed', code: 'deploy-down' });
  await announce({ stored, hosts: [hostOf('c')], deploy: () => Promise.reject(failure) });
  await announce({ stored, hosts: [hostOf('b'), hostOf('a')] });
  expect(stored.map(({ statuses }) => statuses.map((one) => one['state']))).toEqual([
    ['in_progress', 'success', 'in_progress', 'success'],
    ['in_progress', 'error'],
  ]);
});

test('a token that may not is told before any server is touched, with the line to add', async () => {
  const { error, deploys } = await announce({ scopes: { deployments: 'read' } });
  expect(deploys).toBe(0);
  expect(String(error)).toContain('deployments: write');
});

test('a last word that does not arrive is a warning', async () => {
  const answer = { status: 403, body: { message: 'Resource not accessible by integration' } };
  const ok = { status: 201, body: {} };
  const { error, deploys, lines } = await announce({
    prepare: (github) => github.fail('POST', /statuses$/, ok, answer),
  });
  expect([error, deploys]).toEqual([undefined, 1]);
  expect(lines.filter((line) => line.startsWith('warning'))).toHaveLength(1);
});

test.each<[Wish, string | undefined]>([
  [{ environment: undefined }, undefined],
  [{ token: undefined }, 'info: deployment: skipped, there is no token to tell GitHub with'],
  [{ commit: undefined }, 'info: deployment: skipped, the run is not on GitHub'],
])('%j: the deploy goes on, and GitHub is asked nothing', async (wish, line) => {
  const { requests, deploys, lines } = await announce(wish);
  expect([requests, deploys]).toEqual([[], 1]);
  expect(lines).toEqual(line === undefined ? [] : [line]);
});
