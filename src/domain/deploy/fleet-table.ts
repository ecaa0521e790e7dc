/** Where can a host of a fleet be, and where does news of it take it? */

export type HostAt =
  /** Prepared by the runner: nothing is under its lock. */
  | 'ready'
  /** Told its plan; whether it takes it is not known yet. */
  | 'submitted'
  /** It holds its lock, and works up to its own gate. */
  | 'working'
  /** It waits for `go`. */
  | 'gated'
  /** It was told `go`. */
  | 'switching'
  /** It passed its gate on the real port, and waits for `confirm`. */
  | 'switched'
  /** It was told `confirm`. */
  | 'confirming'
  | HostEnd;

export type HostEnd =
  | 'deployed'
  /** Rolled back, not installed or down: its own record says which. */
  | 'undone'
  /** Refused, stale or busy for good: nothing was touched. */
  | 'refused'
  /** Contact was lost, and not found again. */
  | 'unknown'
  /** It was never begun. */
  | 'left';

export type HostNews = 'accepted' | 'gated' | 'switched' | Exclude<HostEnd, 'left'>;

type Row = Partial<Readonly<Record<HostNews, HostAt>>>;

/** News may skip what was not heard while contact was lost. */
const ended: Row = { deployed: 'deployed', undone: 'undone', unknown: 'unknown' };

const table: Readonly<Record<HostAt, Row>> = {
  ready: { refused: 'refused', unknown: 'unknown' },
  submitted: { accepted: 'working', gated: 'gated', refused: 'refused', ...ended },
  working: { gated: 'gated', refused: 'refused', ...ended },
  gated: { ...ended },
  switching: { switched: 'switched', ...ended },
  switched: { ...ended },
  confirming: { ...ended },
  deployed: {},
  undone: {},
  refused: {},
  // Its record may be read later on.
  unknown: { deployed: 'deployed', undone: 'undone' },
  left: {},
};

/** Undefined for news that is none there. */
export function afterNews(at: HostAt, news: HostNews): HostAt | undefined {
  return table[at][news];
}

const ends: ReadonlySet<HostAt> = new Set<HostEnd>([
  'deployed',
  'undone',
  'refused',
  'unknown',
  'left',
]);

export function isEnd(at: HostAt): at is HostEnd {
  return ends.has(at);
}
