/** What do people see of an event in the log while a deploy is under way? */

import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import type { EventBody, ServerEvent } from './events.ts';
import { type StepKind, stepKind } from './helper-words.ts';
import { type Progress, timeOfSteps } from './progress.ts';
import type { DeployState } from './records.ts';

export interface EventLine {
  readonly level: 'info' | 'warning';
  /** Plain. */
  readonly text: string;
}

/** A step that took as long as this many milliseconds is worth a line of its own. */
const long = 1000;

/** Steps of which the parts are told. */
const whole: ReadonlySet<string> = new Set(['receiving', 'preparing', 'finishing']);

/** Told when they begin, for something changes for others; the rest only where it took long. */
const announced: ReadonlySet<StepKind> = new Set([
  'before-switch',
  'after-switch',
  'try',
  'stop',
  'snapshot',
  'start',
  'back',
]);

const states: Readonly<Record<DeployState, string>> = {
  received: 'received',
  prepared: 'prepared',
  started: 'it runs beside the old version',
  gated: 'it passed its gate there',
  switching: 'switching',
  switched: 'it passed its gate in the place of the old version',
  confirmed: 'confirmed',
  'rolled-back': 'rolled back',
  'not-installed': 'taken away again',
  down: 'down',
};

/**
 * `before` is the progress that the event was not yet part of. Undefined where it is no news; evidence and the last
 * lines of the service are told with the ending.
 */
export function describeEvent(event: ServerEvent, before: Progress): EventLine | undefined {
  if (event.kind === 'warning') return { level: 'warning', text: plainLine(event.text) };
  const text = textOf(event, before);
  return text === undefined ? undefined : { level: 'info', text: plainLine(text) };
}

function textOf(event: ServerEvent, before: Progress): string | undefined {
  switch (event.kind) {
    case 'state': {
      const isEmpty = event.state === 'started' || event.state === 'gated';
      if (isEmpty && before.notTried !== undefined) return undefined;
      return `${states[event.state]}, after ${formatDuration(before.clock.before + event.ms)}`;
    }
    case 'step':
      return announced.has(stepKind(event.text)) ? event.text : undefined;
    case 'took':
      return tookText(event);
    case 'probe':
      return probeText(event, before);
    case 'note':
      return noteText(event.text);
    case 'wait':
      return event.signal === 'go' ? 'ready to switch' : 'waiting for the confirmation';
    case 'gap':
      return gapText(event.gap, timeOfSteps(before, 'snapshot'));
    case 'log':
      return before.evidence.size > 0 ? undefined : `| ${event.text}`;
    case 'ask':
    case 'evidence':
    case 'warning':
    case 'ended':
    case 'unknown':
      break;
  }
  return undefined;
}

function tookText({ text, took }: Extract<EventBody, { kind: 'took' }>): string | undefined {
  if (took < long || whole.has(text) || announced.has(stepKind(text))) return undefined;
  return `${text} took ${formatDuration(took)}`;
}

/** Only what changes; the usual paths that are not there are no news. */
function probeText(
  { layer, outcome, path }: Extract<EventBody, { kind: 'probe' }>,
  { gate }: Progress,
): string | undefined {
  if (layer === 'soak' && outcome === 'passed') return 'the soak is passed';
  const last = gate?.asked.at(-1);
  const isSame = last?.layer === layer && last.outcome === outcome;
  if (layer === 'discover') {
    const isNews = /^(?:5\d\d|[a-z]+)$/.test(outcome);
    return isSame || !isNews ? undefined : `GET ${path ?? '/'}: ${outcome}`;
  }
  if (layer !== 'ready' && layer !== 'soak') return undefined;
  if (isSame || (layer === 'soak' && last?.layer !== 'soak' && outcome.startsWith('2')))
    return undefined;
  return `${layer === 'ready' ? 'health' : 'health in the soak'}: ${outcome}`;
}

/** As systemd-analyze security ends, and without its face. */
const exposure = /^Overall exposure level for (\S+): ([\d.]+) ([A-Z]+)/;

function noteText(text: string): string {
  const [, unit, level, word] = exposure.exec(text) ?? [];
  if (unit === undefined) return text;
  return `hardening of ${unit}: exposure ${level} of 10 (${word}), as systemd-analyze security counts`;
}

/** The time that the copy of the databases takes is not the switch's own. */
export function gapText(gap: number, snapshot: number | undefined): string {
  const copy =
    snapshot === undefined || snapshot === 0
      ? ''
      : `, ${formatDuration(Math.min(snapshot, gap))} of it for the copy of the databases`;
  return `nothing answered for ${formatDuration(gap)}${copy}`;
}
