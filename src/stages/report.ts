/** What is gathered along the way for the summary, however the run ends? */

import type { Archive } from '../domain/archive/archive.ts';
import type { Span } from '../domain/report/timeline.ts';
import { writeCommandSummary } from '../domain/report/command-summary.ts';
import { writeEarlyFailure, writeSummary } from '../domain/report/summary.ts';
import type { Toolchain } from '../domain/setup/toolchain.ts';
import type { Project } from '../domain/source/project.ts';
import type { StageResult } from '../domain/stage-result.ts';
import { formatTarget } from '../domain/target.ts';
import type { World } from '../ports.ts';
import type { InspectedProgram, InspectedTarget } from './inspect/inspect.ts';

export interface Report {
  readonly spans: Span[];
  /** Of a command that builds nothing: `notes: rollback`. */
  title?: string;
  project?: Project;
  toolchain?: Toolchain;
  manifestDigest?: string;
  /** The targets in the order of the plan; they are shipped as they get ready. */
  order: readonly string[];
  /** All programs with their findings. */
  inspected: readonly InspectedProgram[];
  shipped(inspected: InspectedTarget, archive: Archive): void;
  note(text: string): void;
  /** Markdown of a part of its own. */
  section(markdown: string): void;
  /** Notes what a stage did, or logs and notes why it was skipped. */
  stage<T>(name: string, result: StageResult<T>, describe: (value: T) => string): void;
  failed(error: unknown): void;
  write(): Promise<void>;
}

interface Shipped {
  readonly inspected: InspectedTarget;
  readonly archive: Archive;
}

export function createReport(world: World): Report {
  const write = async (text: string): Promise<void> => {
    try {
      await world.job.writeSummary(text);
    } catch (error) {
      world.log.warning(`the job summary could not be written: ${String(error)}`);
    }
  };
  const shipped: Shipped[] = [];
  const notes: string[] = [];
  const sections: string[] = [];
  const skipped: { stage: string; reason: string }[] = [];
  const began = world.clock.elapsed();
  let failure: string | undefined;
  const report: Report = {
    spans: [],
    order: [],
    inspected: [],
    shipped: (inspected, archive) => shipped.push({ inspected, archive }),
    note: (text) => notes.push(text),
    section: (markdown) => sections.push(markdown),
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
      const { project, toolchain, manifestDigest, order, title } = report;
      const wall = world.clock.elapsed() - began;
      if (project === undefined) {
        const why = failure === undefined ? {} : { failure };
        if (title !== undefined) {
          await write(writeCommandSummary({ title, sections, notes, skipped, wall, ...why }));
        } else if (failure !== undefined) await write(writeEarlyFailure(failure));
        return;
      }
      const place = ({ archive }: Shipped): number => order.indexOf(formatTarget(archive.target));
      shipped.sort((a, b) => place(a) - place(b));
      const spans = [...report.spans, ...shipped.flatMap(targetSpans)];
      world.log.debug(`timeline ${JSON.stringify(spans)}`);
      const facts = {
        project,
        shipped: shipped.map(({ inspected: { built }, archive }) => ({ built, archive })),
        inspected: report.inspected,
        notes,
        sections,
        skipped,
        spans,
        wall,
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

function targetSpans({ inspected, archive }: Shipped): Span[] {
  const { built } = inspected;
  const section = formatTarget(built.target);
  return [
    { section, title: 'build', ...pick(built.measured) },
    { section, title: 'inspect', ...pick(inspected.measured) },
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
