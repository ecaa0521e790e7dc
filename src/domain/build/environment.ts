/** Which of Go's own settings are not the default, where do they come from, and which change what is built? */

import { byCodePoint } from '../order.ts';
import type { Env } from '../runner.ts';
import { variantVariable } from '../target.ts';

export interface GoSetting {
  readonly name: string;
  readonly value: string;
  readonly from: SettingOrigin;
}

export type SettingOrigin = 'input build-env' | 'environment' | 'go env -w';

/** The plan says these for each target, whatever the environment says. */
const ofTargets: ReadonlySet<string> = new Set(
  ['GOOS', 'GOARCH', 'CGO_ENABLED'].concat(Object.values(variantVariable)),
);

/** These are said for all targets, or are no settings. */
const ofThePlan: ReadonlySet<string> = new Set([
  ...ofTargets,
  'GOTOOLCHAIN',
  'GOROOT',
  'GOVERSION',
  'GOENV',
  'GOMOD',
]);

/** What compilers and linkers are, and what they are told. No folder, proxy or other fact of one machine. */
const inBytes =
  /^(?:GOFLAGS|GOEXPERIMENT|GOFIPS140|CC|CXX|FC|AR|GCCGO|PKG_CONFIG|CGO_[A-Z]+FLAGS)$/;

/** What `go env` is asked before Go 1.23, which cannot tell what was changed. */
export const namesBeforeChanged =
  'GOFLAGS GOEXPERIMENT CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS'.split(' ');

/** Go's default of the CGO_…FLAGS, in the order of older releases or of newer ones. */
const standardFlags = /^(?:-g -O2|-O2 -g)$/;

export function originOf(name: string, buildEnv: Env, env: Env): SettingOrigin {
  if (Object.hasOwn(buildEnv, name)) return 'input build-env';
  return env[name] ? 'environment' : 'go env -w';
}

/** Sorted by name. `told` is what `go env -json` said. */
export function settingsOf(
  told: Readonly<Record<string, unknown>>,
  { buildEnv, env }: { readonly buildEnv: Env; readonly env: Env },
): readonly GoSetting[] {
  return Object.entries(told)
    .flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []))
    .filter(({ name, value }) => !ofThePlan.has(name) && value !== '')
    .filter(({ name, value }) => !name.startsWith('CGO_') || !standardFlags.test(value))
    .map((setting) => ({ ...setting, from: originOf(setting.name, buildEnv, env) }))
    .sort((a, b) => byCodePoint(a.name, b.name));
}

/** Those that say for which system and how to build, where the environment has any. In a fixed order. */
export function targetSettings(
  told: Readonly<Record<string, unknown>>,
  { buildEnv, env }: { readonly buildEnv: Env; readonly env: Env },
): readonly GoSetting[] {
  return [...ofTargets].flatMap((name) => {
    const value = env[name] || told[name];
    if (typeof value !== 'string' || value === '') return [];
    return [{ name, value, from: originOf(name, buildEnv, env) }];
  });
}

/** Those that change the bytes of programs. */
export function settingsInBytes(settings: readonly GoSetting[]): readonly GoSetting[] {
  return settings.filter(({ name }) => inBytes.test(name));
}

/** `NAME=VALUE` for the manifest; of what build-env says the name alone. */
export function formatSettings(settings: readonly GoSetting[]): readonly string[] {
  return settingsInBytes(settings).map(({ name, value, from }) =>
    from === 'input build-env' ? name : `${name}=${value}`,
  );
}
