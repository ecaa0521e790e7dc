/** What is said of a rehearsal: one line, and what is worth telling beside it? */

import { cgoStubs } from '../../domain/build/cgo-stubs.ts';
import { tail } from '../../domain/failure.ts';
import { notProvenIn } from '../../domain/rehearse/not-proven.ts';
import { explainRedis } from '../../domain/rehearse/redis.ts';
import { explainRefusedWrite, findRefusedWrite } from '../../domain/rehearse/refused-write.ts';
import { type Survival, decideSurvival, notAsked } from '../../domain/rehearse/survival.ts';
import { explainWritten, isData } from '../../domain/rehearse/written.ts';
import type { Span } from '../../domain/report/timeline.ts';
import type { Remark } from '../../domain/service/remark.ts';
import { type Rehearsal, placesOf } from './context.ts';
import type { Seen } from './seen.ts';

/** Characters of a line that are shown. */
const width = 500;

export interface Rehearsed {
  /** The survival verdict, or why there is none. */
  readonly line: string;
  /** Whether what was written was read back after every restart; absent where that was not asked. */
  readonly survived?: boolean;
  /** What else was seen, one line each. */
  readonly facts: readonly string[];
  /** The gravest of what went wrong first. */
  readonly remarks: readonly Remark[];
  /** The last lines that it printed: of the start that ended it, else of each. */
  readonly output: readonly string[];
  /** The last system calls before a crash. */
  readonly calls: readonly string[];
  readonly spans: readonly Span[];
  /** One phrase each. */
  readonly notProven: readonly string[];
}

export function conclude(rehearsal: Rehearsal, seen: Seen): Rehearsed {
  const { ended, facts, calls, spans, written, later } = seen;
  const output = seen.outputs.join('\n');
  const refused = findRefusedWrite(output, placesOf(rehearsal));
  const survival = survivalOf(rehearsal, seen, { output, refusedWrite: isInside(refused) });
  const early = ended === undefined ? [] : [ended];
  const redis = seen.redis.flatMap(explainRedis);
  const told = [...(survival?.remarks ?? []), ...redis, ...early, ...seen.remarks];
  const hasFailed = told.some(({ level }) => level === 'failure');
  const isLost = survival?.survived === false;
  const others = isLost ? [] : explainWritten([...written, ...later]);
  const isInRelease = others.some(
    ({ id, level }) => id === 'written-release' && level === 'failure',
  );
  return {
    line: isInRelease ? lostByDeploy : (survival?.line ?? lineWithout(ended)),
    ...(survival === undefined ? {} : { survived: survival.survived && !isInRelease }),
    facts,
    remarks: [
      ...told,
      ...others,
      ...(refused === undefined || hasFailed ? [] : [explainRefusedWrite(refused)]),
    ],
    output: ended === undefined ? ofEachStart(seen.outputs) : lastLines(seen.outputs.at(-1), 20),
    calls,
    spans,
    notProven: [...rehearsal.plan.notProven, ...notProvenIn(rehearsal.enclosure)],
  };
}

/** It is still there after a restart, since nothing could keep it from being written. */
const lostByDeploy =
  'data does not survive a deploy: it is written inside the release, and the next one brings a new release';

function lineWithout(ended: Remark | undefined): string {
  return ended === undefined
    ? notAsked
    : `data: not asked, the rehearsal ended before: ${ended.message}`;
}

function ofEachStart(outputs: readonly string[]): readonly string[] {
  return outputs.flatMap((output, at) => {
    const lines = lastLines(output, 8);
    return lines.length === 0 ? [] : [`start ${at + 1}:`, ...lines];
  });
}

function lastLines(output = '', count: number): readonly string[] {
  if (output.trim() === '') return [];
  return tail(output, count)
    .split('\n')
    .map((line) => (line.length > width ? `${line.slice(0, width)}...` : line));
}

function isInside(refused: ReturnType<typeof findRefusedWrite>): boolean {
  return refused !== undefined && refused.where !== 'elsewhere';
}

function survivalOf(
  { stubbed }: Rehearsal,
  { reads, written, redis, sync }: Seen,
  { output, refusedWrite }: { readonly output: string; readonly refusedWrite: boolean },
): Survival | undefined {
  const [afterKill, afterStop] = reads;
  if (afterKill === undefined) return undefined;
  const said = cgoStubs.some(({ stubText }) => output.includes(stubText));
  return decideSurvival({
    stub: said || (stubbed && !written.some(isData)),
    refusedWrite,
    written,
    afterKill,
    redis,
    ...(afterStop === undefined ? {} : { afterStop }),
    ...(sync === undefined ? {} : { sync }),
  });
}
