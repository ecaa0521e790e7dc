import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../action/runner.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
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

test('production waits for staging, and goes on without it only where there is none', () => {
  const { needs, if: condition = '' } = workflow.jobs['production'] ?? {};
  expect(needs).toContain('staging');
  expect(condition).toContain("(inputs.staging == '' || needs.staging.result == 'success')");
  expect(condition).toContain("needs.merge.result == 'success'");
});

test('a pull request is deployed nowhere', () => {
  for (const job of ['staging', 'production']) {
    expect(workflow.jobs[job]?.if).toContain("github.event_name != 'pull_request'");
  }
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
