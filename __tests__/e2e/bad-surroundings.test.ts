import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRepository } from '../action/bench.ts';
import { failures, warnings } from '../action/commands.ts';
import { expectFailure, expectNothingBuilt } from '../action/expectations.ts';
import { fine } from '../fixtures/programs.ts';
import type { Tree } from '../fixtures/repository.ts';
import { smallDisk } from '../fixtures/small-disk.ts';

describe('a hostile tag', () => {
  const tagged = (name: string): { env: Record<string, string> } => ({
    env: { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: name, GITHUB_REF: `refs/tags/${name}` },
  });

  test.each([
    ['v1.0/$(touch x)', '1.0-touch-x'],
    ['v1.0`touch x`;touch x', '1.0-touch-x-touch-x'],
    ['--output=x', 'output-x'],
    ['-rf', 'rf'],
    ['../../../x', 'x'],
    ['v1.0\n::set-output name=version::2', '1.0-set-output-name-version-2'],
    ['v1.0\nversion<<x\n2\nx', '1.0-version-x-2-x'],
    ['v1.0 -X main.version=2', '1.0--X-main.version-2'],
    ["v1.0' -extld=x '", '1.0--extld-x'],
  ])('%j becomes the version %s', async (tag, version) => {
    using bench = createRepository(fine);
    const ended = await bench.ship({ check: 'none' }, tagged(tag));
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(ended.outputs['version']).toBe(version);
    expect(Object.keys(ended.outputs).toSorted()).toEqual([
      'archives',
      'cache-hit',
      'checksums',
      'go-version',
      'manifest',
      'manifest-digest',
      'outcome',
      'sarif',
      'timestamp',
      'version',
    ]);
    expect(bench.list()).toContain(`app-${version}-20240506-0708-linux-amd64.tar.gz`);
    expect(bench.list('.')).toEqual(['.git', 'dist', 'go.mod', 'main.go']);
    expect(readdirSync(bench.temp)).toEqual([]);
  });

  test('of 250 characters is refused with what to do', async () => {
    using bench = createRepository(fine);
    const ended = await bench.ship({}, tagged(`v${'1'.repeat(250)}`));
    expectFailure(bench, ended, [
      'finding the version: the tag gives a version of 250 characters; 100 are the most',
      'Try: give the input `version`, or use a shorter tag',
    ]);
    expectNothingBuilt(ended);
  });
});

describe('a disk', () => {
  test('that is read-only where the output goes is told before anything is built', async () => {
    using bench = createRepository(fine);
    using disk = smallDisk('1m');
    disk.makeReadOnly();
    const ended = await bench.ship({ 'output-dir': `${disk.folder}/dist` });
    expectFailure(bench, ended, [
      `looking at output-dir: ${disk.folder}/dist cannot be written to (EROFS)`,
      'Try: let the runner write there, or give another output-dir',
    ]);
    expectNothingBuilt(ended);
  });

  const large: Tree = { ...fine, 'static/large.bin': noise(5 * 1024 * 1024) };

  test('that is full while archives are packed leaves none', async () => {
    using bench = createRepository(large);
    using disk = smallDisk('4m');
    const ended = await bench.ship({}, { env: { RUNNER_TEMP: disk.folder } });
    expect(ended.code, ended.stdout + ended.stderr).toBe(1);
    const told = failures(ended.stdout).at(-1)?.split('\n') ?? [];
    expect(told[0]).toMatch(/^packing app-0\.0\.0-.*-linux-amd64\.tar\.gz: the disk is full$/);
    expect(told).toContain('Try: free space there, or build fewer targets in one job');
    expect(readdirSync(disk.folder)).toEqual([]);
    expect(bench.list()).toEqual([]);
  });

  test('that is full while archives are delivered leaves none', async () => {
    using bench = createRepository(large);
    using disk = smallDisk('4m');
    const dist = join(disk.folder, 'dist');
    const ended = await bench.ship({ 'output-dir': dist });
    expect(ended.code, ended.stdout + ended.stderr).toBe(1);
    const told = failures(ended.stdout).at(-1)?.split('\n') ?? [];
    expect(told[0]).toBe('moving the finished archives to output-dir: the disk is full');
    expect(readdirSync(dist).filter((name) => !name.startsWith('.'))).toEqual([]);
    expect(readdirSync(bench.temp)).toEqual([]);
  });
});

describe('surroundings', () => {
  test('with a clock before the commit give a warning and the time of the commit', async () => {
    using bench = createRepository(fine, { date: '2099-01-02T03:04:05Z' });
    const ended = await bench.ship({ timestamp: 'now', check: 'none', version: '1.0.0' });
    expect(ended.code, ended.stdout).toBe(0);
    expect(warnings(ended.stdout)).toEqual([
      expect.stringMatching(
        /^the runner's clock \(20.*Z\) is before the commit \(2099-01-02T03:04:05Z\); timestamp: now takes the time of the commit instead; check the clock/,
      ),
    ]);
    expect(bench.list()).toContain('app-1.0.0-20990102-0304-linux-amd64.tar.gz');
  });

  test('with GOFLAGS that run another program are refused, and it is not run', async () => {
    using bench = createRepository(fine);
    const tool = join(bench.folder, 'tool');
    writeFileSync(tool, `#!/bin/sh\ntouch ${bench.folder}/ran\nexec "$@"\n`, { mode: 0o755 });
    const ended = await bench.ship({}, { env: { GOFLAGS: `-toolexec=${tool}` } });
    expectFailure(bench, ended, [
      `reading GOFLAGS from the environment: -toolexec would run other programs or swap sources in every build`,
      'Try: take it out, or give the flag where it can be seen: the input `flags`',
    ]);
    expect(existsSync(join(bench.folder, 'ran'))).toBe(false);
  });

  test('with files of others in output-dir are refused, and these stay', async () => {
    using bench = createRepository({ ...fine, '.gitignore': 'dist\n' });
    mkdirSync(join(bench.workspace, 'dist/docs'), { recursive: true });
    writeFileSync(join(bench.workspace, 'dist/thesis.txt'), 'years of work');
    const ended = await bench.ship();
    expectFailure(bench, ended, [
      `looking at output-dir: ${bench.workspace}/dist is not empty, and no manifest shows that gin-ship made what is there: docs/, thesis.txt`,
      'Try:',
      '  - move them away',
      '  - or give another output-dir',
    ]);
    expectNothingBuilt(ended);
    expect(bench.list()).toEqual(['docs', 'thesis.txt']);
    expect(readFileSync(join(bench.workspace, 'dist/thesis.txt'), 'utf8')).toBe('years of work');
  });
});

/** Text that does not compress well, the same every time. */
function noise(bytes: number): string {
  const text = Buffer.alloc(bytes);
  let state = 1;
  for (let at = 0; at < bytes; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    text[at] = 33 + ((state >> 16) % 94);
  }
  return text.toString('latin1');
}
