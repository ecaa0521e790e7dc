import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SetupInputs } from '../../../src/domain/inputs/inputs.ts';
import { type GoMirror, startGoMirror } from '../../servers/go-mirror.ts';
import { type Setting, runSetup } from './setting.ts';

const goMod = { files: { 'go.mod': 'module a\ngo 1.26' } };
let official: GoMirror;
beforeAll(async () => {
  const versions = ['1.27rc1', '1.26.8', '1.26.7', '1.25.11'];
  official = await startGoMirror(versions.map((version) => ({ version })));
});
afterAll(() => official.close());

async function outcome(setting: Setting, inputs: Partial<SetupInputs>): Promise<unknown> {
  const asked = official.requests.length;
  let seen: unknown;
  await runSetup(setting, inputs, ({ toolchain, failure, warnings, world }) => {
    seen = {
      result: failure?.facts.code ?? `${toolchain?.version} from ${toolchain?.from}`,
      asked: official.requests.slice(asked),
      warnings,
      paths: world.recorded.paths.map((path) => path.replace(world.folder, '')),
      variables: world.recorded.variables,
    };
  });
  return seen;
}

const listing = '/dl/?mode=json&include=all';
const archive = '/dl/go1.26.8.linux-amd64.tar.gz';
const none = { asked: [], warnings: [], paths: [], variables: {} };
const cachePath = '/tools/go/1.26.8/x64/bin';

describe('what is there already is taken, and nothing is downloaded', () => {
  test.each<[string, Setting, Partial<SetupInputs>, object]>([
    [
      'an exact version in the tool cache, without asking anybody',
      { cached: ['1.26.8'], onPath: '1.26.8' },
      { goVersion: '1.26.8' },
      { result: '1.26.8 from tool cache', paths: [cachePath] },
    ],
    [
      'an exact version on PATH, without asking anybody',
      { cached: ['1.26.7'], onPath: '1.26.8' },
      { goVersion: '1.26.8' },
      { result: '1.26.8 from PATH', paths: ['/path/go/bin'] },
    ],
    [
      'the newest that is installed for a range, without asking anybody',
      { cached: ['1.26.6', '1.25.3'], onPath: '1.26.5' },
      { goVersion: '^1.25' },
      { result: '1.26.6 from tool cache', paths: ['/tools/go/1.26.6/x64/bin'] },
    ],
    [
      'for a range, one that go.mod can be built with, without asking anybody',
      {
        files: { 'go.mod': 'module a\ngo 1.26.3' },
        cached: ['1.26.2', '1.26.8'],
        onPath: '1.27.1',
      },
      { goVersion: '1.26' },
      { result: '1.26.8 from tool cache', paths: [cachePath] },
    ],
    [
      'for a range, one that is newer than all that is listed where go.mod needs it',
      { files: { 'go.mod': 'module a\ngo 1.26.9' }, cached: ['1.26.8'], onPath: '1.26.9' },
      { goVersion: '1.26', checkLatest: true },
      { result: '1.26.9 from PATH', asked: [listing], paths: ['/path/go/bin'] },
    ],
    [
      'for a range, one that is older than what go.mod asks of a Go before 1.21',
      { files: { 'go.mod': 'module a\ngo 1.20' }, cached: ['1.19.5'] },
      { goVersion: '>=1.19' },
      { result: '1.19.5 from tool cache', paths: ['/tools/go/1.19.5/x64/bin'] },
    ],
    [
      'for a range, one that is older than what go.mod needs where GOTOOLCHAIN lets Go switch',
      {
        files: { 'go.mod': 'module a\ngo 1.26.8' },
        cached: ['1.26.5'],
        env: { GOTOOLCHAIN: 'auto' },
      },
      { goVersion: '1.26' },
      { result: '1.26.5 from tool cache', paths: ['/tools/go/1.26.5/x64/bin'] },
    ],
    [
      'for a range with check-latest, where it is the newest on the listing',
      { cached: ['1.26.6', '1.26.8'] },
      { goVersion: '1.26', checkLatest: true },
      { result: '1.26.8 from tool cache', asked: [listing], paths: [cachePath] },
    ],
    [
      'for go.mod, where PATH has the newest patch on the listing',
      { ...goMod, onPath: '1.26.8' },
      {},
      { result: '1.26.8 from PATH', asked: [listing], paths: ['/path/go/bin'] },
    ],
    [
      'for stable',
      { cached: ['1.26.8'] },
      { goVersion: 'stable' },
      { result: '1.26.8 from tool cache', asked: [listing], paths: [cachePath] },
    ],
    [
      'for oldstable',
      { onPath: '1.25.11' },
      { goVersion: 'oldstable' },
      { result: '1.25.11 from PATH', asked: [listing], paths: ['/path/go/bin'] },
    ],
  ])('%s', async (_, setting, inputs, expected) => {
    const hosts = { 'go.dev': official.url };
    expect(await outcome({ hosts, ...setting }, inputs)).toEqual({ ...none, ...expected });
  });
});

describe('what is there is passed over where', () => {
  test.each<[string, Setting, Partial<SetupInputs>]>([
    ['go.mod can have a newer patch', { ...goMod, onPath: '1.26.7', cached: ['1.26.7'] }, {}],
    [
      'check-latest finds a newer one',
      { cached: ['1.26.7'] },
      { goVersion: '1.26', checkLatest: true },
    ],
    [
      'a range has a newer one that go.mod needs',
      { files: { 'go.mod': 'module a\ngo 1.26.8' }, cached: ['1.26.5'], onPath: '1.26.7' },
      { goVersion: '1.26' },
    ],
    [
      'a range of several minors has a newer one that go.mod needs',
      { files: { 'go.mod': 'module a\ngo 1.26.8' }, cached: ['1.26.5'] },
      { goVersion: '>=1.25' },
    ],
    [
      'a range of a version file has a newer one that go.mod needs',
      {
        files: { 'go.mod': 'module a\ngo 1.26.8', '.go-version': '1.26\n' },
        cached: ['1.26.5'],
      },
      { goVersionFile: '.go-version' },
    ],
    [
      'the go on PATH is of another architecture',
      { ...goMod, onPath: '1.26.8', pathArch: 'arm64' },
      {},
    ],
    [
      'the go on PATH is a development build',
      { ...goMod, onPath: '1.28-devel_1a2b3c' },
      { goVersion: '>=1.26' },
    ],
  ])('%s', async (_, setting, inputs) => {
    const hosts = { 'go.dev': official.url };
    // The listing offers an archive that this server does not have: that it is asked for is enough.
    expect(await outcome({ hosts, ...setting }, inputs)).toMatchObject({
      result: 'http-404',
      asked: [listing, archive],
    });
  });
});

test('a version that the listing has not is refused with the nearest that it has', async () => {
  await runSetup({ hosts: { 'go.dev': official.url } }, { goVersion: '1.26.99' }, (run) => {
    expect(run.failure?.message).toBe(
      [
        'finding out which Go to take: the listing of go.dev has no Go 1.26.99 for linux/amd64',
        '  asked for by: input go-version: 1.26.99',
        '  nearest: 1.26.7, 1.26.8, 1.27rc1',
        'Try: correct the version; https://go.dev/dl lists those that there are',
      ].join('\n'),
    );
  });
});

test('an architecture that the listing has not is refused', async () => {
  const hosts = { 'go.dev': official.url };
  await runSetup({ ...goMod, hosts }, { architecture: 'riscv64' }, ({ failure }) => {
    expect(failure?.facts).toMatchObject({
      happened: 'nothing on the listing of go.dev for linux/riscv64 fits',
      code: 'not-listed',
    });
  });
});

test('what is stable on a listing without this platform cannot be told from what is installed', async () => {
  const hosts = { 'go.dev': official.url };
  const setting = { hosts, onPath: '1.26.8', pathArch: 'riscv64' };
  await runSetup(setting, { goVersion: 'stable', architecture: 'riscv64' }, (run) => {
    expect(run.failure?.facts.code).toBe('not-listed');
  });
});

test('a copy whose VERSION file says otherwise is passed over', async () => {
  const files = { '../tools/go/1.26.8/x64/VERSION': 'go1.26.7\n' };
  const setting = { files, cached: ['1.26.6'], hosts: { 'go.dev': official.url } };
  const renamed = { ...setting, files: { ...files, '../tools/go/1.26.8/x64.complete': '' } };
  await runSetup(renamed, { goVersion: '1.26' }, ({ toolchain, infos, world }) => {
    expect(toolchain?.version).toBe('1.26.6');
    const at = `${world.runner.toolCache}/go/1.26.8/x64`;
    expect(infos[0]).toBe(`Passing over ${at}: its VERSION file says 1.26.7, not 1.26.8`);
  });
});

test('GOTOOLCHAIN of the user stays as it is, and one that names another Go is warned about', async () => {
  const inputs = { goVersion: '1.26.8' };
  await runSetup({ cached: ['1.26.8'] }, inputs, ({ toolchain }) => {
    expect(toolchain?.gotoolchain).toBe('local');
  });
  const env = { GOTOOLCHAIN: 'go1.25.0' };
  await runSetup({ cached: ['1.26.8'], env }, inputs, ({ toolchain, warnings, world }) => {
    expect(toolchain?.gotoolchain).toBe('go1.25.0');
    expect(world.recorded.variables).toEqual({});
    expect(warnings).toEqual([
      'GOTOOLCHAIN=go1.25.0 makes go switch away from the Go that was set up',
    ]);
  });
});
