/** Which faults strike when, for a seed? */

import { createChance } from './chance.ts';
import { strikes } from './strikes.ts';

export interface Hit {
  readonly strike: string;
  /** The event after which it strikes, or a share of the upload in percent. */
  readonly at: string | number;
  /** Milliseconds after that. */
  readonly after: number;
  readonly chance: number;
}

export interface Schedule {
  readonly seed: number;
  /** MODE= of the version that is deployed. */
  readonly mode?: string;
  readonly overlap: 'auto' | 'never' | 'always';
  readonly hits: readonly Hit[];
}

/** Shares of the upload and beginnings of events that every deploy comes to. */
const early: readonly Hit['at'][] = [
  ...[1, 50, 99],
  'state received',
  'step copying',
  'step unpacking',
  'step writing the units',
  'state prepared',
  'step starting',
];

const moments = {
  good: [
    ...early,
    ...['state started', 'state gated', 'wait go', 'state switching', 'step stopping'],
    ...['step the gate', 'probe ready', 'state switched', 'wait confirm'],
    ...['state confirmed', 'step pruning'],
  ],
  bad: [...early, 'probe', 'step going back', 'step going back', 'state rolled-back'],
} as const;

/** Most releases are good, so that faults meet late states too. */
const modes = [undefined, undefined, undefined, undefined, 'exit', 'sick', 'flap', 'crash'];

export function planSchedule(seed: number): Schedule {
  const chance = createChance(seed);
  const mode = chance.pick(modes);
  const overlap = chance.pick(['auto', 'auto', 'never', 'always'] as const);
  const count = 1 + chance.below(3);
  const names = Object.keys(strikes);
  const hits = Array.from({ length: count }, () => ({
    strike: chance.pick(names),
    at: chance.pick(mode === undefined ? moments.good : moments.bad),
    after: chance.below(3) === 0 ? chance.below(1_000) : 0,
    chance: chance.below(1_000),
  }));
  return { seed, ...(mode === undefined ? {} : { mode }), overlap, hits };
}

export function describeSchedule({ seed, mode, overlap, hits }: Schedule): string {
  const told = hits.map(
    ({ strike, at, after }) =>
      `${strike} at ${typeof at === 'number' ? `${at} % of the upload` : `"${at}"`}${after > 0 ? ` + ${after} ms` : ''}`,
  );
  return `seed ${seed}: ${mode ?? 'good'} release, overlap ${overlap}; ${told.join('; ')}`;
}
