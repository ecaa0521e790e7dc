import { describe, expect, test } from 'vitest';
import { createBench, createRepository } from '../action/bench.ts';
import { failures, warnings } from '../action/commands.ts';
import { expectFailure, expectNothingBuilt, expectNothingLeft } from '../action/expectations.ts';
import { fine, goMod, hello } from '../fixtures/programs.ts';

describe('a module that cannot be built', () => {
  test('because there is none is told with the folder that has one', async () => {
    using bench = createRepository({ 'README.md': '', 'api/go.mod': goMod('example.com/api') });
    const ended = await bench.ship();
    expectFailure(bench, ended, [
      'reading go.mod in the workspace: there is no go.mod',
      '  go.mod is in: api',
      'Try:',
      '  - working-directory: api',
      '  - run actions/checkout before this step',
    ]);
  });

  test('because the workspace is empty is told with what is missing', async () => {
    using bench = createBench();
    expectFailure(bench, await bench.ship(), [
      'reading go.mod in the workspace: there is no go.mod',
      'Try:',
      '  - name the folder of go.mod in `working-directory`',
      '  - run actions/checkout before this step',
    ]);
  });

  test('because working-directory is not there is told so', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ 'working-directory': 'servcie' });
    expectFailure(bench, ended, [
      'reading go.mod in servcie: there is no such folder',
      'Try:',
      '  - name the folder of go.mod in `working-directory`',
      '  - run actions/checkout before this step',
    ]);
  });

  test('because go.mod does not parse is told with the line', async () => {
    using bench = createRepository({ 'go.mod': 'modul example.com/app\n\ngo 1.26\n' });
    expectFailure(bench, await bench.ship(), [
      'reading go.mod in the workspace: it has no module line that can be read',
      'Try: run `go mod edit -json` in that folder; it names the line',
    ]);
  });

  test('because a later line of go.mod is wrong is told in the words of Go', async () => {
    using bench = createRepository({ ...fine, 'go.mod': `${goMod('example.com/app')}requir x\n` });
    const ended = await bench.ship();
    expect(ended.code).toBe(1);
    expect(failures(ended.stdout).at(-1)).toContain('go.mod:4: unknown directive: requir');
    expectNothingLeft(bench);
  });

  test('because it has no main package is told with what to name', async () => {
    using bench = createRepository({ ...fine, 'main.go': 'package app\n' });
    const ended = await bench.ship();
    expectFailure(bench, ended, [
      'looking for programs to build for linux/amd64: there is no main package in ./... of example.com/app',
      'Try: name the package in `main`, such as ./cmd/app, or the module in `working-directory`',
    ]);
    expectNothingBuilt(ended);
  });

  test('because two programs would have one name is told with both', async () => {
    using bench = createRepository({
      'go.mod': goMod('example.com/app'),
      'cmd/server/main.go': hello,
      'tools/server/main.go': hello,
    });
    const ended = await bench.ship();
    expectFailure(bench, ended, [
      'planning the build: it cannot be done',
      '  | example.com/app/cmd/server and example.com/app/tools/server would both give a program called server',
      'Try: name one of them in `main`, or rename a folder',
    ]);
    expectNothingBuilt(ended);
  });
});

describe('targets', () => {
  test.each([
    ['', 'targets: is empty; name at least one, as linux/amd64, or drop the line'],
    [
      'linux/amd64/v9',
      'targets: "linux/amd64/v9" has a variant that Go does not know; accepted for amd64: v1, v2, v3, v4',
    ],
    [
      'linux/x86_64',
      'targets: "linux/x86_64" is no target; write linux/amd64; accepted: linux/amd64, linux/arm/v7, linux/*',
    ],
  ])('%j is refused with the other inputs', async (targets, problem) => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ targets });
    expectFailure(bench, ended, [
      'reading the inputs: one is not right',
      `  | ${problem}`,
      'Try: correct them under `with:` in the workflow',
    ]);
    expectNothingBuilt(ended);
  });

  test.each([
    ['plan8/*', 'plan8/*: the wildcard matches no target that this Go can build'],
    ['linux/foo', 'linux/foo: this Go cannot build it; the nearest that exists is linux/amd64'],
  ])('%j is refused before anything is built', async (targets, problem) => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ targets: `linux/amd64\n${targets}` });
    expectFailure(bench, ended, [
      'planning the build: it cannot be done',
      `  | ${problem}`,
      'Try: correct `targets`; `go tool dist list` prints what Go can build',
    ]);
    expectNothingBuilt(ended);
  });

  test('that are named twice are built once, with a warning', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ targets: 'linux/amd64\nlinux_amd64', check: 'none' });
    expect(ended.code, ended.stdout).toBe(0);
    expect(warnings(ended.stdout)).toEqual([
      'targets: linux/amd64 (as linux/amd64 and linux_amd64) is named twice; it is built once',
    ]);
    expect(ended.stdout.match(/ go build /g)).toHaveLength(1);
  });
});

describe('inputs', () => {
  test('that do not exist are all told at once, with what replaces them', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({
      target: 'linux/amd64',
      host: 'example.com',
      script: 'systemctl restart app',
      'chek-latest': 'true',
      'ssh-key': 'PRIVATE',
      cache: 'maybe',
      command: 'deploy',
    });
    const told = failures(ended.stdout).at(-1)?.split('\n') ?? [];
    expect(told.slice(0, -1)).toEqual([
      'reading the inputs: 7 are not right',
      expect.stringMatching(/ target: .* scp-action; .*targets: linux\/amd64/),
      expect.stringMatching(/ host: .* ssh-action .*deploy-hosts: user@host:port/),
      expect.stringMatching(/ script: .* ssh-action/),
      expect.stringMatching(/ chek-latest: .*did you mean check-latest\?/),
      expect.stringMatching(/ cache: "maybe" .*accepted: true, false/),
      expect.stringMatching(
        / from-artifact: is missing: command: deploy takes archives that are there/,
      ),
      expect.stringMatching(/ ssh-key: is no private key; .*-----BEGIN to END-----/),
    ]);
    expect(ended.code).toBe(1);
    expectNothingBuilt(ended);
    expectNothingLeft(bench);
    expect(ended.stdout).not.toContain('PRIVATE');
  });
});
