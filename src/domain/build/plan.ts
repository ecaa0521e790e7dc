/** What exactly will `go build` be asked, target by target? */

import type { Project } from '../source/project.ts';
import { type Platform, type Target, formatTarget } from '../target.ts';
import type { CgoChoice } from './cgo.ts';
import { limitsWorkers, splitQuoted } from './flags.ts';
import type { MainPackage } from './packages.ts';
import { targetEnv } from './variants.ts';

export interface BuildPlan {
  /** In the order of building: the runner's own platform first. */
  readonly builds: readonly TargetBuild[];
  readonly native: {
    /** What vet runs with: the first native target's, or the runner's platform as it is. */
    readonly env: Readonly<Record<string, string>>;
    /** What tests run with: the same, but never a variant that this processor may not have. */
    readonly testEnv: Readonly<Record<string, string>>;
  };
  /** Shared by build, vet and test, so that nothing is compiled twice: -trimpath, -tags, `flags`. */
  readonly sharedFlags: readonly string[];
  readonly ldflags: string;
  /** Whether `flags` or GOFLAGS has a `-p`, which one of ours would overrule. */
  readonly workersGiven: boolean;
}

export interface TargetBuild {
  readonly target: Target;
  readonly cgo: boolean;
  readonly mains: readonly MainPackage[];
  /** GOOS, GOARCH, the variant, CGO_ENABLED, CC. */
  readonly env: Readonly<Record<string, string>>;
}

export interface BuildWish {
  readonly targets: readonly { target: Target; cgo: CgoChoice; mains: readonly MainPackage[] }[];
  readonly native: Platform;
  /** Whether cgo is on for vet and tests where no native target is built. */
  readonly nativeCgo: CgoChoice;
  readonly tags: readonly string[];
  readonly flags: readonly string[];
  /** GOFLAGS, as Go itself reads it. */
  readonly goflags?: string;
  readonly ldflags: string;
  readonly project: Project;
}

/** Where a variant is a newer processor, which the runner may not be; a program for Go's default runs. */
const needsNewer: ReadonlySet<string> = new Set(['amd64', 'arm64', 'ppc64', 'ppc64le', 'riscv64']);

export function planBuild(wish: BuildWish): BuildPlan {
  const isNative = ({ target }: { target: Target }): boolean =>
    target.os === wish.native.os && target.arch === wish.native.arch;
  const builds = wish.targets.map(({ target, cgo, mains }) => ({
    target,
    cgo: cgo.on,
    mains,
    env: { ...targetEnv(target), ...cgoEnv(cgo) },
  }));
  const nativeFirst = [...builds.filter(isNative), ...builds.filter((build) => !isNative(build))];
  const native = nativeFirst.find(isNative);
  const env = native?.env ?? { ...targetEnv(wish.native), ...cgoEnv(wish.nativeCgo) };
  return {
    builds: nativeFirst,
    native: {
      env,
      testEnv: needsNewer.has(wish.native.arch) ? { ...env, ...targetEnv(wish.native) } : env,
    },
    sharedFlags: [
      '-trimpath',
      ...(wish.tags.length === 0 ? [] : ['-tags', wish.tags.join(',')]),
      ...wish.flags,
    ],
    ldflags: [...stamps(wish.project), wish.ldflags].filter((part) => part !== '').join(' '),
    workersGiven: limitsWorkers([...wish.flags, ...(splitQuoted(wish.goflags ?? '') ?? [])]),
  };
}

function cgoEnv(cgo: CgoChoice): Readonly<Record<string, string>> {
  return { CGO_ENABLED: cgo.on ? '1' : '0', ...cgo.env };
}

/** Only the commit's data, so that a second build of one commit is the same. The user's flags come after and win. */
function stamps({ version, commit, date }: Project): readonly string[] {
  return [
    `-X main.version=${version.text}`,
    `-X main.commit=${commit?.hash ?? 'none'}`,
    `-X main.date=${date}`,
  ];
}

/** The arguments of `go` that build all programs of a target into `outDir`. */
export function buildArguments(
  plan: BuildPlan,
  build: TargetBuild,
  how: { readonly outDir: string; readonly graph: string; readonly workers?: number },
): readonly string[] {
  const { workers } = how;
  return [
    'build',
    ...plan.sharedFlags,
    ...(workers === undefined || plan.workersGiven ? [] : ['-p', String(workers)]),
    '-ldflags',
    plan.ldflags,
    `-debug-actiongraph=${how.graph}`,
    '-o',
    `${how.outDir}/`,
    ...build.mains.map((main) => main.importPath),
  ];
}

/** The command as a person would type it, for the log. */
export function describeBuild(plan: BuildPlan, build: TargetBuild): string {
  const env = Object.entries(build.env).map(([key, value]) => `${key}=${value}`);
  const packages = build.mains.map((main) => main.importPath);
  const words = ['go build', ...plan.sharedFlags, '-ldflags', `'${plan.ldflags}'`, ...packages];
  return `${env.join(' ')} ${words.join(' ')}`;
}

export function targetNames(builds: readonly TargetBuild[]): readonly string[] {
  return builds.map(({ target }) => formatTarget(target));
}
