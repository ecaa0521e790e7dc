import { chmodSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GoQuestion } from '../../src/stages/ask-go.ts';
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

type Vars = Readonly<Record<string, string | undefined>>;

function read(
  env: Vars = {},
  more: Partial<GoQuestion> & { go?: string } = {},
): Promise<GoSettings> {
  const { go: program = go.toolchain.go, buildEnv = {}, ...others } = more;
  const toolchain = { ...go.toolchain, go: program };
  const whole = { ...go.env, GOTELEMETRY: undefined, ...env, ...buildEnv };
  return readGo(world, { toolchain, dir: world.folder, env: whole, buildEnv, ...others });
}

/** A go that answers its n-th call by the n-th text. */
function fakeGo(...answers: readonly object[]): string {
  const at = `${world.folder}/go`;
  const files = answers.map((answer, n) => {
    writeFileSync(`${at}-${n}`, JSON.stringify(answer));
    return `${at}-${n}`;
  });
  const lines = files.map((file) => `[ -e "${file}" ] && cat "${file}" && rm "${file}" && exit 0`);
  writeFileSync(at, `#!/bin/sh\necho "$@" >>"${at}-asked"\n${lines.join('\n')}\nexit 1\n`);
  chmodSync(at, 0o755);
  return at;
}

const folders = { GOCACHE: '/c', GOMODCACHE: '/m', GOFLAGS: '' };

test('Go tells its folders, what is not its default, and that it is itself what builds', async () => {
  const GOMODCACHE = `${go.env['GOPATH']}/pkg/mod`;
  const told = await read(
    { GOFLAGS: '-buildvcs=false', GOAMD64: 'v3', CGO_LDFLAGS: '-lm' },
    { buildEnv: { CGO_CFLAGS: '-O1' } },
  );
  const { changed, ...rest } = told;
  expect(rest).toEqual({
    GOCACHE: go.env['GOCACHE'],
    GOMODCACHE,
    toolchain: go.toolchain,
    ofTargets: [{ name: 'GOAMD64', value: 'v3', from: 'environment' }],
  });
  const places = ['GOCACHE', 'GOPATH', 'GOMODCACHE', 'GOPROXY', 'GOTELEMETRY'];
  expect(changed.filter(({ name }) => !places.includes(name))).toEqual([
    { name: 'CGO_CFLAGS', value: '-O1', from: 'input build-env' },
    { name: 'CGO_LDFLAGS', value: '-lm', from: 'environment' },
    { name: 'GOFLAGS', value: '-buildvcs=false', from: 'environment' },
  ]);
});

test("the user's own settings of Go are told as such", async () => {
  writeFileSync(`${world.folder}/env`, 'GOEXPERIMENT=jsonv2\nGOOS=plan9\n');
  const { changed, ofTargets } = await read({ GOENV: `${world.folder}/env` });
  expect(ofTargets).toEqual([{ name: 'GOOS', value: 'plan9', from: 'go env -w' }]);
  expect(changed).toContainEqual({ name: 'GOEXPERIMENT', value: 'jsonv2', from: 'go env -w' });
});

test('a Go before 1.23 is asked for what it can tell', async () => {
  const program = fakeGo(
    { ...folders, GOVERSION: 'go1.22.12', GOROOT: '/other' },
    { GOFLAGS: '-mod=vendor', GOEXPERIMENT: '', CGO_CFLAGS: '-g -O2', CGO_LDFLAGS: '-lm' },
  );
  const { changed } = await read({ GOFLAGS: '-mod=vendor', CGO_LDFLAGS: '-lm' }, { go: program });
  expect(changed.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'CGO_LDFLAGS=-lm',
    'GOFLAGS=-mod=vendor',
  ]);
  const asked = await world.files.readText(`${program}-asked`);
  expect(asked).toMatch(/\nenv -json GOFLAGS GOEXPERIMENT CGO_CFLAGS .*\n$/);
});

describe('where GOTOOLCHAIN makes go switch', () => {
  test('the Go that is told is the one that builds', async () => {
    const program = fakeGo({ ...folders, GOVERSION: 'go1.25.0', GOROOT: String.raw`C:\t\go` }, {});
    const { version } = go.toolchain;
    const setUp = { ...go.toolchain, go: program, gotoolchain: 'go1.25.0', because: 'why' };
    const { toolchain } = await read({}, { toolchain: setUp });
    expect(toolchain).toEqual({
      ...setUp,
      version: '1.25.0',
      goroot: 'C:/t/go',
      from: 'GOTOOLCHAIN=go1.25.0',
      because: `in place of ${version}, why`,
    });
    expect(world.recorded.lines).toEqual([
      String.raw`info: Go 1.25.0 builds, not ${version}: GOTOOLCHAIN=go1.25.0 makes go switch to C:\t\go`.replace(
        '${version}',
        version,
      ),
    ]);
  });

  test("a build of somebody else's that says the version it is made of is no other", async () => {
    const program = fakeGo({ ...folders, GOVERSION: 'go1.26.8 X:jsonv2', GOROOT: '/t' }, {});
    const setUp = { ...go.toolchain, go: program, version: '1.26.8-2' };
    expect((await read({}, { toolchain: setUp })).toolchain).toEqual(setUp);
  });

  test('and that fails, the advice is to unset it', async () => {
    const toolchain = { ...go.toolchain, gotoolchain: 'go1.25.0' };
    await expect(read({ GOTOOLCHAIN: 'nonsense' }, { toolchain })).rejects.toThrow(
      'unset GOTOOLCHAIN=go1.25.0, so that go does not switch',
    );
  });
});

test.each([
  ['-toolexec=/opt/S3CRET', '-toolexec'],
  [`-mod=mod '-toolexec=sh -c x'`, '-toolexec'],
  ['-overlay=/tmp/o.json', '-overlay'],
  ['--exec=x -vettool=y', '--exec -vettool'],
])('GOFLAGS %s of the environment is refused, by name alone', async (GOFLAGS, named) => {
  await expect(read({ GOFLAGS })).rejects.toThrow(
    `reading GOFLAGS from the environment: ${named} would run other programs or swap sources in every build\n` +
      'Try: take it out, or give the flag where it can be seen: the input `flags`',
  );
});

test("so are those of build-env and of the user's own settings, each told as what it is", async () => {
  const GOFLAGS = '-toolexec=/opt/S3CRET';
  const failure = await read({}, { buildEnv: { GOFLAGS } }).catch((error: Error) => error.message);
  expect(failure).toContain('reading GOFLAGS from the input build-env: -toolexec would');
  expect(failure).not.toContain('S3CRET');
  writeFileSync(`${world.folder}/env`, `GOFLAGS=${GOFLAGS}\n`);
  await expect(read({ GOENV: `${world.folder}/env` })).rejects.toThrow(
    'reading GOFLAGS from the settings of `go env -w`: -toolexec would',
  );
});

test.each<[string, Vars, string, string]>([
  [
    'no HOME',
    { HOME: undefined, GOCACHE: undefined, GOPATH: undefined },
    'GOCACHE is off, GOMODCACHE is empty; HOME is not set',
    'set HOME for the job, or GOCACHE and GOMODCACHE to a folder',
  ],
  [
    'GOCACHE=off',
    { GOCACHE: 'off' },
    'GOCACHE is off',
    'set HOME for the job, or GOCACHE to a folder',
  ],
])('with %s there is nothing to build in', async (_what, env, named, attempt) => {
  await expect(read(env)).rejects.toThrow(
    `looking for the folders of Go's caches: there is none: ${named}\nTry: ${attempt}`,
  );
});

test.each([
  ['a GOROOT that is not there', { GOROOT: '/none' }, {}, 'ended with exit code 2'],
  ['no program', {}, { go: '/none/go' }, 'could not be started (ENOENT)'],
])('with %s, go env fails and it is told', async (_what, env, more, how) => {
  await expect(read(env, more)).rejects.toThrow(
    `asking Go ${go.toolchain.version} for its settings: go env failed: it ${how}\n`,
  );
});

test('a Go of another architecture that does not run is told as such', async () => {
  const program = `${world.folder}/go`;
  writeFileSync(program, '#!/bin/sh\nexit 126\n');
  chmodSync(program, 0o755);
  await expect(read({}, { go: program, architecture: 'arm64' })).rejects.toThrow(
    'go env failed: it ended with exit code 126; this Go is for arm64, the runner is amd64\n' +
      'Try: drop the input `architecture`',
  );
});

test('a program that is no Go and says something else is told', async () => {
  await expect(read({}, { go: '/bin/echo' })).rejects.toThrow(
    'go env failed: it ended with exit code 0\n',
  );
});
