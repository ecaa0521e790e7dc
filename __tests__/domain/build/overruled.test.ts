import { expect, test } from 'vitest';
import type { GoSetting, SettingOrigin } from '../../../src/domain/build/environment.ts';
import { type Overruled, findOverruled } from '../../../src/domain/build/overruled.ts';
import { planBuild } from '../../../src/domain/build/plan.ts';
import type { Target } from '../../../src/domain/target.ts';
import { projectOf } from '../../fixtures/repository.ts';

const native = { os: 'linux', arch: 'amd64' };
const windows = { os: 'windows', arch: 'amd64' };
const armv6 = { os: 'linux', arch: 'arm', variant: '6' };

/** A plan for these targets; those of `withCgo` have cgo on. */
function find(
  targets: readonly Target[],
  [name, value, from = 'environment']: [name: string, value: string, from?: SettingOrigin],
  { withCgo = [], given = [] }: { withCgo?: readonly Target[]; given?: readonly string[] } = {},
): readonly Overruled[] {
  const plan = planBuild({
    targets: targets.map((target) => ({
      target,
      cgo: { on: withCgo.includes(target), env: {} },
      mains: [],
    })),
    native,
    nativeCgo: { on: false, env: {} },
    tags: [],
    flags: [],
    ldflags: '',
    project: projectOf('/work'),
  });
  const setting: GoSetting = { name, value, from };
  return findOverruled(plan, [setting], new Set(given));
}

test.each<[string, Parameters<typeof find>, string]>([
  [
    'cgo that the environment has on',
    [[native], ['CGO_ENABLED', '1']],
    'CGO_ENABLED=1 of the environment is not used: the input cgo decides, and it is off for linux/amd64; `cgo: on` turns it on',
  ],
  [
    'cgo that it has off, for the targets that have it on',
    [[native, windows], ['CGO_ENABLED', '0', 'go env -w'], { withCgo: [native] }],
    'CGO_ENABLED=0 of `go env -w` is not used: the input cgo decides, and it is on for linux/amd64; `cgo: off` turns it off',
  ],
  [
    'a system that no target is for',
    [
      [native, armv6],
      ['GOOS', 'windows'],
    ],
    'GOOS=windows of the environment is not used: the input targets decides, and names linux/amd64, linux/arm/v6; name the target there',
  ],
  [
    'an architecture that no target is for',
    [[native], ['GOARCH', 'arm64']],
    'GOARCH=arm64 of the environment is not used: the input targets decides, and names linux/amd64; name the target there',
  ],
  [
    'a variant that no target of its architecture has',
    [
      [native, armv6],
      ['GOAMD64', 'v3'],
    ],
    'GOAMD64=v3 of the environment is not used: the input targets decides, and names linux/amd64, linux/arm/v6; name the target there',
  ],
  [
    'a value of others, made harmless',
    [[native], ['GOARCH', 'a\n::error::b']],
    'GOARCH=a\\u000a::error::b of the environment is not used: the input targets decides, and names linux/amd64; name the target there',
  ],
])('%s is told with the input that decides', (_what, question, text) => {
  expect(find(...question)).toEqual([{ text, asked: false }]);
});

test.each<[string, Parameters<typeof find>]>([
  ['cgo as the plan has it', [[native], ['CGO_ENABLED', '1'], { withCgo: [native] }]],
  ['a CGO_ENABLED that Go takes for unset', [[native], ['CGO_ENABLED', 'true']]],
  [
    'a system of one of the targets',
    [
      [native, windows],
      ['GOOS', 'windows'],
    ],
  ],
  ['the architecture of the target', [[native], ['GOARCH', 'amd64']]],
  ['a variant of another architecture', [[native], ['GOARM', '5']]],
  ['the variant of the target', [[armv6], ['GOARM', '6']]],
])('of %s nothing is told', (_what, question) => {
  expect(find(...question)).toEqual([]);
});

test.each([
  ['CGO_ENABLED', '1', 'cgo', 'targets'],
  ['GOOS', 'windows', 'targets', 'cgo'],
])(
  'where the input that decides on %s was given, it was asked for',
  (name, value, input, other) => {
    const asked = (given: string): unknown => find([native], [name, value], { given: [given] });
    expect(asked(input)).toMatchObject([{ asked: true }]);
    expect(asked(other)).toMatchObject([{ asked: false }]);
  },
);
