/** What was decided before anything is done, and where did each value come from? */

import type { GoSetting } from '../build/environment.ts';
import { type BuildPlan, targetNames } from '../build/plan.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { planArtifactName } from '../publish/artifact-name.ts';
import type { Toolchain } from '../setup/toolchain.ts';
import type { Project } from '../source/project.ts';

export interface Decisions {
  readonly inputs: Inputs;
  readonly project: Project;
  readonly toolchain: Toolchain;
  /** Go's own settings that are not the default. */
  readonly changed: readonly GoSetting[];
  readonly plan: BuildPlan;
  readonly archives: readonly string[];
  /** Absolute. */
  readonly outputDir: string;
}

type Row = readonly [key: string, value: string, from: string];

/** One `key: value (origin)` line each. Never a value of build-env. */
export function describeDecisions(decisions: Decisions): readonly string[] {
  const { inputs, project, plan, archives } = decisions;
  const origin = (name: string, otherwise = 'default'): string =>
    inputs.given.has(name) ? `input ${name}` : otherwise;
  const { commit, workspaceFile } = project;
  const mains = new Set(plan.builds.flatMap((build) => build.mains.map((main) => main.importPath)));
  const withCgo = plan.builds.filter((build) => build.cgo);
  const env = Object.keys(inputs.build.buildEnv);
  const rows: Row[] = [
    ['name', project.name, origin('name', 'module path')],
    ['module', `${project.module} in ${project.subfolder}`, origin('working-directory')],
    ['version', project.version.text, project.version.from],
    ['timestamp', project.timestamp, project.timestampFrom],
    ['commit', commit?.hash ?? 'none', commitOrigin(project)],
    ...goRows(decisions),
    ['cache', String(inputs.setup.cache), origin('cache')],
    ['programs', [...mains].join(', '), origin('main', 'all main packages')],
    ['targets', targetNames(plan.builds).join(', '), origin('targets')],
    [
      'cgo',
      withCgo.length === 0 ? 'off' : `on for ${targetNames(withCgo).join(', ')}`,
      cgoOrigin(inputs),
    ],
    ['ldflags', plan.ldflags, `stamps, ${origin('ldflags')}`],
    [
      'flags',
      plan.sharedFlags.join(' '),
      ['-trimpath always', ...inputNames(inputs, ['flags', 'tags'])].join(', '),
    ],
    ['check', inputs.build.check, origin('check')],
    ['parallelism', String(inputs.build.parallelism), origin('parallelism')],
    ['archives', archives.join(', '), origin('name-template')],
    ['formats', describeFormats(inputs), origin('formats')],
    ['include', inputs.archive.include.join(', ') || 'nothing more', origin('include')],
    ['output-dir', decisions.outputDir, origin('output-dir')],
    ['artifact', String(inputs.publish.artifact), origin('artifact')],
    ...artifactRows(decisions, origin),
  ];
  for (const { name, value, from } of decisions.changed) {
    if (from !== 'input build-env') rows.push([name, withoutUser(value), from]);
  }
  if (workspaceFile !== undefined) rows.splice(2, 0, ['workspace', workspaceFile, 'go.work']);
  if (env.length > 0) rows.push(['build-env', env.join(', '), 'input build-env, values not shown']);
  return rows.map(([key, value, from]) => `${key}: ${value} (${from})`);
}

function goRows({ toolchain, inputs }: Decisions): readonly Row[] {
  const { version, from, because, gotoolchain } = toolchain;
  const { goDownloadBaseUrl: base, goSha256: digest } = inputs.setup;
  return [
    ['go', `${version} from ${from}`, because],
    ...onlyGiven('go-download-base-url', base),
    ...onlyGiven('go-sha256', digest),
    ['GOTOOLCHAIN', gotoolchain, gotoolchain === 'local' ? 'default' : 'environment'],
  ];
}

function onlyGiven(input: string, value: string | undefined): readonly Row[] {
  return value === undefined ? [] : [[input, value, `input ${input}`]];
}

function describeFormats({ archive }: Inputs): string {
  const { '*': others = '', ...bySystem } = archive.formats;
  return [others, ...Object.entries(bySystem).map((entry) => entry.join('='))].join(', ');
}

/** What the artifact is called and how long it is kept; nothing where there is none. */
function artifactRows(
  { inputs, project }: Decisions,
  origin: (name: string) => string,
): readonly Row[] {
  const { artifact, artifactName, retentionDays } = inputs.publish;
  if (!artifact) return [];
  const { name, version, timestamp } = project;
  const called = planArtifactName(artifactName, { name, version: version.text, timestamp });
  const days = retentionDays === undefined ? "the repository's setting" : String(retentionDays);
  return [
    ['artifact-name', called, origin('artifact-name')],
    ['retention-days', days, origin('retention-days')],
  ];
}

/** An address such as that of a module proxy may have a user and a password in it. */
function withoutUser(value: string): string {
  return value.replaceAll(/(?<=:\/\/)[^/@\s]*@/g, '***@');
}

function inputNames({ given }: Inputs, names: readonly string[]): readonly string[] {
  return names.filter((name) => given.has(name)).map((name) => `input ${name}`);
}

function commitOrigin({ commit }: Project): string {
  if (commit === undefined) return 'no commit in git';
  return commit.dirty ? 'git, dirty' : 'git';
}

function cgoOrigin({ build, given }: Inputs): string {
  return given.has('cgo') ? 'input cgo' : `default ${build.cgo}`;
}
