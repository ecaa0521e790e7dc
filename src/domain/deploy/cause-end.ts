/** Why did the service end, and what mends it? Decided from how it ended and what it said last. */

import { explainExit } from '../exit-cause.ts';
import { tail } from '../failure.ts';
import { plainLine, shorten } from '../plain-text.ts';
import { serviceCommands } from '../service/commands.ts';
import { findTrouble } from '../service/failed-start.ts';
import { fixItems } from '../service/fix-items.ts';
import { parsePanic } from '../service/panic.ts';
import type { Cause, CauseId } from './cause.ts';
import { explainSignal } from './cause-signal.ts';
import { explainSystemd } from './cause-systemd.ts';
import { type EndedService, exitOf, happened } from './ended-service.ts';
import { fixOnServer } from './server-fix.ts';
import { serverTroubles } from './server-troubles.ts';

export function explainEnd(ended: EndedService): Cause {
  const { end } = ended;
  return (
    explainSystemd(ended) ??
    byLastWords(ended) ??
    explainSignal(ended) ??
    byPanic(ended) ??
    (end.status === 0 ? withoutError(ended) : byExit(ended))
  );
}

/** Lines from the end in which a cause is looked for. */
const lookedAt = 60;

function byLastWords(ended: EndedService): Cause | undefined {
  const { end, own, setting } = ended;
  const lines = own.slice(-lookedAt).map((line) => line.slice(0, 2000));
  for (const line of lines.toReversed()) {
    for (const { id, pattern, means, fix } of serverTroubles) {
      const match = pattern.exec(line);
      if (match !== null) return told(ended, { id, means, line, fix: fix(match) });
    }
  }
  const exit = exitOf(end);
  const found = findTrouble({ ended: exit, output: own.join('\n') });
  if (found === undefined) return undefined;
  const { trouble, match, line } = found;
  const fix = fixOnServer(trouble, match, setting);
  return told(ended, { id: trouble.id, means: trouble.means, line, fix });
}

function told(
  ended: EndedService,
  cause: { id: CauseId; means: string; line: string; fix: readonly string[] },
): Cause {
  const line = shorten(plainLine(cause.line.trim()), 200);
  const sentence = `${happened(ended)}: ${cause.means}: ${line}`;
  return { id: cause.id, sentence, fix: fixItems(cause.fix.map(plainFix)) };
}

/** Code in a fix is ours and has lines of its own. */
function plainFix(text: string): string {
  return text.split('\n').map(plainLine).join('\n');
}

function byPanic(ended: EndedService): Cause | undefined {
  const panic = parsePanic(tail(ended.own.join('\n'), lookedAt * 4));
  if (panic === undefined || ended.end.status === 0) return undefined;
  const at = panic.at === undefined ? '' : `, in ${shorten(plainLine(panic.at), 200)}`;
  const what = shorten(plainLine(panic.what), 200);
  return {
    id: 'panic',
    sentence: `${happened(ended)}: it panicked: ${what}${at}`,
    fix: ['see its output, from the line that begins with panic'],
  };
}

function withoutError(ended: EndedService): Cause {
  const commands = serviceCommands(ended.own.join('\n')).map((word) => `service-args: ${word}`);
  return {
    id: 'not-a-service',
    sentence: `${happened(ended)}: an end without an error is no service's`,
    fix: [
      ...(commands.length > 0
        ? commands
        : ['service-args: the arguments that make it serve, one a line']),
      'stay in the foreground: a program that puts itself into the background has ended for systemd',
      'where another program is the service: service: its name',
    ],
  };
}

function byExit(ended: EndedService): Cause {
  const { end } = ended;
  const { cause } = explainExit(exitOf(end));
  const isKnown = end.status !== undefined || end.signal !== undefined;
  const why = cause === undefined ? '' : `: ${cause}`;
  const sentence = isKnown ? `${happened(ended)}${why}` : `the service ended${ended.when}`;
  return { id: 'crash', sentence, fix: ['see the last lines of its output'] };
}
