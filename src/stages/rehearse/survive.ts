/** Is what survive-write stores taken, and does survive-read show it? */

import { explainRead, explainWrite, judgeRead } from '../../domain/rehearse/judge.ts';
import type { World } from '../../ports.ts';
import { type Rehearsal, type Running, placesOf, unwell } from './context.ts';
import { exchangeAll } from './exchange.ts';
import type { Seen } from './seen.ts';

/** @throws Ended where the service does not take it */
export async function write(
  world: World,
  rehearsal: Rehearsal,
  { running, seen }: { readonly running: Running; readonly seen: Seen },
): Promise<void> {
  const { service } = running;
  const templates = rehearsal.inputs.rehearse.write;
  const before = service.output().bytes;
  const done = await exchangeAll(world, rehearsal, { name: 'survive-write', running, templates });
  const [outcome, request] = [done.outcomes.at(-1), done.sent.at(-1)];
  if (outcome === undefined || request === undefined) return;
  const { tail, bytes } = service.output();
  // Characters for bytes: what was said before it is only cut off roughly.
  const output = bytes === before ? '' : tail.slice(before - bytes);
  const trouble = explainWrite(request, outcome, { output, places: placesOf(rehearsal) });
  if (trouble !== undefined) throw unwell(running, trouble);
  seen.wrote = done.span;
  if (done.last !== undefined) seen.write = done.last;
}

/**
 * What it shows after a restart is noted; before any, it must show the word.
 * @throws Ended where it does not
 */
export async function read(
  world: World,
  rehearsal: Rehearsal,
  { running, seen, first }: { running: Running; readonly seen: Seen; readonly first: boolean },
): Promise<void> {
  const { outcomes, sent } = await exchangeAll(world, rehearsal, {
    name: 'survive-read',
    running,
    templates: rehearsal.inputs.rehearse.read,
    ...(seen.write === undefined ? {} : { write: seen.write }),
  });
  const verdict = judgeRead(outcomes, rehearsal.nonce, seen.holding ?? []);
  if (!first) {
    seen.reads.push(verdict);
    return;
  }
  const trouble = explainRead(sent, verdict);
  if (trouble !== undefined) throw unwell(running, trouble);
  if (verdict.kind === 'found') seen.holding = verdict.holding;
}
