/** What is gathered along the way for the summary, however the run ends? */

import type { Archive } from '../domain/archive/archive.ts';
import type { BuiltTarget } from '../domain/build/binary.ts';
import type { Span } from '../domain/report/timeline.ts';
import { writeEarlyFailure, writeSummary } from '../domain/report/summary.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import type { StageResult } from '../domain/stage-result.ts';
import { formatTarget } from '../domain/target.ts';
import type { World } from '../ports.ts';

export interface Report {
  readonly spans: Span[];
  project?: Project;
  toolchain?: Toolchain;
  manifestDigest?: string;
  /** The targets in the order of the plan; they are shipped as they get ready. */
  order: readonly string[];
  shipped(built: BuiltTarget, archive: Archive): void;
  note(text: string): void;
  /** Notes what a stage did, or logs and notes why it was skipped. */
  stage<T>(name: string, result: StageResult<T>, describe: (value: T) => string): void;
  failed(error: unknown): void;
  write(): Promise<void>;
}

export function createReport(world: World): Report {
  const write = async (text: string): Promise<void> => {
    try {
      await world.job.writeSummary(text);
    } catch (error) {
      world.log.warning(`the job summary could not be written: ${String(error)}`);
    }
  };
  const shipped: { built: BuiltTarget; archive: Archive }[] = [];
  const notes: string[] = [];
  const skipped: { stage: string; reason: string }[] = [];
  const began = world.clock.elapsed();
  let failure: string | undefined;
  const report: Report = {
    spans: [],
    order: [],
    shipped: (built, archive) => shipped.push({ built, archive }),
    note: (text) => notes.push(text),
    stage(name, result, describe) {
      if (result.done) notes.push(`${name}: ${describe(result.value)}`);
      else {
        world.log.info(`${name}: skipped, ${result.reason}`);
        skipped.push({ stage: name, reason: result.reason });
      }
    },
    failed(error) {
      failure = error instanceof Error ? error.message : String(error);
    },
    async write() {
      const { project, toolchain, manifestDigest, order } = report;
      if (project === undefined) {
        if (failure !== undefined) await write(writeEarlyFailure(failure));
        return;
      }
      const place = ({ built }: { built: BuiltTarget }): number =>
        order.indexOf(formatTarget(built.target));
      shipped.sort((a, b) => place(a) - place(b));
      const spans = [...report.spans, ...shipped.flatMap(targetSpans)];
      world.log.debug(`timeline ${JSON.stringify(spans)}`);
      const facts = {
        project,
        shipped,
        notes,
        skipped,
        spans,
        wall: world.clock.elapsed() - began,
      };
      await write(
        writeSummary({
          ...facts,
          ...(toolchain === undefined ? {} : { toolchain }),
          ...(manifestDigest === undefined ? {} : { manifestDigest }),
          ...(failure === undefined ? {} : { failure }),
        }),
      );
    },
  };
  return report;
}

function targetSpans({ built, archive }: { built: BuiltTarget; archive: Archive }): Span[] {
  const section = formatTarget(built.target);
  return [
    { section, title: 'build', ...pick(built.measured) },
    { section, title: 'archive', ...pick(archive.measured) },
  ];
}

function pick({
  startedAt,
  wall,
}: {
  startedAt: number;
  wall: number;
}): Omit<Span, 'section' | 'title'> {
  return { startedAt, wall };
}
