/** Does the environment say of the build what the plan does not follow? */

import type { GoSetting } from '../domain/build/environment.ts';
import { findOverruled } from '../domain/build/overruled.ts';
import type { BuildPlan } from '../domain/build/plan.ts';
import type { World } from '../ports.ts';

/** A warning, or a line of the log where the input that decides was given. */
export function tellOverruled(
  { log }: World,
  {
    plan,
    settings,
    given,
  }: {
    readonly plan: BuildPlan;
    readonly settings: readonly GoSetting[];
    readonly given: ReadonlySet<string>;
  },
): void {
  for (const { text, asked } of findOverruled(plan, settings, given)) {
    if (asked) log.info(text);
    else log.warning(text);
  }
}
