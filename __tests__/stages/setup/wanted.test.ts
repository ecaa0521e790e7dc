import { describe, expect, test } from 'vitest';
import { type Setting, runSetup } from './setting.ts';
import type { SetupInputs } from '../../../src/domain/inputs/inputs.ts';
import { startGoMirror } from '../../servers/go-mirror.ts';

/** The tool cache has everything, so that nothing is downloaded and the choice alone shows. */
const cached = ['1.24.9', '1.25.11', '1.26.7', '1.26.8', '1.27rc1'];

async function choice(setting: Setting, inputs: Partial<SetupInputs>): Promise<unknown> {
  const mirror = await startGoMirror(cached.map((version) => ({ version })));
  try {
    let seen: unknown;
    await runSetup({ cached, hosts: { 'go.dev': mirror.url }, ...setting }, inputs, (run) => {
      const { version, because } = run.toolchain ?? {};
      seen = run.failure?.facts.happened ?? [version, because, ...run.warnings];
    });
    return seen;
  } finally {
    await mirror.close();
  }
}

describe('the request comes from', () => {
  test.each<[string, Setting, Partial<SetupInputs>, unknown]>([
    [
      'the input go-version',
      { files: { 'go.mod': 'module a\ngo 1.24' } },
      { goVersion: '1.25' },
      ['1.25.11', 'input go-version: 1.25'],
    ],
    [
      'the input go-version even beside go-version-file, with a warning',
      { files: { '.go-version': '1.26.8' } },
      { goVersion: '1.25.11', goVersionFile: '.go-version' },
      [
        '1.25.11',
        'input go-version: 1.25.11',
        'go-version (1.25.11) and go-version-file (.go-version) are both given; go-version decides',
      ],
    ],
    [
      'a prerelease in either spelling',
      {},
      { goVersion: '1.27.0-rc.1' },
      ['1.27rc1', 'input go-version: 1.27.0-rc.1'],
    ],
    [
      '.go-version, as it is written',
      { files: { '.go-version': '1.26.7\n' } },
      { goVersionFile: '.go-version' },
      ['1.26.7', '.go-version: 1.26.7'],
    ],
    [
      '.tool-versions',
      { files: { 'ci/.tool-versions': 'nodejs 24\ngolang 1.26.7\n' } },
      { goVersionFile: 'ci/.tool-versions' },
      ['1.26.7', 'ci/.tool-versions: 1.26.7'],
    ],
    [
      'another go.mod, as a floor',
      { files: { 'go.mod': 'module a\ngo 1.24', 'tools/go.mod': 'module b\ngo 1.26.2' } },
      { goVersionFile: 'tools/go.mod' },
      ['1.26.8', 'tools/go.mod: go 1.26.2 (newest patch)'],
    ],
    [
      'a go.work that is named, with its modules',
      { files: { 'go.work': 'go 1.24\nuse ./a', 'a/go.mod': 'module a\ngo 1.25.1' }, dir: 'a' },
      { goVersionFile: 'go.work' },
      ['1.25.11', 'a/go.mod: go 1.25.1 (newest patch)'],
    ],
    [
      'the go line of go.mod',
      { files: { 'go.mod': 'module a\ngo 1.26' } },
      {},
      ['1.26.8', 'go.mod: go 1.26 (newest patch)'],
    ],
    [
      'the toolchain line of go.mod where it is larger',
      { files: { 'go.mod': 'module a\ngo 1.25.0\ntoolchain go1.26.1' } },
      {},
      ['1.26.8', 'go.mod: toolchain go1.26.1 (newest patch)'],
    ],
    [
      'a toolchain line that names a prerelease',
      { files: { 'go.mod': 'module a\ngo 1.26\ntoolchain go1.27rc1' } },
      {},
      ['1.27rc1', 'go.mod: toolchain go1.27rc1 (newest patch)'],
    ],
    [
      'the go.mod of a module in a subfolder',
      { files: { 'services/notes/go.mod': 'module a\ngo 1.25' }, dir: 'services/notes' },
      {},
      ['1.25.11', 'services/notes/go.mod: go 1.25 (newest patch)'],
    ],
    [
      'a go.work above the module, and all modules that it uses',
      {
        files: {
          'go.work': 'go 1.25.0\nuse (\n\t./a\n\t./b\n)',
          'a/go.mod': 'module a\ngo 1.24',
          'b/go.mod': 'module b\ngo 1.26.3',
        },
        dir: 'a',
      },
      {},
      ['1.26.8', 'b/go.mod: go 1.26.3 (newest patch)'],
    ],
    [
      'the module alone with GOWORK=off',
      {
        files: { 'go.work': 'go 1.26.0\nuse ./a', 'a/go.mod': 'module a\ngo 1.24' },
        dir: 'a',
        env: { GOWORK: 'off' },
      },
      {},
      ['1.24.9', 'a/go.mod: go 1.24 (newest patch)'],
    ],
    [
      'PATH where nothing asks',
      { files: { 'go.mod': 'module a' }, onPath: '1.25.11' },
      {},
      ['1.25.11', 'no input and no go.mod asks for a version'],
    ],
  ])('%s', async (_, setting, inputs, expected) => {
    expect(await choice(setting, inputs)).toEqual(expected);
  });
});

describe('it fails where', () => {
  test.each<[string, Setting, Partial<SetupInputs>, string]>([
    [
      'go.mod does not parse',
      { files: { 'go.mod': 'module a\n\ngo 1.x' } },
      { goVersion: '1.26' },
      'line 3 does not parse: "1.x" is no Go version such as 1.26.0',
    ],
    [
      'go-version is no version',
      {},
      { goVersion: 'newest' },
      '"newest" of input go-version is no version of Go',
    ],
    [
      'go-version is older than what go.mod needs',
      { files: { 'go.mod': 'module a\ngo 1.26.3' } },
      { goVersion: '1.25.x' },
      'Go 1.25.11, the newest that input go-version: 1.25.x admits, is older than go.mod: go 1.26.3, which it cannot build',
    ],
    [
      'an exact go-version is older than what go.mod needs',
      { files: { 'go.mod': 'module a\ngo 1.26.8' } },
      { goVersion: '1.26.7' },
      'Go 1.26.7 (input go-version: 1.26.7) is older than go.mod: go 1.26.8, which it cannot build',
    ],
    [
      'oldstable is older than what go.mod needs',
      { files: { 'go.mod': 'module a\ngo 1.26.3' } },
      { goVersion: 'oldstable' },
      'Go 1.25.11 (input go-version: oldstable) is older than go.mod: go 1.26.3, which it cannot build',
    ],
    [
      'nothing that is listed satisfies both a range and go.mod',
      { files: { 'go.mod': 'module a\ngo 1.26.9' } },
      { goVersion: '>=1.25' },
      'Go 1.26.8, the newest that input go-version: >=1.25 admits, is older than go.mod: go 1.26.9, which it cannot build',
    ],
    [
      'nothing asks and PATH has none',
      {},
      {},
      'no input and no go.mod asks for a version, and there is no go on PATH that could be taken',
    ],
  ])('%s', async (_, setting, inputs, expected) => {
    expect(await choice(setting, inputs)).toBe(expected);
  });

  test('go-version-file is not there', async () => {
    await runSetup({}, { goVersionFile: 'no/go.mod' }, ({ failure, world }) => {
      expect(failure?.facts.happened).toBe(
        `there is no file ${world.runner.workspace}/no/go.mod, but go-version-file names it`,
      );
    });
  });

  test('GOTOOLCHAIN names a Go that is older than what go.mod needs', async () => {
    const files = { 'go.mod': 'module a\ngo 1.26.3' };
    const env = { GOTOOLCHAIN: 'go1.25.0' };
    await runSetup({ cached, files, env }, { goVersion: '1.26.8' }, ({ failure }) => {
      expect(failure?.message).toBe(
        'finding out which Go to take: Go 1.25.0 (GOTOOLCHAIN=go1.25.0 of the environment) is older than go.mod: go 1.26.3, which it cannot build\n' +
          'Try: unset GOTOOLCHAIN, so that the Go that go.mod asks for builds',
      );
    });
  });

  test('a GOTOOLCHAIN that may switch lets an older go-version pass', async () => {
    const files = { 'go.mod': 'module a\ngo 1.26.3' };
    const env = { GOTOOLCHAIN: 'auto' };
    await runSetup({ cached, files, env }, { goVersion: '1.25.x' }, ({ toolchain }) => {
      expect(toolchain).toMatchObject({ version: '1.25.11', gotoolchain: 'auto' });
    });
  });
});
