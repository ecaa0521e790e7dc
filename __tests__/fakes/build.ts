/** A build of six targets by a Go whose builds end when the test says so. */

import type { BuiltTarget } from '../../src/domain/build/binary.ts';
import { planBuild } from '../../src/domain/build/plan.ts';
import { type Target, formatTarget } from '../../src/domain/target.ts';
import type { Command, Ended, Files, Processes, World } from '../../src/ports.ts';
import { build } from '../../src/stages/build.ts';
import { projectOf } from '../fixtures/repository.ts';

export const gib = 1024 ** 3;

/** A Go whose builds end when the test says so. */
export interface FakeGo extends Processes {
  readonly commands: Command[];
  /** Targets whose build is going on, in the order of their start; `&` marks those in the background. */
  readonly running: string[];
  /** Ends the build of a target, and resolves once all that follows has happened. */
  end(target: string, how?: Partial<Ended>): Promise<void>;
}

function fakeGo(available: number): FakeGo {
  const waiting = new Map<string, (how: Partial<Ended>) => void>();
  const running: string[] = [];
  const commands: Command[] = [];
  return {
    commands,
    running,
    which: () => Promise.resolve(undefined),
    availableMemory: () => available,
    async run(command) {
      const { GOOS, GOARCH } = command.env;
      const target = `${GOOS}/${GOARCH}`;
      const mark = command.background === true ? `${target} &` : target;
      commands.push(command);
      running.push(mark);
      const { promise, resolve } = Promise.withResolvers<Partial<Ended>>();
      waiting.set(target, resolve);
      const how = await promise;
      running.splice(running.indexOf(mark), 1);
      return { stdout: '', stderr: '', took: 1, ...how };
    },
    async end(target, how = { code: 0 }) {
      waiting.get(target)?.(how);
      await settled();
    },
  };
}

/** Lets everything happen that waits for nothing else. */
export function settled(): Promise<void> {
  return new Promise(setImmediate);
}

/** A staging folder that has what a build leaves there, but for what ends in `missing`. */
function fakeFiles(files: Files, missing = 'none'): Files {
  const binary = { kind: 'file', size: 4, mtimeMs: 0, executable: true } as const;
  return {
    ...files,
    makeFolder: () => Promise.resolve(),
    readText: () => Promise.resolve(undefined),
    stat: (path) => Promise.resolve(path.endsWith(missing) ? undefined : binary),
  };
}

export const names =
  'windows/amd64 linux/arm64 linux/amd64 darwin/arm64 windows/386 freebsd/amd64'.split(' ');
const targets: readonly Target[] = names.map((name) => {
  const [os = '', arch = ''] = name.split('/');
  return { os, arch };
});

export interface Run {
  readonly go: FakeGo;
  readonly result: Promise<readonly string[]>;
  readonly handed: string[];
}

export function startBuild(
  world: World,
  options: {
    readonly parallelism?: number | 'auto';
    readonly available?: number;
    readonly cores?: number;
    readonly vetPeak?: number;
    readonly missing?: string;
    readonly onBuilt?: (built: BuiltTarget) => Promise<string>;
  } = {},
): Run {
  const { parallelism = 'auto', available = 64 * gib, cores = 2, vetPeak } = options;
  const go = fakeGo(available);
  const off = { on: false, env: {} };
  const mains = [{ importPath: 'example.com/notes', binary: 'notes' }];
  const project = projectOf('/work');
  const plan = planBuild({
    targets: targets.map((target) => ({ target, cgo: off, mains })),
    native: { os: 'linux', arch: 'amd64' },
    nativeCgo: off,
    tags: [],
    flags: [],
    ldflags: '',
    project,
  });
  const handed: string[] = [];
  const files = fakeFiles(world.files, options.missing);
  const own = { ...world, processes: go, files, runner: { ...world.runner, cores } };
  const request = {
    plan,
    project,
    toolchain: {
      version: '1.26.8',
      go: '/go/bin/go',
      goroot: '/go',
      from: '',
      because: '',
      gotoolchain: 'local',
    },
    env: { PATH: '/bin', GOAMD64: 'v9' },
    staging: '/staging',
    parallelism,
    ...(vetPeak === undefined ? {} : { vetPeak }),
  };
  const result = build(own, request, async (built) => {
    const name = formatTarget(built.target);
    handed.push(name);
    return options.onBuilt === undefined ? name : options.onBuilt(built);
  });
  result.catch(() => undefined);
  return { go, result, handed };
}

/** Ends all builds, one after another, as `how` says. */
export async function endAll(go: FakeGo, how: (target: string) => Partial<Ended>): Promise<void> {
  await settled();
  while (go.running.length > 0) {
    const target = (go.running[0] ?? '').replace(' &', '');
    await go.end(target, how(target));
  }
}
