/** Is what survive-write stores taken, and does survive-read show it? */

import { asksFor, explainEcho } from '../../domain/rehearse/echo.ts';
import {
  type ReadVerdict,
  explainRead,
  explainUnfilled,
  explainWrite,
  judgeRead,
} from '../../domain/rehearse/judge.ts';
import { unwritten } from '../../domain/rehearse/nonce.ts';
import { describeObservation } from '../../domain/service/observation.ts';
import type { World } from '../../ports.ts';
import { type Rehearsal, type Running, placesOf, unwell } from './context.ts';
import { type Exchanged, exchangeAll } from './exchange.ts';
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
  const missed = done.unfilled === undefined ? undefined : templates[done.unfilled.at];
  if (missed !== undefined && done.unfilled !== undefined) {
    throw unwell(running, explainUnfilled('survive-write', missed, done.unfilled));
  }
  const [outcome, template] = [done.outcomes.at(-1), templates[done.outcomes.length - 1]];
  if (outcome === undefined || template === undefined) return;
  const { tail, bytes } = service.output();
  // Characters for bytes: what was said before it is only cut off roughly.
  const output = bytes === before ? '' : tail.slice(before - bytes);
  const trouble = explainWrite(template, outcome, { output, places: placesOf(rehearsal) });
  if (trouble !== undefined) throw unwell(running, trouble);
  seen.wrote = done.span;
  if (done.last !== undefined) seen.write = done.last;
}

interface Reading {
  readonly running: Running;
  readonly seen: Seen;
  readonly first: boolean;
}

/**
 * What it shows after a restart is noted; before any, it must show the word, and not only repeat it.
 * @throws Ended where it does not, or ends
 */
export async function read(world: World, rehearsal: Rehearsal, reading: Reading): Promise<void> {
  const { running, seen, first } = reading;
  const done = await ask(world, rehearsal, reading);
  const verdict = judge(rehearsal, done, seen);
  if (!first) seen.reads.push(verdict);
  const trouble = first
    ? explainRead(rehearsal.inputs.rehearse.read, verdict)
    : explainCrash(verdict);
  if (trouble !== undefined) throw unwell(running, trouble);
  if (!first || verdict.kind !== 'found') return;
  seen.holding = verdict.holding;
  await refuseEcho(world, rehearsal, { ...reading, done, holding: verdict.holding });
}

/** The requests of survive-read, for the verdict or only to see what comes of them. */
export async function ask(
  world: World,
  { inputs, nonce }: Pick<Rehearsal, 'inputs' | 'nonce'>,
  { running, seen, name = 'survive-read' }: Pick<Reading, 'running' | 'seen'> & { name?: string },
): Promise<Exchanged> {
  const answered = seen.write === undefined ? {} : { write: seen.write };
  const templates = inputs.rehearse.read;
  return exchangeAll(world, { nonce }, { name, running, templates, ...answered });
}

function judge({ nonce }: Rehearsal, done: Exchanged, { holding = [] }: Seen): ReadVerdict {
  const { unfilled, outcomes } = done;
  if (unfilled !== undefined) return { kind: 'unfilled', ...unfilled };
  return judgeRead(outcomes, nonce, holding);
}

/** Where it ended by itself, no later start says more. */
function explainCrash(verdict: ReadVerdict): ReturnType<typeof explainRead> {
  if (verdict.kind !== 'failed' || verdict.outcome.kind !== 'exited') return undefined;
  const message = `${describeObservation(verdict.outcome)} when survive-read asked it`;
  return { id: 'crash', level: 'failure', message, fix: ['see the last lines of its output'] };
}

/** Asks for a word that was never written, where what was asked had the nonce in it. */
async function refuseEcho(
  world: World,
  rehearsal: Rehearsal,
  reading: Reading & { readonly done: Exchanged; readonly holding: readonly number[] },
): Promise<void> {
  const { running, seen, done, holding } = reading;
  const { inputs, nonce } = rehearsal;
  if (!done.sent.some((request) => asksFor(request, nonce))) return;
  const word = unwritten(nonce);
  const other = seen.write && {
    ...seen.write,
    body: seen.write.body.replaceAll(nonce, word),
  };
  const { outcomes } = await ask(
    world,
    { inputs, nonce: word },
    {
      name: 'survive-read for a word that was never written',
      running,
      seen: { ...seen, ...(other && { write: other }) },
    },
  );
  const remark = explainEcho(inputs.rehearse.read, outcomes, { word, holding });
  if (remark !== undefined) throw unwell(running, remark);
}
