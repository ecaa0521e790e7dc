import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestReport } from '../../script/test-report.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'report-'));

const files = {
  'tests.test.ts': `import { describe, expect, test } from 'vitest';
test('passes', () => {});
test.skip('waits', () => {});
describe('a group', () => {
  test('compares', () => expect({ a: 1 }).toEqual({ a: 2 }));
});
`,
  'hooks.test.ts': `import { beforeAll, describe, test } from 'vitest';
describe('a group', () => {
  beforeAll(() => { throw new TypeError('\\u001B[31mno server\\u001B[39m'); });
  test('never runs', () => {});
});
`,
  'broken.test.ts': "import './is-not-there.ts';\n",
  'late.test.ts': `import { test } from 'vitest';
test('leaves something behind', async () => {
  void Promise.reject(new RangeError('late'));
  await new Promise((go) => setImmediate(go));
});
`,
  'dying.test.ts': `import { test } from 'vitest';
test('takes its worker along', () => process.kill(process.pid, 'SIGKILL'));
`,
};

beforeAll(() => {
  mkdirSync(join(folder, 'tests'));
  // Only vitest itself, so that what it keeps in node_modules stays in this folder.
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, 'tests', name), text);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the reporter wrote, in an order that does not depend on which file ended first. */
function report(...names: readonly (keyof typeof files)[]): Omit<TestReport, 'times'> {
  const to = join(folder, 'told.json');
  const words = ['run', `--reporter=${root}/script/test-report.ts`, `--outputFile.told=${to}`];
  // Of the tests around nothing but the colours, so that it is seen that none arrive.
  const env = { PATH: process.env['PATH'], FORCE_COLOR: '1' };
  const vitest = join(root, 'node_modules/.bin/vitest');
  const { status } = spawnSync(vitest, [...words, ...names], { cwd: folder, env });
  expect(status).toBe(1);
  const { times, ...told } = JSON.parse(readFileSync(to, 'utf8')) as TestReport;
  expect(Object.keys(times).sort()).toEqual(names.map((name) => `tests/${name}`).sort());
  return {
    ...told,
    skipped: told.skipped.toSorted(),
    failing: told.failing.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
  };
}

test('failed tests, groups, files and unhandled errors are all on record', () => {
  const told = report('tests.test.ts', 'hooks.test.ts', 'broken.test.ts', 'late.test.ts');
  expect(told).toEqual({
    passed: 2,
    failed: 1,
    skipped: ['a group > never runs', 'waits'],
    failing: [
      {
        file: '',
        name: '(an error that nothing handled)',
        error: 'RangeError: late\n    at tests/late.test.ts:3:23',
      },
      {
        file: 'tests/broken.test.ts',
        name: '(the file itself)',
        error:
          "Error: Cannot find module './is-not-there.ts' imported from tests/broken.test.ts\n" +
          '    at tests/broken.test.ts:1:1',
      },
      {
        file: 'tests/hooks.test.ts',
        name: 'a group (outside of its tests)',
        error: 'TypeError: no server\n    at tests/hooks.test.ts:3:27',
      },
      {
        file: 'tests/tests.test.ts',
        name: 'a group > compares',
        error: `AssertionError: expected { a: 1 } to deeply equal { a: 2 }
    at tests/tests.test.ts:5:43
- Expected
+ Received

  {
-   "a": 2,
+   "a": 1,
  }`,
      },
    ],
  });
});

test('a file whose worker died is on record', () => {
  const { failing, ...counts } = report('tests.test.ts', 'dying.test.ts');
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: ['takes its worker along', 'waits'] });
  expect(failing.map(({ file, name }) => ({ file, name }))).toEqual([
    { file: '', name: '(an error that nothing handled)' },
    { file: 'tests/dying.test.ts', name: '(the file itself)' },
    { file: 'tests/tests.test.ts', name: 'a group > compares' },
  ]);
});
