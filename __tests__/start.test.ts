import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseFileCommands } from './action/runner.ts';

const driver = join(import.meta.dirname, 'fixtures/start-driver.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-start-'));
  mkdirSync(join(folder, 'work'));
  for (const name of ['state', 'summary']) writeFileSync(join(folder, name), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly state: Readonly<Record<string, string>>;
}

function start(env: Readonly<Record<string, string>>): Run {
  const child = spawnSync(process.execPath, [driver], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      RUNNER_TEMP: join(folder, 'temp'),
      RUNNER_TOOL_CACHE: join(folder, 'tools'),
      GITHUB_WORKSPACE: join(folder, 'work'),
      GITHUB_STATE: join(folder, 'state'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      ...env,
    },
  });
  expect(child.stderr).toBe('');
  const state = parseFileCommands(readFileSync(join(folder, 'state'), 'utf8'));
  return { code: child.status, lines: child.stdout.trimEnd().split('\n'), state };
}

test('inputs that are not right end the run before anything is done, as one annotation', () => {
  const { code, lines, state } = start({
    INPUT_TOKEN: 'hunter2hunter2',
    INPUT_CGO: 'maybe',
    INPUT_OUTPUT_DIR: 'out',
    INPUT_HOSTS: '',
  });
  expect(code).toBe(1);
  expect(lines).toEqual([
    '::add-mask::hunter2hunter2',
    '::error::reading the inputs: 2 are not right%0A' +
      '  | hosts: there is no such input; see the inputs in the README%0A' +
      '  | cgo: "maybe" is not known; accepted: auto, on, off%0A' +
      'Try: correct them under `with:` in the workflow, or an `env:` variable that begins with INPUT_',
  ]);
  expect(state).toEqual({ after: 'true' });
  expect(readFileSync(join(folder, 'summary'), 'utf8')).toMatch(
    /^## gin-ship failed\n\n```\nreading the inputs: 2 are not right\n/,
  );
});

test('values of build-env are masked before anything is told', () => {
  const { lines } = start({
    INPUT_TOKEN: 'hunter2hunter2',
    'INPUT_BUILD-ENV': 'KEY=correct-horse\nCC=gcc\nPEM<<END\nfirst line\nsecond line\nEND',
  });
  expect(lines.slice(0, 4)).toEqual([
    '::add-mask::hunter2hunter2',
    '::add-mask::correct-horse',
    '::add-mask::first line',
    '::add-mask::second line',
  ]);
});

test('a failure that the user can act on is told as it is', () => {
  const { code, lines } = start({});
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe(
    '::error::reading go.mod in the workspace: there is no go.mod%0A' +
      'Try:%0A  - name the folder of go.mod in `working-directory`%0A' +
      '  - run actions/checkout before this step',
  );
});

test('anything else is a bug of ours, told with where it was', () => {
  const { code, lines } = start({ DEFAULTS: JSON.stringify({ targets: 7 }) });
  expect(code).toBe(1);
  expect(lines.at(-1)).toMatch(
    /^::error::gin-ship itself failed; please report this:%0ATypeError: [^]*%0A {4}at /,
  );
});

test('what the system refuses is told as a failure, too', () => {
  writeFileSync(join(folder, 'temp'), 'no folder');
  const { code, lines } = start({ RUNNER_TEMP: join(folder, 'temp/below') });
  expect(code).toBe(1);
  expect(lines).toContain(
    '::error::making a folder for temporary files: a file is where a folder should be%0A' +
      `  path: ${folder}/temp/below%0A` +
      `  error: ENOTDIR: not a directory, mkdir '${folder}/temp/below'%0A` +
      'Try: set RUNNER_TEMP to a folder that can be written to and has room',
  );
});

test.each([
  ['a file of the runner that is gone', { GITHUB_STATE: '/gone/state' }, 'writing to the file of'],
  [
    'a folder as go-version-file',
    { 'INPUT_GO-VERSION-FILE': '.' },
    'setting up Go: a folder is where a file should be%0A  path: ',
  ],
  [
    'a path of Windows as output-dir',
    { 'INPUT_OUTPUT-DIR': 'C:\\out' },
    'looking at output-dir: C:\\out is a path of Windows, and this runner is none%0A',
  ],
])('%s is a failure that the user can act on', (_, env, said) => {
  writeFileSync(join(folder, 'work/go.mod'), 'module example.com/app\n');
  const { code, lines } = start(env);
  expect(code).toBe(1);
  expect(lines.filter((line) => line.startsWith('::error::'))).toEqual([
    expect.stringContaining(`::error::${said}`),
  ]);
});

test('the part after the job does nothing where nothing was kept', () => {
  const { code, state } = start({ STATE_after: 'true' });
  expect([code, state]).toEqual([0, {}]);
});
