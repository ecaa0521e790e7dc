/** What does Go itself say it will do here, and which Go is it? */

import {
  type GoSetting,
  type SettingOrigin,
  namesBeforeChanged,
  originOf,
  settingsOf,
  targetSettings,
} from '../domain/build/environment.ts';
import { refusedInGoflags, writesGoMod } from '../domain/build/flags.ts';
import { Failure } from '../domain/failure.ts';
import { compareGo, parseInstalledWord } from '../domain/setup/go-version.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { World } from '../ports.ts';
import { type GoQuestion, askGo } from './ask-go.ts';

export interface GoSettings {
  /** Folder of the build cache. */
  readonly GOCACHE: string;
  /** Folder of the module cache. */
  readonly GOMODCACHE: string;
  /** What is not Go's default. */
  readonly changed: readonly GoSetting[];
  /** GOOS, CGO_ENABLED and their like, where the environment has any: the plan says them itself. */
  readonly ofTargets: readonly GoSetting[];
  /** The Go that builds: another one than was set up where GOTOOLCHAIN makes it switch. */
  readonly toolchain: Toolchain;
}

/** @throws Failure where Go does not run, has no caches, or GOFLAGS would run other programs or swap sources */
export async function readGo(world: World, question: GoQuestion): Promise<GoSettings> {
  const { toolchain, env, buildEnv } = question;
  const names = ['GOCACHE', 'GOMODCACHE', 'GOFLAGS', 'GOVERSION', 'GOROOT'];
  const told = await askGo(world, question, names);
  const { GOCACHE = '', GOMODCACHE = '', GOFLAGS = '', GOVERSION = '', GOROOT = '' } = told;
  refuseFlags(GOFLAGS, originOf('GOFLAGS', buildEnv, env));
  refuseNowhere(question, { GOCACHE, GOMODCACHE });
  const version = parseInstalledWord(GOVERSION) ?? GOVERSION.replace(/^go/, '');
  const canTell = !/^\d/.test(version) || compareGo(version, '1.23') >= 0;
  const changed = await askGo(world, question, canTell ? ['-changed'] : namesBeforeChanged);
  return {
    GOCACHE,
    GOMODCACHE,
    changed: settingsOf(changed, question),
    ofTargets: targetSettings(changed, question),
    toolchain: decideToolchain(world, toolchain, { version, goroot: GOROOT }),
  };
}

/** A build of somebody else's may be called 1.26.8-2 and say that it is 1.26.8. */
function decideToolchain(
  { log }: World,
  toolchain: Toolchain,
  { version, goroot }: { readonly version: string; readonly goroot: string },
): Toolchain {
  if (version === '' || version === toolchain.version.replace(/-\d+$/, '')) return toolchain;
  const from = `GOTOOLCHAIN=${toolchain.gotoolchain}`;
  log.info(`Go ${version} builds, not ${toolchain.version}: ${from} makes go switch to ${goroot}`);
  const because = `in place of ${toolchain.version}, ${toolchain.because}`;
  return { ...toolchain, version, goroot: goroot.replaceAll('\\', '/'), from, because };
}

const where: Readonly<Record<SettingOrigin, string>> = {
  environment: 'the environment',
  'input build-env': 'the input build-env',
  'go env -w': 'the settings of `go env -w`',
};

function refuseFlags(goflags: string, from: SettingOrigin): void {
  const doing = `reading GOFLAGS from ${where[from]}`;
  const refused = refusedInGoflags(goflags);
  if (refused.length > 0) {
    throw new Failure({
      doing,
      happened: `${refused.join(' ')} would run other programs or swap sources in every build`,
      attempt: ['take it out, or give the flag where it can be seen: the input `flags`'],
      code: 'goflags',
    });
  }
  if (!writesGoMod(goflags)) return;
  throw new Failure({
    doing,
    happened: '-mod=mod lets each build change go.mod, which then differs from its commit',
    attempt: ['take it out, run `go mod tidy`, and commit go.mod and go.sum'],
    code: 'goflags',
  });
}

/** Go has no folders for its caches where a runner's service is started without HOME. */
function refuseNowhere({ env }: GoQuestion, folders: Readonly<Record<string, string>>): void {
  const nowhere = Object.entries(folders).filter(([, folder]) => !/[\\/]/.test(folder));
  if (nowhere.length === 0) return;
  const named = nowhere.map(([name, folder]) => `${name} is ${folder || 'empty'}`).join(', ');
  const home = env['HOME'] || env['USERPROFILE'] ? '' : '; HOME is not set';
  throw new Failure({
    doing: "looking for the folders of Go's caches",
    happened: `there is none: ${named}${home}`,
    attempt: [
      `set HOME for the job, or ${nowhere.map(([name]) => name).join(' and ')} to a folder`,
    ],
    code: 'go-caches',
  });
}
