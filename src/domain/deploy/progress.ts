/** What do the events of a deploy amount to so far? A pure reducer over them. */

import { type GateView, observeGate } from './gate-view.ts';
import type { EndWord, EventBody, ServerEvent } from './events.ts';
import { type StepKind, goingBack, notTriedNote, stepKind } from './helper-words.ts';
import type { DeployState } from './records.ts';

export interface Progress {
  /** Heard so far: whoever attends anew asks for the line after it. */
  readonly lines: number;
  /** Milliseconds since the job began; a restart of the server does not turn it back. */
  readonly at: number;
  /** Of the server's own count: what it told last, and what came before its restart. */
  readonly clock: { readonly last: number; readonly before: number };
  readonly state?: DeployState;
  readonly states: readonly StateAt[];
  /** What it waits for; absent while it works. */
  readonly waiting?: { readonly signal: 'go' | 'confirm'; readonly lease: number };
  /** The runner's part of the gate; answered by number. */
  readonly asking?: { readonly ask: number; readonly port: number; readonly path: string };
  /** The innermost step that began last, and whether it ended. */
  readonly step?: { readonly kind: StepKind; readonly text: string; readonly ended: boolean };
  /** Milliseconds of each step, in the order of their ends. */
  readonly took: readonly { readonly step: string; readonly ms: number }[];
  /** Why there was no trial beside the old version. */
  readonly notTried?: string;
  /** The gate that is on, or was last. */
  readonly gate?: GateView;
  /** Milliseconds, the snapshot among them. */
  readonly gap?: number;
  /** Of systemd, taken before anything was undone. */
  readonly evidence: ReadonlyMap<string, string>;
  /** The last lines of the service, told with the evidence. */
  readonly log: readonly string[];
  /** Evidence and log are of what ran before: it did not come up again either. */
  readonly ofOld?: true;
  /** What a hook printed. */
  readonly hookLog: readonly string[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Where it failed; what comes later does not change it. */
  readonly failed?: Failed;
  readonly ended?: { readonly how: EndWord; readonly reason?: string };
  /** Lines that were not understood. */
  readonly unknown: number;
}

export interface StateAt {
  readonly state: DeployState;
  readonly at: number;
}

/** What was going on when it turned back; the log and the evidence are those of that moment. */
export interface Failed extends Pick<
  Progress,
  'state' | 'waiting' | 'step' | 'gate' | 'notTried' | 'evidence' | 'log' | 'hookLog'
> {
  readonly reason: string;
}

type Took = Extract<EventBody, { readonly kind: 'took' }>;

/** Lines that are kept; the helper tells fifty at a time. */
const mostLines = 200;

export const noProgress: Progress = {
  lines: 0,
  at: 0,
  clock: { last: 0, before: 0 },
  states: [],
  took: [],
  evidence: new Map(),
  log: [],
  hookLog: [],
  notes: [],
  warnings: [],
  unknown: 0,
};

export function follow(before: Progress, event: ServerEvent): Progress {
  const { waiting, asking: _, ...rest } = before;
  const timed = { ...rest, ...timeOf(before, event), lines: before.lines + 1 };
  const goesOn = event.kind === 'state' || event.kind === 'step' || event.kind === 'ended';
  const still = goesOn || waiting === undefined ? {} : { waiting };
  return { ...timed, ...still, ...changeBy({ ...timed, ...still }, event, waiting) };
}

function timeOf({ clock, at }: Progress, event: ServerEvent): Pick<Progress, 'clock' | 'at'> {
  if (event.number === 0) return { clock, at };
  const restarted = event.ms < clock.last;
  const before = restarted ? at : clock.before;
  return { clock: { last: event.ms, before }, at: before + event.ms };
}

function changeBy(
  now: Progress,
  event: ServerEvent,
  waiting: Progress['waiting'],
): Partial<Progress> {
  switch (event.kind) {
    case 'state':
      return entered(now, event.state);
    case 'step':
      return begun(now, event.text, waiting);
    case 'took':
      return done(now, event);
    case 'probe':
      return { gate: observeGate(now.gate, event) };
    case 'wait':
      return { waiting: { signal: event.signal, lease: event.lease } };
    case 'ask':
      return { asking: { ask: event.ask, port: event.port, path: event.path } };
    case 'evidence':
      return shown(now, event.key, event.value);
    case 'log':
      return said(now, event.text);
    case 'note':
      return noted(now, event.text);
    case 'warning':
      return { warnings: [...now.warnings, event.text].slice(-mostLines) };
    case 'gap':
      return { gap: event.gap };
    case 'ended': {
      const { how, reason } = event;
      return { ended: { how, ...(reason === undefined ? {} : { reason }) } };
    }
    case 'unknown':
      break;
  }
  return { unknown: now.unknown + 1 };
}

function entered(now: Progress, state: DeployState): Partial<Progress> {
  return { state, states: [...now.states, { state, at: now.at }] };
}

function begun(now: Progress, text: string, waiting: Progress['waiting']): Partial<Progress> {
  const kind = stepKind(text);
  const step = { kind, text, ended: false };
  if (kind === 'before-switch' || kind === 'after-switch') return { step, hookLog: [] };
  // What the trial told is not told of the start in its place.
  if (kind === 'try' || kind === 'start') return { step, gate: { passed: [], asked: [] } };
  if (!text.startsWith(goingBack) || now.failed !== undefined) return { step };
  const { state, step: last, gate, notTried, evidence, log, hookLog } = now;
  const failed: Failed = {
    reason: text.slice(goingBack.length),
    evidence,
    log,
    hookLog,
    ...(state === undefined ? {} : { state }),
    ...(waiting === undefined ? {} : { waiting }),
    ...(last === undefined ? {} : { step: last }),
    ...(gate === undefined ? {} : { gate }),
    ...(notTried === undefined ? {} : { notTried }),
  };
  return { step, failed };
}

/** What is told on the way back is of another unit. */
function shown(now: Progress, key: string, value: string): Partial<Progress> {
  if (now.failed === undefined || now.ofOld === true)
    return { evidence: new Map(now.evidence).set(key, value) };
  return { ofOld: true, evidence: new Map([[key, value]]), log: [] };
}

/** Evidence comes first, then the lines of the service; what is said before is a hook's. */
function said(now: Progress, text: string): Partial<Progress> {
  if (now.evidence.size > 0) return { log: [...now.log, text].slice(-mostLines) };
  return { hookLog: [...now.hookLog, text].slice(-mostLines) };
}

/** Of steps in one another only the innermost stays: it is where something failed. */
function done(now: Progress, { text, took: ms }: Took): Partial<Progress> {
  const took = [...now.took, { step: text, ms }];
  if (now.step?.text !== text) return { took };
  return { took, step: { ...now.step, ended: true } };
}

function noted(now: Progress, text: string): Partial<Progress> {
  const notes = [...now.notes, text].slice(-mostLines);
  if (!text.startsWith(notTriedNote)) return { notes };
  return { notes, notTried: text.slice(notTriedNote.length) };
}

/** Milliseconds of all steps of a kind. */
export function timeOfSteps({ took }: Pick<Progress, 'took'>, kind: StepKind): number | undefined {
  const times = took.filter(({ step }) => stepKind(step) === kind).map(({ ms }) => ms);
  return times.length === 0 ? undefined : times.reduce((sum, ms) => sum + ms, 0);
}
