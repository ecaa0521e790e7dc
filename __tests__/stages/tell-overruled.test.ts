import { expect, test } from 'vitest';
import type { GoSetting } from '../../src/domain/build/environment.ts';
import { planBuild } from '../../src/domain/build/plan.ts';
import { tellOverruled } from '../../src/stages/tell-overruled.ts';
import { fakeWorld } from '../fakes/world.ts';
import { projectOf } from '../fixtures/repository.ts';

test('what surprises is a warning, what was asked for a line of the log', () => {
  using world = fakeWorld();
  const native = { os: 'linux', arch: 'amd64' };
  const off = { on: false, env: {} };
  const plan = planBuild({
    targets: [{ target: native, cgo: off, mains: [] }],
    native,
    nativeCgo: off,
    tags: [],
    flags: [],
    ldflags: '',
    project: projectOf('/work'),
  });
  const settings: readonly GoSetting[] = [
    { name: 'GOOS', value: 'darwin', from: 'environment' },
    { name: 'CGO_ENABLED', value: '1', from: 'environment' },
  ];
  tellOverruled(world, { plan, settings, given: new Set(['targets']) });
  expect(world.recorded.lines).toEqual([
    'info: GOOS=darwin of the environment is not used: the input targets decides, and names linux/amd64; name the target there',
    'warning: CGO_ENABLED=1 of the environment is not used: the input cgo decides, and it is off for linux/amd64; `cgo: on` turns it on',
  ]);
});
