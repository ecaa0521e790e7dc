import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { decideDeployOn, parseDeployTrigger } from '../../src/domain/deploy/deploy-on.ts';
import { repository } from '../action/runner.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly concurrency?: object;
  readonly steps: readonly { readonly uses: string; readonly with?: object }[];
}

interface Workflow {
  readonly on: { readonly workflow_call: Readonly<Record<'inputs' | 'secrets', object>> };
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const top = parse(read('action.yml')) as Action;
const inner = parse(read('.github/actions/gin-ship/action.yml')) as Action;
const text = read('.github/workflows/ship.yml');
const workflow = parse(text) as Workflow;

const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const ours = steps.filter(({ uses }) => uses === '$/.github/actions/gin-ship');
const given = [...new Set(ours.flatMap((step) => Object.keys(step.with ?? {})))];

test('the action that ship.yml names runs the very program of action.yml', () => {
  const up = (path = ''): string => `../../../${path}`;
  const { main, post, ...how } = top.runs;
  expect(inner.runs).toEqual({ ...how, main: up(main), post: up(post) });
});

test('it declares what ship.yml gives to it, and what only the runner can fill in', () => {
  expect(Object.keys(inner.inputs).sort()).toEqual([...given, 'token'].sort());
  expect(inner.inputs['token']?.default).toBe(top.inputs['token']?.default);
});

test('its inputs and outputs are those of action.yml', () => {
  expect(Object.keys(inner.inputs).filter((name) => !(name in top.inputs))).toEqual([]);
  expect(Object.keys(inner.outputs).filter((name) => !(name in top.outputs))).toEqual([]);
});

test('outputs that ship.yml reads are declared, all of them and no others', () => {
  const named = text.matchAll(/steps\.\w+\.outputs\.([\w-]+)/g);
  const used = new Set([...named].map(([, name = '']) => name));
  expect(Object.keys(inner.outputs).sort()).toEqual([...used].sort());
});

test('every input and secret of ship.yml reaches the action under its own name, or names an environment', () => {
  const { inputs, secrets } = workflow.on.workflow_call;
  for (const name of Object.keys(inputs)) {
    if (!['staging', 'production'].includes(name)) {
      expect(text).toContain(` ${name}: \${{ inputs.${name} }}\n`);
    }
  }
  for (const name of Object.keys(secrets)) {
    const input = name.toLowerCase().replaceAll('_', '-');
    expect(text.split(` ${input}: \${{ secrets.${name} }}\n`).length - 1).toBe(2);
  }
});

interface Run {
  readonly github: {
    readonly event_name: string;
    readonly ref_type: string;
    readonly ref_name: string;
    readonly event: object;
  };
  readonly inputs: Readonly<Record<'staging' | 'production', string>>;
  readonly needs: Readonly<Record<'merge' | 'staging', { readonly result: string }>>;
}

/** What these conditions have of GitHub's expressions means the same in JavaScript. */
function isRun(job: string, run: Run, cancelled = false): boolean {
  const condition = workflow.jobs[job]?.if;
  if (condition === undefined) throw new Error(`${job} has no condition`);
  return runInNewContext(condition, { ...run, cancelled: () => cancelled }) as boolean;
}

const success = { result: 'success' };
const both = { staging: 'staging', production: 'production' };

/** Of a run on the event in which all has gone well until then. */
function runOn(event_name: string, ref_type: string, ref_name: string): Run {
  const event = { repository: { default_branch: 'main' } };
  const github = { event_name, ref_type, ref_name, event };
  return { github, inputs: both, needs: { merge: success, staging: success } };
}

const usual = (top.inputs['deploy-on']?.default ?? '').split('\n').flatMap((line) => {
  const parsed = parseDeployTrigger(line);
  return 'trigger' in parsed ? [parsed.trigger] : [];
});

test.each([
  ['push', 'branch', 'main', true],
  ['push', 'branch', 'feature', false],
  ['push', 'branch', 'main/2', false],
  ['push', 'tag', 'v1.2.3', true],
  ['push', 'tag', 'main', true],
  ['workflow_dispatch', 'branch', 'main', true],
  ['workflow_dispatch', 'branch', 'feature', true],
  ['workflow_dispatch', 'tag', 'v1.2.3', true],
  ['pull_request', 'branch', '7/merge', false],
  ['pull_request_target', 'branch', 'main', false],
  ['merge_group', 'branch', 'gh-readonly-queue/main/pr-7', false],
  ['schedule', 'branch', 'main', false],
  ['repository_dispatch', 'branch', 'main', false],
  ['release', 'tag', 'v1.2.3', false],
  ['workflow_run', 'branch', 'main', false],
  ['issue_comment', 'branch', 'main', false],
])('a run on %s of the %s %s deploys as the default of deploy-on says: %s', (...row) => {
  const [name, refType, refName, deploys] = row;
  const run = runOn(name, refType, refName);
  expect([isRun('staging', run), isRun('production', run)]).toEqual([deploys, deploys]);
  const event = { name, refType, refName, defaultBranch: 'main' };
  expect(decideDeployOn(usual, event).deploys).toBe(deploys);
});

const push = runOn('push', 'branch', 'main');
const failed = { result: 'failure' };
const left = { result: 'skipped' };

test.each<[what: string, run: Run, staging: boolean, production: boolean]>([
  ['both environments', push, true, true],
  ['no environment', { ...push, inputs: { staging: '', production: '' } }, false, false],
  ['staging alone', { ...push, inputs: { ...both, production: '' } }, true, false],
  [
    'production alone',
    { ...push, inputs: { ...both, staging: '' }, needs: { merge: success, staging: left } },
    false,
    true,
  ],
  ['a staging that failed', { ...push, needs: { merge: success, staging: failed } }, true, false],
  [
    'a staging that was skipped',
    { ...push, needs: { merge: success, staging: left } },
    true,
    false,
  ],
])('with %s, production goes on only where staging did or is none', (_what, run, ...deploys) => {
  expect([isRun('staging', run), isRun('production', run)]).toEqual(deploys);
});

test('production is not deployed to where the parts could not be merged, or the run was cancelled', () => {
  const inputs = { ...both, staging: '' };
  const unmerged = { ...push, inputs, needs: { merge: failed, staging: left } };
  expect(isRun('production', unmerged)).toBe(false);
  expect(isRun('production', push, true)).toBe(false);
  expect(workflow.jobs['staging']?.needs).toBe('merge');
  expect(workflow.jobs['production']?.needs).toEqual(['plan', 'build', 'merge', 'staging']);
});

test('deploys wait for those of the same service to the same environment, and for no others', () => {
  const groups = ['staging', 'production'].map((job) => workflow.jobs[job]?.concurrency);
  const own = '${{ inputs.working-directory }}-${{ inputs.name }}';
  expect(groups).toEqual([
    { group: `gin-ship-\${{ inputs.staging }}-${own}` },
    { group: `gin-ship-\${{ inputs.production }}-${own}` },
  ]);
});

test('staging and production are deployed to in the same way', () => {
  const [staging, production] = ['staging', 'production'].map((job) => workflow.jobs[job]?.steps);
  expect(staging).toEqual(production);
});

test('the example that calls it gives inputs and secrets that it has', () => {
  const { jobs } = parse(read('examples/workflows/fan-out.yml')) as {
    readonly jobs: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };
  const { inputs, secrets } = workflow.on.workflow_call;
  const { uses, with: said = {}, secrets: passed = {}, ...more } = jobs['ship'] ?? {};
  expect([uses, more]).toEqual(['org/gin-ship/.github/workflows/ship.yml@v1', {}]);
  expect(Object.keys(said).filter((name) => !(name in inputs))).toEqual([]);
  expect(Object.keys(passed).filter((name) => !(name in secrets))).toEqual([]);
});

test('docs/fan-out.md names every input of it', () => {
  const page = read('docs/fan-out.md');
  const names = Object.keys(workflow.on.workflow_call.inputs);
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
