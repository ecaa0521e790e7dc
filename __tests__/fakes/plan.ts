/** Plans the build of a module with the real Go, for the runner's own platform unless `targets` says more. */

import type { GoSetting } from '../../src/domain/build/environment.ts';
import { parseDistList } from '../../src/domain/build/platforms.ts';
import type { BuildPlan } from '../../src/domain/build/plan.ts';
import { expandTargets } from '../../src/domain/build/targets.ts';
import { formatTarget } from '../../src/domain/target.ts';
import type { World } from '../../src/ports.ts';
import { planTargets } from '../../src/stages/plan-build.ts';
import { projectOf } from '../fixtures/repository.ts';
import type { TestGo } from './go.ts';
import { type With, inputsOf } from './inputs.ts';

export interface PlanWish {
  readonly given?: With;
  readonly env?: Readonly<Record<string, string>>;
  /** What `go env -changed` told. */
  readonly changed?: readonly GoSetting[];
  /** The folder of go.mod. */
  readonly dir: string;
}

export function planModule(
  world: World,
  go: TestGo,
  { given = {}, env = {}, changed = [], dir }: PlanWish,
): Promise<BuildPlan> {
  const native = formatTarget(go.native);
  const platforms = parseDistList(`${native}\nlinux/arm64\nwindows/amd64\ndarwin/arm64`);
  const { build } = inputsOf({ targets: native, ...given });
  return planTargets(world, {
    inputs: build,
    targets: expandTargets(build.targets, platforms).targets,
    project: projectOf(dir),
    toolchain: go.toolchain,
    env: { ...go.env, ...env },
    changed,
  });
}
