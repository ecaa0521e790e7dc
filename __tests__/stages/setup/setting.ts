/** A runner for tests of the setup stage: what it has installed, what its module says, and who stands in for go.dev. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createHttp } from '../../../src/adapters/http.ts';
import { createToolCache } from '../../../src/adapters/tool-cache.ts';
import { createVersions } from '../../../src/adapters/versions.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { SetupInputs } from '../../../src/domain/inputs/inputs.ts';
import type { Env } from '../../../src/domain/runner.ts';
import { toSemver } from '../../../src/domain/setup/go-version.ts';
import type { Toolchain } from '../../../src/domain/setup/toolchain.ts';
import type { Platform } from '../../../src/domain/target.ts';
import type { Http, World } from '../../../src/ports.ts';
import { setup } from '../../../src/stages/setup.ts';
import { type FakeWorld, fakeWorld } from '../../fakes/world.ts';
import { makeFakeGoroot } from '../../servers/go-archives.ts';

export interface Setting {
  /** Files of the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  /** The version of the go on PATH. */
  readonly onPath?: string;
  /** The architecture of the go on PATH; amd64 is the runner's. */
  readonly pathArch?: string;
  /** Versions in the tool cache. */
  readonly cached?: readonly string[];
  /** The name of the tool that they are cached as; `go` is the official one's. */
  readonly tool?: string;
  /** Addresses of the servers that stand in for `go.dev` and `golang.google.cn`. */
  readonly hosts?: Readonly<Record<string, string>>;
  readonly env?: Env;
  /** The runner's; linux/amd64 otherwise. */
  readonly platform?: Platform;
  /** The module's folder, below the workspace. */
  readonly dir?: string;
}

export interface Run {
  readonly world: FakeWorld;
  /** What it came to: the toolchain, or the facts of the failure. */
  readonly toolchain?: Toolchain;
  readonly failure?: Failure;
  readonly infos: readonly string[];
  readonly warnings: readonly string[];
  /** What lies in temp folder and tool cache, relative to the runner's folder. */
  readonly tree: readonly string[];
}

/** Runs the stage once, then `look`, and removes everything. */
export async function runSetup(
  setting: Setting,
  inputs: Partial<SetupInputs>,
  look: (run: Run) => Promise<void> | void,
): Promise<void> {
  using world = prepare(setting);
  const root = world.runner.workspace;
  const dir = setting.dir === undefined ? root : `${root}/${setting.dir}`;
  const complete: SetupInputs = {
    checkLatest: false,
    cache: false,
    cacheDependencyPath: [],
    ...inputs,
  };
  const ended = await setup(world, { inputs: complete, dir, root }).then(
    (toolchain) => ({ toolchain }),
    (error: unknown) => {
      if (error instanceof Failure) return { failure: error };
      throw error;
    },
  );
  const lines = (kind: string): string[] =>
    world.recorded.lines
      .filter((line) => line.startsWith(kind))
      .map((line) => line.slice(kind.length));
  const everything = await world.files.walk(world.folder);
  await look({
    world,
    ...ended,
    infos: lines('info: '),
    warnings: lines('warning: '),
    tree: everything.filter((path) => /^(?:temp|tools)\//.test(path)),
  });
}

function prepare(setting: Setting): FakeWorld {
  const base = fakeWorld();
  const { folder } = base;
  for (const [name, text] of Object.entries({ '.keep': '', ...setting.files })) {
    mkdirSync(dirname(`${folder}/work/${name}`), { recursive: true });
    writeFileSync(`${folder}/work/${name}`, text);
  }
  if (setting.onPath !== undefined) {
    makeFakeGoroot(`${folder}/path/go`, setting.onPath, setting.pathArch);
  }
  for (const version of setting.cached ?? []) addToCache(base, version, setting.tool ?? 'go');
  const env = { PATH: `${folder}/path/go/bin`, ...setting.env };
  const runner = { ...base.runner, env, platform: setting.platform ?? base.runner.platform };
  const world: World = {
    ...base,
    runner,
    versions: createVersions(),
    toolCache: createToolCache(runner, base.files),
    http: standIns(createHttp(base.log, base.clock), setting.hosts ?? {}),
  };
  return {
    ...world,
    recorded: base.recorded,
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function addToCache(world: World, version: string, tool: string): void {
  const at = `${world.runner.toolCache}/${tool}/${toSemver(version)}/x64`;
  makeFakeGoroot(at, version);
  writeFileSync(`${at}.complete`, '');
}

/** Loopback as it is, the official hosts by their stand-ins, everything else out of reach. */
function standIns(http: Http, hosts: Readonly<Record<string, string>>): Http {
  const redirect = (url: string): string => {
    const host = new URL(url).hostname;
    if (host === '127.0.0.1') return url;
    const standIn = hosts[host];
    if (standIn !== undefined) return url.replace(`https://${host}/dl`, standIn);
    const happened = 'nothing listens at that address (ECONNREFUSED)';
    throw new Failure({ doing: `getting ${url}`, happened, code: 'http-unreachable' });
  };
  return {
    getText: async (url, headers) => http.getText(redirect(url), headers),
    postJson: async (url, json, headers) => http.postJson(redirect(url), json, headers),
    download: async (url, options) => http.download(redirect(url), options),
  };
}
