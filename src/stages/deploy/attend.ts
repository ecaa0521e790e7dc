/** How is a job on a server watched and spoken with, also where contact is lost and found again? */

import { type ServerEvent, parseEvent } from '../../domain/deploy/events.ts';
import { parseComplaint } from '../../domain/deploy/helper-answer.ts';
import { type Mask, maskEvent } from '../../domain/deploy/mask-text.ts';
import { formatDuration } from '../../domain/quantity.ts';
import { codeOf } from '../../domain/system-trouble.ts';
import type { Clock } from '../../ports.ts';
import type { Connection, RemoteEnd, RemoteProcess } from '../../ports-remote.ts';
import { answerAsk } from './answer-ask.ts';
import type { Contact } from './contact.ts';
import { type RootWay, helperLine } from '../../domain/deploy/helper-line.ts';
import type { Teller } from './teller.ts';

export type Signal = 'go' | 'confirm' | 'abort';

export interface AttendWish {
  readonly way: RootWay;
  readonly name: string;
  readonly deploy: string;
  /** Milliseconds that the job waits for a beat. */
  readonly lease: number;
  /** Milliseconds for one question that the job asks through the runner. */
  readonly probeTimeout: number;
  readonly clock: Clock;
  readonly tell: Teller;
  /** Puts stars for secrets, before anything else is done with an event. */
  readonly mask: Mask;
  /** Each event once, in order, masked. */
  hear(event: ServerEvent): void;
  /** Told where contact is lost, and when it is found again. */
  met(how: 'lost' | 'found'): void;
}

export type AttendEnd =
  | Extract<ServerEvent, { kind: 'ended' }>
  | { readonly kind: 'unknown'; readonly problem: string };

export interface Attendance {
  /** Said again over each new connection, so that none is lost. */
  say(signal: Signal): void;
  /** Never fails. */
  readonly ended: Promise<AttendEnd>;
}

/** Milliseconds: the longest that a job can take, and more. */
const longest = 5 * 3_600_000;
/** Milliseconds between two beats at the most; more often where the lease is short. */
const slowestBeat = 5000;
/** Milliseconds beyond the lease in which contact is sought: a server that was restarted needs some. */
const beyondLease = 120_000;
/** Milliseconds between two attempts to find it. */
const pauses = { first: 500, most: 5000 } as const;
/** Nothing that comes back by itself. */
const final = new Set(
  'ssh-host-key ssh-auth ssh-key ssh-agent ssh-algorithms ssh-closed'.split(' '),
);

/** How often in a row it is turned to without any news. */
const mostTurns = 30;
/** Milliseconds after which a turn was contact, also where there was no news. */
const settled = 5000;

interface Watch {
  /** Lines heard: it goes on after them. The numbers in them start anew where a server could not read its own. */
  lines: number;
  beats: number;
  /** When there was contact last, on the clock's `elapsed`. */
  met: number;
  lost: boolean;
  process?: RemoteProcess | undefined;
  readonly said: Set<Signal>;
}

export function attend(contact: Contact, wish: AttendWish): Attendance {
  const { clock } = wish;
  const watch: Watch = { lines: 0, beats: 0, met: clock.elapsed(), lost: false, said: new Set() };
  const stop = clock.every(Math.min(wish.lease / 4, slowestBeat), () => beat(watch));
  const ended = follow(contact, wish, watch).finally(stop);
  return {
    ended,
    say(signal) {
      watch.said.add(signal);
      watch.process?.say(signal);
    },
  };
}

function beat(watch: Watch): void {
  watch.beats += 1;
  watch.process?.say(`beat ${watch.beats}`);
}

async function follow(contact: Contact, wish: AttendWish, watch: Watch): Promise<AttendEnd> {
  const { clock, lease } = wish;
  const patience = lease + beyondLease;
  let pause: number = pauses.first;
  for (let fruitless = 0; ; fruitless += 1) {
    const [lines, began] = [watch.lines, clock.elapsed()];
    const turn = await takeTurn(contact, wish, watch);
    if (turn.kind !== 'again') return turn;
    if (!watch.lost) wish.met('lost');
    watch.lost = true;
    if (turn.met && clock.elapsed() - began >= settled) watch.met = clock.elapsed();
    if (watch.lines > lines) [fruitless, pause] = [0, pauses.first];
    if (clock.elapsed() - watch.met > patience || fruitless >= mostTurns) {
      const problem = `contact was not found again within ${formatDuration(patience)}: ${turn.problem}`;
      return { kind: 'unknown', problem };
    }
    await clock.pause(pause);
    pause = Math.min(pauses.most, pause * 2);
  }
}

type Turn =
  | AttendEnd
  /** `met`: whether there was a connection. */
  | { readonly kind: 'again'; readonly met: boolean; readonly problem: string };

async function takeTurn(contact: Contact, wish: AttendWish, watch: Watch): Promise<Turn> {
  let connection: Connection;
  try {
    connection = await contact.connection();
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    if (final.has(codeOf(error) ?? '')) return { kind: 'unknown', problem };
    return { kind: 'again', met: false, problem };
  }
  const last = Promise.withResolvers<AttendEnd>();
  // The last line again, where there is one: a job that waits says nothing new by which contact would show.
  let again = Math.min(1, watch.lines);
  const from = String(watch.lines + 1 - again);
  const line = helperLine(wish.way, 'attend', wish.name, wish.deploy, from);
  const process = connection.open(
    { line, timeout: longest },
    {
      line(text) {
        if (watch.lost) wish.met('found');
        watch.lost = false;
        watch.met = wish.clock.elapsed();
        // Where a power cut has taken lines that were heard, the end may stand in the place of one of them.
        const isOld = again > 0 && parseEvent(text).kind !== 'ended';
        if (again > 0) again -= 1;
        if (!isOld) hear(text, { connection, wish, watch, last: last.resolve });
      },
    },
  );
  watch.process = process;
  beat(watch);
  for (const signal of watch.said) process.say(signal);
  const end = await Promise.race([last.promise, process.ended]);
  watch.process = undefined;
  process.endInput();
  return end.kind === 'ended' && 'how' in end ? end : turnOf(end);
}

interface Hearing {
  readonly connection: Connection;
  readonly wish: AttendWish;
  readonly watch: Watch;
  readonly last: (end: AttendEnd) => void;
}

function hear(text: string, { connection, wish, watch, last }: Hearing): void {
  watch.lines += 1;
  const event = maskEvent(parseEvent(text), wish.mask);
  wish.hear(event);
  if (event.kind === 'ended') last(event);
  if (event.kind === 'ask') {
    const say = (line: string): void => void watch.process?.say(line);
    void answerAsk(connection, event, { timeout: wish.probeTimeout, tell: wish.tell, say });
  }
}

/** 66: the helper knows of no such job. */
const absent = 66;

function turnOf(end: Exclude<RemoteEnd | AttendEnd, ServerEvent>): Turn {
  switch (end.kind) {
    case 'unknown':
      return end;
    case 'lost':
    case 'refused':
      return { kind: 'again', met: true, problem: end.problem };
    case 'timed-out':
      return { kind: 'unknown', problem: 'the job did not end' };
    case 'ended':
      break;
  }
  if (end.code === 0) return { kind: 'again', met: true, problem: 'the helper stopped telling' };
  const said = parseComplaint(end.stderr).text;
  const problem = said || `the helper ended with exit code ${end.code ?? 'none'}`;
  if (end.code === absent) return { kind: 'unknown', problem };
  return { kind: 'again', met: true, problem };
}
