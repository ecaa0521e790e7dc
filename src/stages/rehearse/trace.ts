/** What does the file that strace has written say? */

import { plainLine } from '../../domain/plain-text.ts';
import { formatBytes } from '../../domain/quantity.ts';
import { type Call, parseStrace, straceTail } from '../../domain/rehearse/strace.ts';
import { decideSync } from '../../domain/rehearse/sync.ts';
import { findElsewhere } from '../../domain/rehearse/written-elsewhere.ts';
import type { World } from '../../ports.ts';
import { type Rehearsal, placesOf } from './context.ts';
import type { Seen } from './seen.ts';

/** Bytes: a service that prints much makes as many calls. */
const most = 32 * 1024 * 1024;
const lastCalls = 12;

interface Trace {
  readonly text: string;
  /** Whether it has its beginning. */
  readonly whole: boolean;
}

/** The service may lay something else in its place. */
async function readEnd(
  { rehearsal: { disk } }: World,
  { enclosure }: Rehearsal,
): Promise<Trace | undefined> {
  return disk.withFile(enclosure.outside.trace, async (file) => {
    const offset = Math.max(0, file.size - most);
    const bytes = await file.read({ offset, length: most });
    return { text: new TextDecoder().decode(bytes), whole: offset === 0 };
  });
}

/** Whether the write reached the disk before its answer, and what was written where nobody looks. */
export async function readTrace(world: World, rehearsal: Rehearsal, seen: Seen): Promise<void> {
  const trace = await readEnd(world, rehearsal);
  if (trace === undefined || trace.text === '') return;
  const calls: readonly Call[] = parseStrace(trace.text);
  // Without its beginning nobody knows which files were opened to be synced at every write.
  if (seen.wrote !== undefined && trace.whole) seen.sync = decideSync(calls, seen.wrote);
  if (!trace.whole) seen.facts.push(describeCutTrace(seen));
  seen.written = [...seen.written, ...findElsewhere(calls, placesOf(rehearsal))];
}

function describeCutTrace({ wrote }: Seen): string {
  const sync =
    wrote === undefined ? '' : 'whether the write was on the disk before its answer, and ';
  return `strace noted more than ${formatBytes(most)}, and only the end was read: ${sync}what was written elsewhere before is not known`;
}

/** The last calls before a crash; empty where strace was not there. */
export async function lastCallsOf(world: World, rehearsal: Rehearsal): Promise<readonly string[]> {
  const trace = await readEnd(world, rehearsal);
  const lines = straceTail(trace?.text ?? '', lastCalls);
  return lines.map((line) => plainLine(line).slice(0, 300));
}
