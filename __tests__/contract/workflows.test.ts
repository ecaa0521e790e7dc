import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../action/runner.ts';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(repository, '.github/workflows');

/** The job of each workflow that waits for all others. */
const gates: Readonly<Record<string, string>> = {
  'ci.yml': 'passed',
  'e2e.yml': 'passed',
  'release.yml': 'move-major-tag',
};

const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});

test('every workflow has a gate', () => {
  expect(workflows.map(({ name }) => name).sort()).toEqual(Object.keys(gates).sort());
});

test.each(workflows)('the gate of $name waits for every other job', ({ name, workflow }) => {
  const gate = gates[name] ?? '';
  const others = Object.keys(workflow.jobs).filter((job) => job !== gate);
  expect([workflow.jobs[gate]?.needs ?? []].flat().toSorted()).toEqual(others.sort());
});

test.each(workflows)('$name may only read, but for what a job names', ({ workflow }) => {
  expect(workflow.permissions).toEqual({ contents: 'read' });
});

test('one job alone may write: the one that moves the major tag', () => {
  const writing = workflows.flatMap(({ workflow }) =>
    Object.entries(workflow.jobs).flatMap(([job, { permissions }]) =>
      permissions === undefined ? [] : [[job, permissions]],
    ),
  );
  expect(writing).toEqual([['move-major-tag', { contents: 'write' }]]);
});

test.each(workflows)('$name pins every action by commit and says its version', ({ text }) => {
  const used = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, what = '']) => what);
  const others = used.filter((what) => !what.startsWith('./'));
  const unpinned = others.filter((what) => !/^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d/.test(what));
  expect(unpinned).toEqual([]);
});

test('an action has the same commit in all workflows', () => {
  const pins = workflows.flatMap(({ text }) =>
    [...text.matchAll(/uses: ([^@\s]+)@(.+)$/gm)].map(([, action = '', pin = '']) => [action, pin]),
  );
  const byAction = Map.groupBy(pins, ([action]) => action);
  const twice = [...byAction].filter(([, same]) => new Set(same.map(([, pin]) => pin)).size > 1);
  expect(twice).toEqual([]);
});

test.each(workflows)('$name leaves no token of a checkout behind', ({ workflow }) => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  const careless = checkouts.filter((step) => step.with?.['persist-credentials'] !== false);
  expect(careless).toEqual([]);
});

test.each(workflows)('every job of $name that runs steps has a time limit', ({ workflow }) => {
  const endless = Object.entries(workflow.jobs)
    .filter(([, job]) => job.steps !== undefined && job['timeout-minutes'] === undefined)
    .map(([name]) => name);
  expect(endless).toEqual([]);
});
