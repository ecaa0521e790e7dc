import { expect, test } from 'vitest';
import type { CgoChoice } from '../../../src/domain/build/cgo.ts';
import {
  type BuildWish,
  buildArguments,
  describeBuild,
  planBuild,
  targetNames,
} from '../../../src/domain/build/plan.ts';
import { projectOf } from '../../fixtures/repository.ts';

const off: CgoChoice = { on: false, env: {} };
const native = { os: 'linux', arch: 'amd64' };
const app = { importPath: 'example.com/notes/cmd/app', binary: 'app' };
const tool = { importPath: 'example.com/notes/cmd/tool', binary: 'tool' };
const hash = '0123456789abcdef0123456789abcdef01234567';

const wish: BuildWish = {
  targets: [
    { target: { os: 'windows', arch: 'amd64' }, cgo: off, mains: [app] },
    { target: { os: 'linux', arch: 'arm', variant: '7' }, cgo: off, mains: [app, tool] },
    {
      target: { os: 'linux', arch: 'amd64', variant: 'v3' },
      cgo: { on: true, env: { CC: 'clang', CXX: 'clang++' } },
      mains: [app],
    },
    { target: native, cgo: off, mains: [app] },
  ],
  native,
  nativeCgo: off,
  tags: ['a', 'b'],
  flags: ['-race'],
  ldflags: '-s -w',
  project: projectOf('/work', hash),
};

const stamps = `-X main.version=1.4.0 -X main.commit=${hash} -X main.date=2026-11-22T13:51:06Z`;

test('a plan has the targets of the runner itself first, and the same flags for all', () => {
  const first = {
    target: { os: 'linux', arch: 'amd64', variant: 'v3' },
    cgo: true,
    mains: [app],
    env: {
      GOOS: 'linux',
      GOARCH: 'amd64',
      GOAMD64: 'v3',
      CGO_ENABLED: '1',
      CC: 'clang',
      CXX: 'clang++',
    },
  };
  expect(planBuild(wish)).toEqual({
    builds: [
      first,
      {
        target: native,
        cgo: false,
        mains: [app],
        env: { GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1', CGO_ENABLED: '0' },
      },
      {
        target: { os: 'windows', arch: 'amd64' },
        cgo: false,
        mains: [app],
        env: { GOOS: 'windows', GOARCH: 'amd64', GOAMD64: 'v1', CGO_ENABLED: '0' },
      },
      {
        target: { os: 'linux', arch: 'arm', variant: '7' },
        cgo: false,
        mains: [app, tool],
        env: { GOOS: 'linux', GOARCH: 'arm', GOARM: '7', CGO_ENABLED: '0' },
      },
    ],
    native: { env: first.env, testEnv: { ...first.env, GOAMD64: 'v1' } },
    sharedFlags: ['-trimpath', '-tags', 'a,b', '-race'],
    ldflags: `${stamps} -s -w`,
    workersGiven: false,
  });
});

test("where the runner's own platform is not built, vet and tests run for it as it is", () => {
  const plan = planBuild({
    ...wish,
    targets: wish.targets.slice(0, 1),
    nativeCgo: { on: true, env: {} },
  });
  expect(plan.native.env).toEqual({
    GOOS: 'linux',
    GOARCH: 'amd64',
    GOAMD64: 'v1',
    CGO_ENABLED: '1',
  });
});

test('tests run as vet does, but for a variant that the runner may be too old for', () => {
  const planned = (os: string, arch: string, variant?: string): object => {
    const target = variant === undefined ? { os, arch } : { os, arch, variant };
    const targets = [{ target, cgo: off, mains: [app] }];
    return planBuild({ ...wish, native: { os, arch }, targets }).native;
  };
  const amd64 = { GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1', CGO_ENABLED: '0' };
  const v3 = { ...amd64, GOAMD64: 'v3' };
  const armv6 = { GOOS: 'linux', GOARCH: 'arm', GOARM: '6', CGO_ENABLED: '0' };
  expect(planned('linux', 'amd64')).toEqual({ env: amd64, testEnv: amd64 });
  expect(planned('linux', 'amd64', 'v3')).toEqual({ env: v3, testEnv: amd64 });
  expect(planned('linux', 'arm', '6')).toEqual({ env: armv6, testEnv: armv6 });
});

test.each([
  ['-X main.mode=release', `${stamps} -X main.mode=release`],
  ['', stamps],
])('the ldflags %j of the user come after the stamps', (ldflags, expected) => {
  expect(planBuild({ ...wish, ldflags }).ldflags).toBe(expected);
});

test('without a commit the stamp says so, and nothing of this run is stamped', () => {
  const plan = planBuild({ ...wish, project: projectOf('/work'), tags: [], flags: [] });
  expect([plan.ldflags, plan.sharedFlags]).toEqual([
    '-X main.version=1.4.0 -X main.commit=none -X main.date=2026-11-22T13:51:06Z -s -w',
    ['-trimpath'],
  ]);
});

test('all programs of a target are built by one command', () => {
  const plan = planBuild(wish);
  const build = plan.builds[3];
  if (build === undefined) throw new Error('no fourth build');
  const how = { outDir: '/staging/linux-arm-v7', graph: '/staging/linux-arm-v7.json' };
  const args = [
    ...['build', '-trimpath', '-tags', 'a,b', '-race'],
    ...['-ldflags', `${stamps} -s -w`],
    '-debug-actiongraph=/staging/linux-arm-v7.json',
    ...['-o', '/staging/linux-arm-v7/'],
    ...['example.com/notes/cmd/app', 'example.com/notes/cmd/tool'],
  ];
  expect(buildArguments(plan, build, how)).toEqual(args);
  const workers = buildArguments(plan, build, { ...how, workers: 3 });
  expect(workers).toEqual([...args.slice(0, 5), '-p', '3', ...args.slice(5)]);
  expect(describeBuild(plan, build)).toBe(
    'GOOS=linux GOARCH=arm GOARM=7 CGO_ENABLED=0 go build -trimpath -tags a,b -race ' +
      `-ldflags '${stamps} -s -w' example.com/notes/cmd/app example.com/notes/cmd/tool`,
  );
  expect(targetNames(plan.builds)).toEqual([
    'linux/amd64/v3',
    'linux/amd64',
    'windows/amd64',
    'linux/arm/v7',
  ]);
});

test.each<[string, Partial<BuildWish>, readonly string[]]>([
  ['the flags', { flags: ['-p', '1'] }, ['-p', '1']],
  ['GOFLAGS', { flags: [], goflags: '-mod=readonly -p=1' }, []],
  ['neither', { flags: [], goflags: '-mod=readonly' }, ['-p', '3']],
])('where %s say how many compilers run, ours say nothing', (_what, more, expected) => {
  const plan = planBuild({ ...wish, ...more, tags: [] });
  const [build] = plan.builds;
  if (build === undefined) throw new Error('no build');
  const args = buildArguments(plan, build, { outDir: '/out', graph: '/graph', workers: 3 });
  const [verb, trimpath, ...rest] = args;
  expect([verb, trimpath, ...rest.slice(0, rest.indexOf('-ldflags'))]).toEqual([
    'build',
    '-trimpath',
    ...expected,
  ]);
});
