/** From a prepared project to inspected archives in the staging folder: what is checked, built, inspected and packed? */

import type { Archive } from './domain/archive/archive.ts';
import type { ArchivePlan } from './domain/archive/plan.ts';
import { targetNames } from './domain/build/plan.ts';
import { withDirty } from './domain/child-env.ts';
import type { Inputs } from './domain/inputs/inputs.ts';
import { formatDuration } from './domain/quantity.ts';
import type { StageResult } from './domain/stage-result.ts';
import { formatTarget } from './domain/target.ts';
import type { World } from './ports.ts';
import type { Prepared } from './prepare.ts';
import { archiveTarget } from './stages/archive.ts';
import { build } from './stages/build.ts';
import { type Checked, check } from './stages/check.ts';
import { describeArchives } from './stages/describe.ts';
import { withGoTemp } from './stages/go-temp.ts';
import { type InspectedTarget, inspectTarget } from './stages/inspect/inspect.ts';
import { judge, refuseErrors } from './stages/inspect/judge.ts';
import { lookAgain } from './stages/look-again.ts';
import type { Rehearsed } from './stages/rehearse/conclude.ts';
import { rehearse } from './stages/rehearse/rehearse.ts';
import { noteRehearsed } from './stages/rehearse/tell.ts';
import type { Report } from './stages/report.ts';
import type { StageRunner } from './stages/stage.ts';

export interface Run {
  readonly report: Report;
  readonly stages: StageRunner;
  /** A folder of ours outside the workspace: nothing is written there while anything builds. */
  readonly staging: string;
  /** gin-ship's own. */
  readonly version: string;
}

export interface Made {
  /** In the staging folder. */
  readonly archives: readonly Archive[];
  /** The text of the SARIF file; undefined where inspect is off. */
  readonly sarif: string | undefined;
  readonly rehearsed: StageResult<Rehearsed>;
}

/** Each target is inspected and archived as soon as it is built, while others still build. */
export async function make(
  world: World,
  inputs: Inputs,
  { prepared, report, stages, staging, version }: Run & { readonly prepared: Prepared },
): Promise<Made> {
  const { plan, project, toolchain, archivePlans, contents, outputDir } = prepared;
  const env = await withGoTemp(world, prepared.env, staging);
  const context = { plan, project, toolchain, env, staging };
  report.order = targetNames(plan.builds);
  const checked = await stages.grouped('Checking', async () => {
    const request = { ...context, check: inputs.build.check };
    const found = await check(world, request);
    await lookAgain(world, request);
    return found;
  });
  report.stage('check', checked, describeCheck);
  const { commit } = project;
  const buildEnv = commit === undefined ? env : withDirty(env, commit.dirty);
  const { parallelism } = inputs.build;
  const vetPeak = checked.done ? checked.value.peakMemory : undefined;
  const schedule = vetPeak === undefined ? { parallelism } : { parallelism, vetPeak };
  const { inspect: mode, mustRunOn: floors } = inputs.inspect;
  const judging = mode !== 'off';
  const keepsModules = inputs.publish.sbom;
  const inspecting = { project, goVersion: toolchain.version, judging, floors, keepsModules };
  const targets: InspectedTarget[] = [];
  const archives = await stages.open('Building and archiving', () =>
    build(world, { ...context, env: buildEnv, ...schedule }, async (built) => {
      const inspected = await inspectTarget(world, { ...inspecting, built });
      targets.push(inspected);
      const archivePlan = planOf(archivePlans, formatTarget(built.target));
      const request = { inspected, contents, plan: archivePlan, project, staging };
      const archive = await archiveTarget(world, request);
      report.shipped(inspected, archive);
      return archive;
    }),
  );
  const inOrder = inPlanOrder(targets, report.order);
  const { sarif, programs: inspected } = await stages.grouped('Inspecting', async () => {
    const judged = judge(world, { mode, project, targets: inOrder, floors, version });
    report.inspected = judged.programs;
    if (mode === 'fail') await refuseErrors(world, judged, outputDir);
    return judged;
  });
  const rehearsed = await stages.grouped('Rehearsing', () =>
    rehearse(world, { inputs, name: project.name, archives, inspected }),
  );
  noteRehearsed(report, rehearsed);
  if (!inputs.publish.sbom) return { archives, sarif, rehearsed };
  const described = await stages.grouped('Describing', () =>
    describeArchives(world, { archives, project, staging, version }),
  );
  report.note('sbom: a bill of materials in CycloneDX beside each archive');
  return { archives: described, sarif, rehearsed };
}

function describeCheck({ vet, test, untested }: Checked): string {
  const vetted = `go vet found nothing in ${formatDuration(vet)}`;
  if (untested !== undefined) return `${vetted}, tests not run: ${untested}`;
  return test === undefined ? vetted : `${vetted}, tests passed in ${formatDuration(test)}`;
}

function planOf(plans: readonly ArchivePlan[], target: string): ArchivePlan {
  const plan = plans.find((candidate) => formatTarget(candidate.target) === target);
  if (plan === undefined) throw new Error(`no archive was planned for ${target}`);
  return plan;
}

function inPlanOrder(
  targets: readonly InspectedTarget[],
  order: readonly string[],
): readonly InspectedTarget[] {
  const place = ({ built }: InspectedTarget): number => order.indexOf(formatTarget(built.target));
  return targets.toSorted((a, b) => place(a) - place(b));
}
