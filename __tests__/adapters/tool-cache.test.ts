import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { captureOutput } from '../../src/adapters/captured-output.ts';
import { createToolCache } from '../../src/adapters/tool-cache.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Files } from '../../src/ports.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

const as = { tool: 'go', version: '1.26.8', arch: 'amd64' };

/** A prepared folder below the world's temp folder. */
function prepare(world: FakeWorld, text: string): string {
  const folder = `${world.folder}/temp/ready`;
  mkdirSync(`${folder}/bin`, { recursive: true });
  writeFileSync(`${folder}/bin/go`, text);
  return folder;
}

describe('keeping', () => {
  test('moves the folder to where @actions/tool-cache looks and marks it whole', async () => {
    using world = fakeWorld();
    const cache = createToolCache(world.runner, world.files);
    const at = await cache.keep(prepare(world, 'new'), as);
    expect(at).toBe(`${world.runner.toolCache}/go/1.26.8/x64`);
    expect(await world.files.walk(world.folder)).toEqual([
      'tools/go/1.26.8/x64.complete',
      'tools/go/1.26.8/x64/bin/go',
    ]);
    expect(await cache.list('go', 'amd64')).toEqual([{ version: '1.26.8', path: at }]);
  });

  test('replaces what another run left half-way', async () => {
    using world = fakeWorld();
    const cache = createToolCache(world.runner, world.files);
    mkdirSync(`${world.runner.toolCache}/go/1.26.8/x64/half`, { recursive: true });
    expect(await cache.list('go', 'amd64')).toEqual([]);
    await cache.keep(prepare(world, 'new'), as);
    expect(await world.files.walk(world.runner.toolCache)).toEqual([
      'go/1.26.8/x64.complete',
      'go/1.26.8/x64/bin/go',
    ]);
  });

  test('leaves a whole copy of another job alone', async () => {
    using world = fakeWorld();
    const cache = createToolCache(world.runner, world.files);
    const at = await cache.keep(prepare(world, 'theirs'), as);
    expect(await cache.keep(prepare(world, 'ours'), as)).toBe(at);
    expect(await world.files.readText(`${at}/bin/go`)).toBe('theirs');
  });

  test('leaves nothing behind where the move fails', async () => {
    using world = fakeWorld();
    const files: Files = {
      ...world.files,
      async move(_, to) {
        mkdirSync(`${to}/half`, { recursive: true });
        throw new Error('no space left');
      },
    };
    const cache = createToolCache(world.runner, files);
    await expect(cache.keep(prepare(world, 'new'), as)).rejects.toThrow('no space left');
    expect(await world.files.list(`${world.runner.toolCache}/go/1.26.8`)).toEqual([]);
  });

  test('tells a tool cache that cannot be written to, and what helps', async () => {
    using world = fakeWorld();
    writeFileSync(`${world.folder}/file`, '');
    const runner = { ...world.runner, toolCache: `${world.folder}/file/tools` };
    const keeping = createToolCache(runner, world.files).keep(prepare(world, 'new'), as);
    await expect(keeping).rejects.toThrow(
      `writing to the tool cache ${runner.toolCache}: a file is where a folder should be\n`,
    );
    await expect(keeping).rejects.toThrow(
      '  - or set RUNNER_TOOL_CACHE to a folder that can be written to',
    );
  });

  test('takes the copy that another job brings at the same moment', async () => {
    using world = fakeWorld();
    const theirs = createToolCache(world.runner, world.files);
    const files: Files = {
      ...world.files,
      async move() {
        await theirs.keep(prepare(world, 'theirs'), as);
        throw new Error('ENOTEMPTY');
      },
    };
    const at = await createToolCache(world.runner, files).keep(prepare(world, 'ours'), as);
    expect(await world.files.readText(`${at}/bin/go`)).toBe('theirs');
  });
});

test('lists whole copies of the architecture only', async () => {
  using world = fakeWorld();
  const go = `${world.runner.toolCache}/go`;
  for (const copy of ['1.26.8/x64', '1.26.7/x64', '1.25.0/arm64']) {
    mkdirSync(`${go}/${copy}`, { recursive: true });
  }
  writeFileSync(`${go}/1.26.8/x64.complete`, '');
  writeFileSync(`${go}/1.25.0/arm64.complete`, '');
  const cache = createToolCache(world.runner, world.files);
  expect(await cache.list('go', 'amd64')).toEqual([
    { version: '1.26.8', path: `${go}/1.26.8/x64` },
  ]);
  expect(await cache.list('go', 'arm64')).toEqual([
    { version: '1.25.0', path: `${go}/1.25.0/arm64` },
  ]);
  expect(await cache.list('node', 'amd64')).toEqual([]);
});

describe('unpacking', () => {
  test.each([
    ['tar.gz', ['tar', '-czf', 'a.tar.gz', 'go']],
    ['zip', ['zip', '-qr', 'a.zip', 'go']],
  ])('%s', async (ending, [program = '', ...args]) => {
    using world = fakeWorld();
    mkdirSync(`${world.folder}/go/bin`, { recursive: true });
    writeFileSync(`${world.folder}/go/bin/go`, 'x', { mode: 0o755 });
    execFileSync(program, args, { cwd: world.folder });
    const to = `${world.folder}/out`;
    const cache = createToolCache(world.runner, world.files);
    await cache.unpack(`${world.folder}/a.${ending}`, to);
    expect(await world.files.walk(to)).toEqual(['go/bin/go']);
    expect((await world.files.stat(`${to}/go/bin/go`))?.executable).toBe(true);
  });

  test('says what the program said where it fails', async () => {
    using world = fakeWorld();
    writeFileSync(`${world.folder}/a.tar.gz`, 'no archive');
    const cache = createToolCache(world.runner, world.files);
    const failure: unknown = await cache
      .unpack(`${world.folder}/a.tar.gz`, `${world.folder}/out`)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      facts: {
        doing: 'unpacking a.tar.gz',
        output: expect.stringContaining('not in gzip format') as string,
        code: 'unpack',
      },
    });
  });

  test.each([
    ['a.tar.gz', 'tar', 'tar and gzip'],
    ['a.zip', 'unzip', 'unzip (on Windows: PowerShell)'],
  ])('%s in a container without %s says what to install', async (name, program, install) => {
    using world = fakeWorld();
    writeFileSync(`${world.folder}/${name}`, '');
    vi.stubEnv('PATH', world.folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    const cache = createToolCache(world.runner, world.files);
    const failure: unknown = await cache
      .unpack(`${world.folder}/${name}`, `${world.folder}/out`)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      facts: {
        doing: `unpacking ${name}`,
        happened: expect.stringContaining(
          `Unable to locate executable file: ${program}.`,
        ) as string,
        attempt: [
          'make room in the folder that RUNNER_TEMP names, where the disk is full',
          `install ${install}, where it is missing`,
          'else run it again',
        ],
        code: 'unpack',
      },
    });
  });

  test('keeps what the program says out of the log, and nothing that others say meanwhile', async () => {
    using world = fakeWorld();
    mkdirSync(`${world.folder}/go`);
    writeFileSync(`${world.folder}/go/VERSION`, 'go1.26.8\n');
    execFileSync('tar', ['-czf', 'a.tar.gz', 'go'], { cwd: world.folder });
    const outside: string[] = [];
    onTestFinished(captureOutput(() => (text) => outside.push(text)));
    const cache = createToolCache(world.runner, world.files);
    const speaking = setInterval(() => process.stdout.write('our own\n'), 0);
    onTestFinished(() => clearInterval(speaking));
    await cache.unpack(`${world.folder}/a.tar.gz`, `${world.folder}/out`);
    expect(new Set(outside)).toEqual(new Set(['our own\n']));
  });
});
