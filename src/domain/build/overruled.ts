/** What does the environment say of the build that the inputs say otherwise? */

import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import type { GoSetting } from './environment.ts';
import { type BuildPlan, type TargetBuild, targetNames } from './plan.ts';

export interface Overruled {
  /** A whole sentence. */
  readonly text: string;
  /** Whether the input that decides was given, so that nobody is taken by surprise. */
  readonly asked: boolean;
}

/** `settings` are GOOS, GOARCH, CGO_ENABLED and the variants' variables; `given` the inputs. */
export function findOverruled(
  plan: BuildPlan,
  settings: readonly GoSetting[],
  given: ReadonlySet<string>,
): readonly Overruled[] {
  return settings.flatMap((setting) => {
    const having = plan.builds.filter(({ env }) => env[setting.name] !== undefined);
    const other = having.filter(({ env }) => env[setting.name] !== setting.value);
    const isCgo = setting.name === 'CGO_ENABLED';
    const input = isCgo ? 'cgo' : 'targets';
    // Among several targets one may be what the environment names; Go takes CGO_ENABLED of 0 and 1 only.
    const counts = isCgo ? /^[01]$/.test(setting.value) : other.length === having.length;
    if (other.length === 0 || !counts) return [];
    const what = isCgo ? describeCgo(other, setting) : describeTargets(plan);
    const where = setting.from === 'environment' ? 'the environment' : '`go env -w`';
    const text = `${setting.name}=${plainLine(setting.value)} of ${where} is not used: ${what}`;
    return [{ text, asked: given.has(input) }];
  });
}

function describeCgo(other: readonly TargetBuild[], { value }: GoSetting): string {
  const [is, wanted] = value === '1' ? ['off', 'on'] : ['on', 'off'];
  return `the input cgo decides, and it is ${is} for ${firstFew(targetNames(other))}; \`cgo: ${wanted}\` turns it ${wanted}`;
}

function describeTargets({ builds }: BuildPlan): string {
  return `the input targets decides, and names ${firstFew(targetNames(builds))}; name the target there`;
}
