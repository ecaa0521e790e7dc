/** What does one line of a deploy's events say? */

import { type DeployState, deployStates } from './records.ts';
import { isFinal } from './running.ts';

/** How a job can end: as its record says, or without one, as nothing was touched. */
export type EndWord =
  | Extract<DeployState, 'confirmed' | 'rolled-back' | 'not-installed' | 'down'>
  | 'stale'
  | 'busy'
  | 'refused';

/** Texts come from the server: whoever prints one masks it and makes it plain first. */
export type EventBody =
  | { readonly kind: 'state'; readonly state: DeployState }
  | { readonly kind: 'step'; readonly text: string }
  /** `layer`: unit, socket, identity, discover, ready, soak; `outcome`: a status, refused, timeout, own, passed … */
  | {
      readonly kind: 'probe';
      readonly layer: string;
      readonly outcome: string;
      readonly path?: string;
    }
  | { readonly kind: 'note' | 'warning' | 'log'; readonly text: string }
  /** `lease` in milliseconds. */
  | { readonly kind: 'wait'; readonly signal: 'go' | 'confirm'; readonly lease: number }
  /** The server has nothing that asks over HTTP: the runner is asked to, and to answer with that number. */
  | {
      readonly kind: 'ask';
      readonly ask: number;
      readonly port: number;
      readonly path: string;
    }
  | { readonly kind: 'evidence'; readonly key: string; readonly value: string }
  /** Milliseconds from the end of the old version to the first answer of the new one. */
  | { readonly kind: 'gap'; readonly gap: number }
  | { readonly kind: 'took'; readonly text: string; readonly took: number }
  | { readonly kind: 'ended'; readonly how: EndWord; readonly reason?: string }
  | { readonly kind: 'unknown'; readonly text: string };

export type ServerEvent = {
  /** From 1; 0 where the line has none. */
  readonly number: number;
  /** Milliseconds since the job began, by the server's uptime; 0 where the line has none. */
  readonly ms: number;
} & EventBody;

/** Never throws: a line that is not understood is kept as `unknown`. */
export function parseEvent(line: string): ServerEvent {
  const [, number, ms, kind = '', text = ''] =
    /^(\d{1,15}) (\d{1,15}) ([a-z]+)(?: (.*))?$/s.exec(line) ?? [];
  if (number === undefined) return { number: 0, ms: 0, kind: 'unknown', text: line };
  const body = parseBody(kind, text) ?? { kind: 'unknown' as const, text: line };
  return { number: Number(number), ms: Number(ms), ...body };
}

function parseBody(kind: string, text: string): EventBody | undefined {
  switch (kind) {
    case 'state':
      return isState(text) ? { kind, state: text } : undefined;
    case 'step':
    case 'note':
    case 'warning':
    case 'log':
      return { kind, text };
    case 'probe':
      return parseProbe(text);
    case 'wait':
      return parseWait(text);
    case 'ask':
      return parseAsk(text);
    case 'evidence':
      return parseEvidence(text);
    case 'gap':
      return /^\d{1,15}$/.test(text) ? { kind, gap: Number(text) } : undefined;
    case 'took':
      return parseTook(text);
    case 'ended':
      return parseEnded(text);
    default:
      return undefined;
  }
}

function isState(text: string): text is DeployState {
  return deployStates.some((state) => state === text);
}

/** `ready 301 redirect` says the last word of its own; `discover 404 /up` names the path. */
function parseProbe(text: string): EventBody | undefined {
  const [, layer, outcome, path] = /^([a-z]+) ([\w-]+)(?: (?:(\/\S*)|redirect))?$/.exec(text) ?? [];
  if (layer === undefined || outcome === undefined) return undefined;
  return { kind: 'probe', layer, outcome, ...(path === undefined ? {} : { path }) };
}

function parseWait(text: string): EventBody | undefined {
  const [, signal, lease] = /^(go|confirm) (\d{1,9})$/.exec(text) ?? [];
  if (signal !== 'go' && signal !== 'confirm') return undefined;
  return { kind: 'wait', signal, lease: Number(lease) };
}

/** What the runner is to ask for goes through its connection, so it must be a port and a path. */
function parseAsk(text: string): EventBody | undefined {
  const [, ask, digits, path = ''] = /^(\d{1,9}) (\d{1,5}) (\/[!-~]{0,1000})$/.exec(text) ?? [];
  const port = Number(digits);
  if (ask === undefined || !(port >= 1 && port <= 65_535)) return undefined;
  return { kind: 'ask', ask: Number(ask), port, path };
}

function parseEvidence(text: string): EventBody | undefined {
  const [, key, value = ''] = /^([A-Za-z]\w{0,63})=(.*)$/s.exec(text) ?? [];
  return key === undefined ? undefined : { kind: 'evidence', key, value };
}

function parseTook(text: string): EventBody | undefined {
  const [, step, took] = /^(.+) (\d{1,15})$/s.exec(text) ?? [];
  return step === undefined ? undefined : { kind: 'took', text: step, took: Number(took) };
}

function parseEnded(text: string): EventBody | undefined {
  const [, how = '', reason = '-'] = /^([a-z-]+)(?: (.*))?$/s.exec(text) ?? [];
  if (!isEnd(how)) return undefined;
  return { kind: 'ended', how, ...(reason === '-' || reason === '' ? {} : { reason }) };
}

function isEnd(word: string): word is EndWord {
  if (word === 'stale' || word === 'busy' || word === 'refused') return true;
  return isState(word) && isFinal(word);
}
