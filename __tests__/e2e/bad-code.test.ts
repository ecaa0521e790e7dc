import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createRepository } from '../action/bench.ts';
import { annotations, failures } from '../action/commands.ts';
import { expectFailure, expectNothingLeft } from '../action/expectations.ts';
import { fine, goMod, hello } from '../fixtures/programs.ts';

describe('code that is wrong', () => {
  test('is annotated once for all targets that share the error, with its targets where they are few', async () => {
    using bench = createRepository({
      'svc/go.mod': goMod('example.com/svc'),
      'svc/main.go': `${hello}\nvar shared int = "no number"\n`,
      'svc/sys_windows.go': 'package main\n\nvar handle uintptr = missing\n',
    });
    const ended = await bench.ship({
      'working-directory': 'svc',
      check: 'none',
      targets: 'linux/amd64, windows/amd64, windows/386',
    });
    expect(annotations(ended.stdout)).toEqual([
      'error svc/main.go:5:18 (go build): cannot use "no number" (untyped string constant) as int value in variable declaration',
      'error svc/sys_windows.go:3:22 (go build): undefined: missing (windows/* only)',
    ]);
    expectFailure(bench, ended, [
      'building: 3 of 3 targets failed: linux/amd64, windows/amd64, windows/386',
      '  | svc/main.go:5: cannot use "no number" (untyped string constant) as int value in variable declaration',
      '  | svc/sys_windows.go:3: undefined: missing (windows/* only)',
      'Try: correct the errors; the group of each target above has all that go printed',
    ]);
  });

  test('of a target alone fails the run, and no archive of the others is delivered', async () => {
    using bench = createRepository({
      ...fine,
      'sys_windows.go': 'package main\n\nvar handle uintptr = missing\n',
    });
    const ended = await bench.ship({ check: 'none', targets: 'linux/amd64, windows/amd64' });
    expect(annotations(ended.stdout)).toEqual([
      'error sys_windows.go:3:22 (go build): undefined: missing (windows/* only)',
    ]);
    expect(failures(ended.stdout).at(-1)).toContain('1 of 2 targets failed: windows/amd64');
    expect(ended.code).toBe(1);
    expectNothingLeft(bench);
    expect(ended.summary).toContain('## app 0.0.0-20240506070809-');
    expect(ended.summary).toContain(' failed\n');
  });

  test('is found by vet before anything is built, even if Go knows it from another folder', async () => {
    const misprint = `package main

import "fmt"

// ${randomUUID()}
func main() { fmt.Printf("%d\\n", "x") }
`;
    const tree = { ...fine, 'svc/main.go': misprint, 'svc/go.mod': goMod('example.com/svc') };
    using first = createRepository(tree);
    using second = createRepository(tree);
    for (const bench of [first, second]) {
      const ended = await bench.ship({ 'working-directory': 'svc' });
      expect(annotations(ended.stdout)).toEqual([
        'error svc/main.go:6:27 (go vet): fmt.Printf format %d has arg "x" of wrong type string',
      ]);
      expectFailure(bench, ended, [
        expect.stringMatching(/^checking with go vet: .*1 finding$/),
        '  | svc/main.go:6: fmt.Printf format %d has arg "x" of wrong type string',
        'Try:',
        '  - correct what vet found',
        '  - `check: none` builds without it',
      ]);
      expect(ended.stdout).not.toContain(' go build ');
    }
  });

  test('is found by a test before anything is built', async () => {
    using bench = createRepository({
      ...fine,
      'sub/sum.go': 'package sub\n\nfunc Sum(a, b int) int { return a - b }\n',
      'sub/sum_test.go': `package sub

import "testing"

func TestSum(t *testing.T) {
	if got := Sum(1, 2); got != 3 {
		t.Errorf("1 + 2 is %d", got)
	}
}
`,
    });
    const ended = await bench.ship({ check: 'test' });
    expect(annotations(ended.stdout)).toEqual([
      'error sub/sum_test.go:7 (go test): TestSum: 1 + 2 is -1',
    ]);
    const told = failures(ended.stdout).at(-1) ?? '';
    expect(told.split('\n')[0]).toBe('checking with go test: example.com/app/sub.TestSum failed');
    expect(told).toContain('sum_test.go:7: 1 + 2 is -1');
    expect(ended.code).toBe(1);
    expect(ended.stdout).not.toContain(' go build ');
    expectNothingLeft(bench);
  });
});
