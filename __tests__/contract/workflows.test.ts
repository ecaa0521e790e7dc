import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../action/runner.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
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
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(repository, '.github/workflows');
const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

/** The job of each workflow that waits for all others. */
const gates: Readonly<Record<string, string>> = {
  'ci.yml': 'passed',
  'codeql.yml': 'analyze',
  'e2e.yml': 'passed',
  'release.yml': 'publish',
  'scorecard.yml': 'score',
  'ship.yml': 'production',
  'tags.yml': 'check',
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

test('the jobs that may write are these', () => {
  const writing = workflows.flatMap(({ workflow }) =>
    Object.entries(workflow.jobs).flatMap(([job, { permissions }]) =>
      isSilent(permissions) ? [] : [[job, permissions]],
    ),
  );
  expect(Object.fromEntries(writing)).toEqual({
    analyze: { contents: 'read', 'security-events': 'write' },
    publish: { contents: 'write' },
    score: { contents: 'read', 'security-events': 'write', 'id-token': 'write' },
  });
});

/** Says nothing, or that there is nothing that it may. */
function isSilent(permissions: unknown): boolean {
  return permissions === undefined || JSON.stringify(permissions) === '{}';
}

test('what comes from a fork starts no job that may write, but for findings of its own', () => {
  const open = workflows.filter(({ workflow }) =>
    Object.keys(workflow.on).some((event) => /^(?:pull_request|issue|workflow_run)/.test(event)),
  );
  const privileged = open.filter(({ text }) => /^ {6}(?!security-events)[\w-]+: write/m.test(text));
  expect(privileged.map(({ name }) => name)).toEqual([]);
  expect(open.flatMap(({ workflow }) => Object.keys(workflow.on))).not.toContain(
    'pull_request_target',
  );
});

test.each(['ci.yml', 'e2e.yml'])('%s runs on Linux, macOS and Windows', (name) => {
  const { text = '' } = workflows.find((one) => one.name === name) ?? {};
  for (const runner of ['ubuntu-latest', 'macos-latest', 'windows-latest']) {
    expect(text).toContain(runner);
  }
});

test('dist/ is made anew from src/ and compared, by CI, by script/test and for each release', () => {
  const ci = workflows.find(({ name }) => name === 'ci.yml')?.workflow;
  const runs = (ci?.jobs['check-dist']?.steps ?? []).map(({ run }) => run);
  expect(runs).toContain('npm run check-dist');
  expect(read('script/test')).toContain('npm run --silent check-dist');
  expect(read('.github/workflows/release.yml')).toContain('uses: ./.github/workflows/ci.yml');
});

test('packages, actions and modules are updated weekly, a week after they came out', () => {
  const { updates } = parse(read('.github/dependabot.yml')) as {
    readonly updates: readonly Readonly<Record<string, unknown>>[];
  };
  expect(updates.map((update) => update['package-ecosystem'])).toEqual([
    'npm',
    'github-actions',
    'gomod',
  ]);
  for (const update of updates) {
    expect(update).toMatchObject({
      schedule: { interval: 'weekly' },
      cooldown: { 'default-days': 7 },
    });
  }
});

test.each(workflows)('$name pins every action by commit and says its version', ({ text }) => {
  const used = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, what = '']) => what);
  const others = used.filter((what) => !/^[.$]\//.test(what));
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
