/** What is said of all programs together, and does the run go on? */

import { Failure } from '../../domain/failure.ts';
import { judgeMatrix } from '../../domain/inspect/cgo-drift.ts';
import { findingText, logLines } from '../../domain/inspect/explain.ts';
import { bySeverity } from '../../domain/inspect/finding.ts';
import type { RunFloor } from '../../domain/inspect/floor.ts';
import { describeIdle } from '../../domain/inspect/idle-floors.ts';

import { formatSarif } from '../../domain/inspect/sarif.ts';
import { type SharedFinding, shareFindings } from '../../domain/inspect/share.ts';
import type { Project } from '../../domain/source/project.ts';
import type { World } from '../../ports.ts';
import { deliverReport } from '../deliver-report.ts';
import { tellReport } from '../outputs.ts';
import type { InspectedProgram, InspectedTarget } from './inspect.ts';

export interface JudgeRequest {
  readonly mode: 'fail' | 'warn' | 'off';
  readonly project: Project;
  readonly targets: readonly InspectedTarget[];
  /** `must-run-on` */
  readonly floors: readonly RunFloor[];
  /** gin-ship's own. */
  readonly version: string;
}

export interface Judged {
  readonly programs: readonly InspectedProgram[];
  /** Each once, the worst first. */
  readonly findings: readonly SharedFinding[];
  /** The text of the SARIF file; absent where inspect is off: one without results closes all alerts. */
  readonly sarif?: string;
}

/** Tells every finding once, in the log and as annotations. */
export function judge(world: World, request: JudgeRequest): Judged {
  const { mode, project, targets, version, floors } = request;
  const single = targets.flatMap(({ programs }) => programs);
  const programs = mode === 'off' ? single : withMatrix(single);
  for (const line of programs.flatMap(logLines)) world.log.info(line);
  const findings = shareFindings(programs);
  for (const finding of findings) tell(world, finding, mode);
  const idle = describeIdle(
    floors,
    targets.map(({ built }) => built.target),
  );
  if (idle !== undefined) world.log.warning(idle);
  if (mode === 'off') return { programs, findings };
  // What is found is of the module: in which file of a package it began is not known.
  const file = project.subfolder === '.' ? 'go.mod' : `${project.subfolder}/go.mod`;
  const located = findings.map((finding) => ({ ...finding, file }));
  return { programs, findings, sarif: formatSarif(located, version) };
}

/** @throws Failure (`inspect`) for errors; the SARIF file is in output-dir then */
export async function refuseErrors(
  world: World,
  { findings, sarif }: Judged,
  outputDir: string,
): Promise<void> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const path = sarif === undefined ? undefined : await deliverReport(world, outputDir, sarif);
  if (path !== undefined) await tellReport(world, path);
  throw inspectFailure(errors);
}

function withMatrix(programs: readonly InspectedProgram[]): readonly InspectedProgram[] {
  const drifts = new Map(judgeMatrix(programs).map(({ member, finding }) => [member, finding]));
  return programs.map((program) => {
    const drift = drifts.get(program);
    if (drift === undefined) return program;
    return { ...program, findings: bySeverity([...program.findings, drift]) };
  });
}

/** The errors of a run that fails stand in its failure. */
function tell({ log }: World, finding: SharedFinding, mode: JudgeRequest['mode']): void {
  const { severity, scope, fix } = finding;
  const text = `${scope}: ${findingText(finding)}; to fix it: ${fix}`;
  if (severity === 'warning' || (severity === 'error' && mode === 'warn')) log.warning(text);
}

function inspectFailure(errors: readonly SharedFinding[]): Failure {
  const count = errors.length === 1 ? 'one thing' : `${errors.length} things`;
  return new Failure({
    doing: 'inspecting the binaries',
    happened: `${count} would keep them from running where they are going`,
    output: errors.map((error) => `${error.scope}: ${findingText(error)}`).join('\n'),
    attempt: [
      ...new Set(errors.map(({ fix }) => fix)),
      'or set `inspect: warn` to ship them all the same',
    ],
    code: 'inspect',
  });
}
