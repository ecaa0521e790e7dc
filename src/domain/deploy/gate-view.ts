/** How far did a gate come on the server, and what did asking give? */

import type { EventBody } from './events.ts';

type Probed = Extract<EventBody, { readonly kind: 'probe' }>;

export interface GateView {
  /** Layers that it is through, in their order: unit, socket, identity, soak. */
  readonly passed: readonly string[];
  /** What was asked over HTTP; the same again is counted. */
  readonly asked: readonly Asked[];
}

export interface Asked {
  /** `discover`, `ready` or `soak`. */
  readonly layer: string;
  /** A status, or `refused`, `timeout`, `reset`, `broken`. */
  readonly outcome: string;
  /** Told only while a route is looked for. */
  readonly path?: string;
  readonly times: number;
}

const milestones: ReadonlySet<string> = new Set(['unit', 'socket', 'identity']);

/** Kept of what was asked: enough for an hour of one answer a second that is never the same. */
const most = 4000;

export function observeGate(view: GateView | undefined, probe: Probed): GateView {
  const { layer, outcome, path } = probe;
  // Each gate begins with its unit.
  if (view === undefined || layer === 'unit') return { passed: [layer], asked: [] };
  if (milestones.has(layer) || (layer === 'soak' && outcome === 'passed')) {
    return { ...view, passed: [...view.passed, layer] };
  }
  const last = view.asked.at(-1);
  if (last?.layer === layer && last.outcome === outcome && last.path === path) {
    const again = { ...last, times: last.times + 1 };
    return { ...view, asked: [...view.asked.slice(0, -1), again] };
  }
  const asked = { layer, outcome, ...(path === undefined ? {} : { path }), times: 1 };
  return { ...view, asked: [...view.asked, asked].slice(-most) };
}

export function hasPassed(view: GateView | undefined, layer: string): boolean {
  return view?.passed.includes(layer) === true;
}
