import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { parsePlatformFile, platformFile } from '../../src/domain/build/platforms.ts';
import type { Toolchain } from '../../src/domain/setup/toolchain.ts';
import { formatTarget } from '../../src/domain/target.ts';
import { readTargets } from '../../src/stages/read-targets.ts';
import { testGo } from '../fakes/go.ts';
import { inputsOf } from '../fakes/inputs.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

const go = testGo();
afterAll(() => go[Symbol.dispose]());

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

async function read(
  targets: string,
  toolchain: Toolchain = go.toolchain,
): Promise<readonly string[]> {
  const patterns = inputsOf({ targets }).build.targets;
  const found = await readTargets(world, { patterns, toolchain, dir: world.folder, env: go.env });
  return found.map(formatTarget);
}

test('the list in GOROOT is the one that `go tool dist list` prints', () => {
  const text = readFileSync(`${go.toolchain.goroot}/${platformFile}`, 'utf8');
  const listed = execFileSync(go.toolchain.go, ['tool', 'dist', 'list'], {
    env: { ...go.env },
    encoding: 'utf8',
  });
  expect(parsePlatformFile(text).map(formatTarget)).toEqual(listed.trim().split('\n'));
});

test('targets are those that this Go can build, without asking it', async () => {
  const none = { ...go.toolchain, go: '/none/go' };
  expect(await read('linux/amd64, linux_arm_6, windows/*', none)).toEqual([
    ...['linux/amd64', 'linux/arm/v6', 'windows/386', 'windows/amd64', 'windows/arm64'],
  ]);
  expect(world.recorded.lines).toEqual([]);
});

test('a target that is named twice is a warning', async () => {
  expect(await read('linux/amd64, linux-amd64')).toEqual(['linux/amd64']);
  expect(world.recorded.lines).toEqual([
    'warning: targets: linux/amd64 (as linux/amd64 and linux-amd64) is named twice; it is built once',
  ]);
});

test('targets that do not exist are refused together', async () => {
  await expect(read('linux/foo, win32/x64, linux/amd64, linus/*')).rejects.toThrow(
    'planning the build: 3 things are in the way\n' +
      '  | linux/foo: this Go cannot build it; the nearest that exists is linux/amd64\n' +
      '  | win32/x64: this Go cannot build it; the nearest that exists is windows/amd64\n' +
      '  | linus/*: the wildcard matches no target that this Go can build\n' +
      'Try: correct `targets`; `go tool dist list` prints what Go can build',
  );
});

test('a Go without that list in GOROOT is asked', async () => {
  const script = `${world.folder}/go`;
  writeFileSync(script, '#!/bin/sh\necho "$@" >> asked\necho linux/mars\n', { mode: 0o755 });
  const toolchain = { ...go.toolchain, go: script, goroot: '/none' };
  expect(await read('linux/*', toolchain)).toEqual(['linux/mars']);
  expect(readFileSync(`${world.folder}/asked`, 'utf8')).toBe('tool dist list\n');
});

test('a Go that can tell neither way is said to be damaged', async () => {
  const goroot = `${world.folder}/go`;
  mkdirSync(dirname(`${goroot}/${platformFile}`), { recursive: true });
  writeFileSync(`${goroot}/${platformFile}`, 'package platform\n');
  const toolchain = { ...go.toolchain, go: '/bin/false', goroot };
  await expect(read('linux/amd64', toolchain)).rejects.toThrow(
    `asking Go ${go.toolchain.version} what it can build for: neither ${platformFile} nor ` +
      '`go tool dist list` names anything\nTry: this Go may be damaged: give another `go-version`',
  );
});
