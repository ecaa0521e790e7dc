import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type GoSettings, readGo } from '../../src/stages/read-go.ts';
import { testGo } from '../fakes/go.ts';
import { type FakeWorld, fakeWorld } from '../fakes/world.ts';

const go = testGo();
afterAll(() => go[Symbol.dispose]());

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world[Symbol.dispose]());

function read(env: Record<string, string> = {}, program = go.toolchain.go): Promise<GoSettings> {
  const toolchain = { ...go.toolchain, go: program };
  return readGo(world, { toolchain, dir: world.folder, env: { ...go.env, ...env } });
}

test('Go tells its folders and flags', async () => {
  const GOFLAGS = '-mod=mod -buildvcs=false';
  expect(await read({ GOFLAGS })).toEqual({
    GOCACHE: go.env['GOCACHE'],
    GOMODCACHE: `${go.env['GOPATH']}/pkg/mod`,
    GOFLAGS,
  });
});

test.each([
  ['-toolexec=/tmp/evil', '-toolexec=/tmp/evil'],
  [`-mod=mod '-toolexec=sh -c x'`, '-toolexec=sh -c x'],
  ['-overlay=/tmp/o.json', '-overlay=/tmp/o.json'],
  ['--exec=x -vettool=y', '--exec=x -vettool=y'],
])('GOFLAGS %s of the environment is refused', async (GOFLAGS, named) => {
  await expect(read({ GOFLAGS })).rejects.toThrow(
    `reading GOFLAGS from the environment: ${named} would run other programs or swap sources in every build\n` +
      'Try: unset GOFLAGS, or give the flag where it can be seen: the input `flags`',
  );
});

test("a flag in the user's own settings of Go is refused, too", async () => {
  writeFileSync(`${world.folder}/env`, 'GOFLAGS=-toolexec=/tmp/evil\n');
  await expect(read({ GOENV: `${world.folder}/env` })).rejects.toThrow('-toolexec=/tmp/evil would');
});

test.each([
  ['a GOROOT that is not there', { GOROOT: '/none' }, undefined, 'exit code 2'],
  ['no program', {}, '/none/go', 'ENOENT'],
])('with %s, go env fails and it is told', async (_what, env, program, how) => {
  await expect(read(env, program)).rejects.toThrow(
    `asking Go ${go.toolchain.version} for its settings: go env failed (${how})`,
  );
});

test('a program that is no Go and says something else is told', async () => {
  await expect(read({}, '/bin/echo')).rejects.toThrow('go env failed (exit code 0)');
});
