/** Why did a service not start, and what mends it? Decided from its end and the last of its output. */

import { type Exit, explainExit } from '../exit-cause.ts';
import { tail } from '../failure.ts';
import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import { isReason } from './believed.ts';
import { parsePanic } from './panic.ts';
import type { Level, Remark, RemarkId } from './remark.ts';
import { explainSilence } from './silence.ts';
import { type Trouble, startTroubles } from './start-troubles.ts';

export interface FailedStart {
  /** Absent: it still runs, and does not listen. */
  readonly ended?: Exit;
  /** Milliseconds that it ran, or was waited for. */
  readonly took: number;
  /** Standard output and standard error, the end of them. */
  readonly output: string;
  /** Ports that other programs listen on: Gin's Run is silent in release mode where its is taken. */
  readonly taken?: readonly number[];
  /** Whether it served before, in an earlier start. */
  readonly again?: boolean;
}

/** Lines from the end in which a cause is looked for: what a program says last is why it ended. */
const lookedAt = 60;

/** What the first use on an ordinary repository may run into. */
const lenient: ReadonlySet<RemarkId> = new Set([
  'needs-external',
  'needs-setting',
  'not-a-service',
]);

/** What is believed of a program that ended with 0: its error was printed and then ignored. */
const ignored: ReadonlySet<RemarkId> = new Set([
  'needs-external',
  'needs-setting',
  'permission',
  'port-taken',
  'read-only',
  'stub-driver',
]);

/**
 * For a service that ended before it listened, or never listened. Strict, or where it served before:
 * everything is a failure.
 */
export function explainStart(
  failed: FailedStart,
  { strict }: { readonly strict: boolean },
): Remark {
  const remark = decideCause(failed);
  // That a port is taken is a guess where the program did not say so: it may be no service at all.
  const isGuess = failed.ended?.code === 0 && findTrouble(failed) === undefined;
  const isLenient = lenient.has(remark.id) || (remark.id === 'port-taken' && isGuess);
  const level: Level = !strict && failed.again !== true && isLenient ? 'warning' : 'failure';
  return { ...remark, level };
}

function decideCause(failed: FailedStart): Omit<Remark, 'level'> {
  const { ended, output } = failed;
  const happened = describeEnd(failed);
  const found = findTrouble(failed);
  if (found !== undefined && (ended?.code !== 0 || ignored.has(found.trouble.id))) {
    const { trouble, match, line } = found;
    const message = `${happened}: ${trouble.means}: ${shorten(line)}`;
    return { id: trouble.id, message, fix: trouble.fix(match).map(plainLine) };
  }
  if (ended !== undefined && ended.code !== 0) return crashed(ended, { output, happened });
  return explainSilence(failed, happened);
}

function describeEnd({ ended, took }: FailedStart): string {
  const time = formatDuration(took);
  if (ended === undefined) return `the service runs, but listens on no TCP port after ${time}`;
  return `the service ${explainExit(ended).ended} after ${time}, before it listened`;
}

function crashed(
  ended: Exit,
  { output, happened }: { readonly output: string; readonly happened: string },
): Omit<Remark, 'level'> {
  const panic = parsePanic(output);
  if (panic !== undefined) {
    const at = panic.at === undefined ? '' : `, in ${shorten(panic.at)}`;
    const message = `${happened}: it panicked: ${shorten(panic.what)}${at}`;
    return { id: 'panic', message, fix: ['see its output, from the line that begins with panic'] };
  }
  const { cause } = explainExit(ended);
  const message = cause === undefined ? happened : `${happened}: ${cause}`;
  const fix = ['see the last lines of its output'];
  // What a shell gives where it could not start a program.
  if (ended.code !== 126 && ended.code !== 127) return { id: 'crash', message, fix };
  return { id: 'cannot-run', message, fix: ['see what inspect says of the program', ...fix] };
}

interface Found {
  readonly trouble: Trouble;
  readonly match: RegExpExecArray;
  readonly line: string;
}

/** A stub driver anywhere; else the last line that says something of the table. */
export function findTrouble({
  ended,
  output,
}: Pick<FailedStart, 'ended' | 'output'>): Found | undefined {
  const lines = tail(output, lookedAt)
    .split(/\r?\n/)
    .map((line) => line.slice(0, 2000));
  const stubs = startTroubles.filter(({ id }) => id === 'stub-driver');
  // A program that a signal ended did not end for what it said.
  const given = startTroubles.filter(
    ({ onlyAsReason }) => onlyAsReason === undefined || ended?.signal === undefined,
  );
  return findIn(lines, stubs) ?? findIn(lines, given);
}

function findIn(lines: readonly string[], troubles: readonly Trouble[]): Found | undefined {
  for (const [at, line] of [...lines.entries()].toReversed()) {
    for (const trouble of troubles) {
      const match = trouble.pattern.exec(line);
      if (match === null) continue;
      const { onlyAsReason: only } = trouble;
      if (only !== undefined && !isReason({ lines, at, echo: only.echo })) continue;
      return { trouble, match, line };
    }
  }
  return undefined;
}

/** Whether it ended since this very port was taken. */
export function endedForPort(output: string, port: number): boolean {
  const found = findTrouble({ output });
  return found?.trouble.id === 'port-taken' && found.match[2] === String(port);
}

function shorten(text: string): string {
  const line = plainLine(text.trim());
  return line.length > 200 ? `${line.slice(0, 197)}...` : line;
}
