import { expect, test } from 'vitest';
import { parseTestEvents } from '../../../src/domain/build/test-events.ts';

interface Event {
  readonly Action: string;
  readonly Package?: string;
  readonly ImportPath?: string;
  readonly Test?: string;
  readonly Output?: string;
}

const pkg = 'example.com/notes/store';

function stream(...events: readonly Event[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** The events of one test, as `go test -json` of Go 1.26 prints them. */
function testEvents(Test: string, lines: readonly string[], Action: string): Event[] {
  const own = { Package: pkg, Test };
  const output = lines.map((line) => ({ ...own, Action: 'output', Output: `${line}\n` }));
  return [{ ...own, Action: 'run' }, ...output, { ...own, Action }];
}

function packageEvents(line: string, Action: string, Package = pkg): Event[] {
  return [
    { Package, Action: 'output', Output: `${line}\n` },
    { Package, Action },
  ];
}

const nothing = { packageLines: [], failed: [], failedOutput: '', buildOutput: '', places: [] };

test('packages that passed have their lines and nothing else', () => {
  const text = stream(
    { Action: 'start', Package: pkg },
    ...testEvents(
      'TestAdd',
      ['=== RUN   TestAdd', '    a_test.go:3: hello', '--- PASS: TestAdd'],
      'pass',
    ),
    { Package: pkg, Action: 'output', Output: 'PASS\n' },
    ...packageEvents(`ok  \t${pkg}\t0.003s`, 'pass'),
    ...packageEvents('?   \texample.com/notes\t[no test files]', 'skip', 'example.com/notes'),
  );
  expect(parseTestEvents(text)).toEqual({
    ...nothing,
    packageLines: [`ok  \t${pkg}\t0.003s`, '?   \texample.com/notes\t[no test files]'],
  });
});

test('of failed subtests only the innermost are named, and each line of theirs has its place', () => {
  const text = stream(
    { Package: pkg, Test: 'TestAdd', Action: 'run' },
    ...testEvents(
      'TestAdd/small',
      [
        '=== RUN   TestAdd/small',
        '    store_test.go:7: first',
        '        second line',
        '    store_test.go:8: another',
        '--- FAIL: TestAdd/small (0.00s)',
      ],
      'fail',
    ),
    ...testEvents('TestAdd/ok', ['    store_test.go:9: not told'], 'pass'),
    { Package: pkg, Test: 'TestAdd', Action: 'output', Output: '    store_test.go:12: its own\n' },
    { Package: pkg, Test: 'TestAdd', Action: 'fail' },
    { Package: pkg, Action: 'output', Output: 'FAIL\n' },
    ...packageEvents(`FAIL\t${pkg}\t0.002s`, 'fail'),
  );
  expect(parseTestEvents(text)).toEqual({
    packageLines: [`FAIL\t${pkg}\t0.002s`],
    failed: [`${pkg}.TestAdd/small`],
    failedOutput:
      '=== RUN   TestAdd/small\n    store_test.go:7: first\n        second line\n' +
      '    store_test.go:8: another\n--- FAIL: TestAdd/small (0.00s)\n' +
      '    store_test.go:12: its own\n',
    buildOutput: '',
    places: [
      { pkg, file: 'store_test.go', line: 7, message: 'TestAdd/small: first\nsecond line' },
      { pkg, file: 'store_test.go', line: 8, message: 'TestAdd/small: another' },
      { pkg, file: 'store_test.go', line: 12, message: 'TestAdd: its own' },
    ],
  });
});

test('a test whose name begins like another is no subtest of it', () => {
  const text = stream(
    ...testEvents('TestA', ['    a_test.go:1: x'], 'fail'),
    ...testEvents('TestAB', ['    a_test.go:2: y'], 'fail'),
    ...packageEvents(`FAIL\t${pkg}\t0.002s`, 'fail'),
  );
  expect(parseTestEvents(text).failed).toEqual([`${pkg}.TestA`, `${pkg}.TestAB`]);
});

test('a panic is placed where the package itself was', () => {
  const lines = [
    '=== RUN   TestPanics',
    '--- FAIL: TestPanics (0.00s)',
    'panic: assignment to entry in nil map [recovered, repanicked]',
    '',
    'goroutine 19 [running]:',
    'testing.tRunner.func1.2({0x55a7a0, 0x6c8c10})',
    '\ttesting/testing.go:1974 +0x232',
    'panic({0x55a7a0?, 0x6c8c10?})',
    '\truntime/panic.go:860 +0x13a',
    'example.com/other.Do()',
    '\texample.com/other/do.go:3 +0x13a',
    `${pkg}.TestPanics(0x114b0dd56248?)`,
    `\t${pkg}/store_test.go:7 +0x28`,
    '\ttesting/testing.go:2036 +0xea',
  ];
  const text = stream(
    ...testEvents('TestPanics', lines, 'fail'),
    ...packageEvents(`FAIL\t${pkg}\t0.005s`, 'fail'),
  );
  expect(parseTestEvents(text).places).toEqual([
    {
      pkg,
      file: 'store_test.go',
      line: 7,
      message: 'TestPanics: panic: assignment to entry in nil map [recovered, repanicked]',
    },
  ]);
});

test('a test that ends the whole process is named with what it printed', () => {
  const text = stream(
    ...testEvents('TestEarlier', ['ok'], 'pass'),
    { Package: pkg, Test: 'TestExits', Action: 'run' },
    { Package: pkg, Test: 'TestExits', Action: 'output', Output: 'about to exit\n' },
    ...packageEvents(`FAIL\t${pkg}\t0.002s`, 'fail'),
  );
  expect(parseTestEvents(text)).toEqual({
    ...nothing,
    packageLines: [`FAIL\t${pkg}\t0.002s`],
    failed: [`${pkg}.TestExits`],
    failedOutput: 'about to exit\n',
  });
});

test('a package that fails as a whole is named alone, with what it printed', () => {
  const text = stream(
    { Package: pkg, Action: 'output', Output: '  main_test.go:9: no database\n' },
    ...packageEvents(`FAIL\t${pkg}\t0.002s`, 'fail'),
  );
  expect(parseTestEvents(text)).toEqual({
    packageLines: [`FAIL\t${pkg}\t0.002s`],
    failed: [pkg],
    failedOutput: `  main_test.go:9: no database\nFAIL\t${pkg}\t0.002s\n`,
    buildOutput: '',
    places: [{ pkg, file: 'main_test.go', line: 9, message: 'no database' }],
  });
});

test('what the compiler said of a package is told beside other failures', () => {
  const ImportPath = `${pkg} [${pkg}.test]`;
  const text = stream(
    { ImportPath, Action: 'build-output', Output: `# ${ImportPath}\n` },
    { ImportPath, Action: 'build-output', Output: 'store/b_test.go:6:2: undefined: x\n' },
    { ImportPath, Action: 'build-fail' },
    ...packageEvents(`FAIL\t${pkg} [build failed]`, 'fail'),
    ...packageEvents('FAIL\texample.com/notes\t0.002s', 'fail', 'example.com/notes'),
  );
  const buildOutput = `# ${ImportPath}\nstore/b_test.go:6:2: undefined: x\n`;
  expect(parseTestEvents(text)).toEqual({
    packageLines: [`FAIL\t${pkg} [build failed]`, 'FAIL\texample.com/notes\t0.002s'],
    // In the order of their names, whichever was told first.
    failed: ['example.com/notes', pkg],
    failedOutput: `${buildOutput}FAIL\texample.com/notes\t0.002s\nFAIL\t${pkg} [build failed]\n`,
    buildOutput,
    places: [],
  });
});

test.each(['', 'no json\n', '{"Action":', 'null\n', '{}\n', '[]\n'])(
  'of %j nothing is told',
  (text) => {
    expect(parseTestEvents(text)).toEqual(nothing);
  },
);
