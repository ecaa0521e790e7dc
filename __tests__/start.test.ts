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
  writeFileSync(join(folder, 'state'), '');
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
      'Try: correct them under `with:` in the workflow',
  ]);
  expect(state).toEqual({ after: 'true' });
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
  writeFileSync(join(folder, 'temp'), 'no folder');
  const { code, lines } = start({});
  expect(code).toBe(1);
  expect(lines.at(-1)).toMatch(
    /^::error::gin-ship itself failed; please report this:%0AError: E\w+: [^]*%0A {4}at /,
  );
});

test('the part after the job does nothing where nothing was kept', () => {
  const { code, state } = start({ STATE_after: 'true' });
  expect([code, state]).toEqual([0, {}]);
});
