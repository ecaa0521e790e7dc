/** What is noted of the files that the service has written, when one of its starts is over? */

import { type Written, describeCut, describeWritten } from '../../domain/rehearse/written.ts';
import type { World } from '../../ports.ts';
import type { Ended, Rehearsal } from './context.ts';
import {
  type Looks,
  compareAll,
  cutPlaces,
  lookAtFiles,
  mostFiles,
  searchWritten,
} from './files-written.ts';
import type { Seen } from './seen.ts';
import { readTrace } from './trace.ts';

export interface Noting {
  /** Before the first start. */
  readonly before: Looks;
  readonly seen: Seen;
  /** Of the start, from 1. */
  readonly count: number;
  readonly trace: boolean;
  /** What ended it before its time. */
  readonly ended: Ended | undefined;
}

/** Nothing of it may run any more. The folder for temporary files is emptied when the next start begins. */
export async function noteWritten(
  world: World,
  rehearsal: Rehearsal,
  { before, seen, count, trace, ended }: Noting,
): Promise<void> {
  const after = await lookAtFiles(world, rehearsal);
  const cut = cutPlaces(before, after);
  if (count > 1) {
    noteLater(seen, count, compareAll(rehearsal, { before, after }));
    return;
  }
  seen.written = await searchWritten(world, rehearsal, { before, after, ...seen.atWrite });
  if (trace) await readTrace(world, rehearsal, seen);
  if (ended === undefined || seen.written.length > 0) {
    seen.facts.push(describeWritten(seen.written, cut));
  }
  const why = describeCut(cut, mostFiles);
  if (why !== undefined) seen.facts.push(why);
}

/** What it only writes when it ends well, or when it starts again. */
function noteLater(seen: Seen, count: number, written: readonly Written[]): void {
  const known = new Set([...seen.written, ...seen.later].map(keyOf));
  const more = written.filter(
    (one) => !known.has(keyOf(one)) && (one.change !== 'removed' || one.where === 'release'),
  );
  if (more.length === 0) return;
  seen.later.push(...more);
  seen.facts.push(`start ${count}: ${describeWritten(more)}`);
}

function keyOf({ where, name }: Written): string {
  return `${where} ${name}`;
}
