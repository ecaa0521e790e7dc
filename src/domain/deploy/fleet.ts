/** Several servers: what is to be said to whom next? A pure state machine over the news of each. */

import type { Batch, DeployHow } from '../inputs/deploy-how.ts';
import { type HostAt, type HostNews, afterNews, isEnd } from './fleet-table.ts';

export interface FleetHost {
  readonly server: string;
  readonly at: HostAt;
  /** Contact is lost for now; it is looked for. */
  readonly lost: boolean;
  /** Whether it was told to give up. */
  readonly aborted: boolean;
}

export interface Fleet {
  /** In the order in which their locks are taken. */
  readonly hosts: readonly FleetHost[];
  readonly policy: FleetPolicy;
  /** From the first failure on, or once the run was cancelled. */
  readonly stopping: 'no' | 'failed' | 'cancelled';
}

export interface FleetPolicy {
  /** How many switch at once. */
  readonly batch: number;
  readonly onFailure: DeployHow['onFailure'];
}

/** Each is said once to a server; over a new connection the same may be said again, and means the same. */
export interface Word {
  readonly server: string;
  /** `leave`: it is not begun there any more. */
  readonly say: 'submit' | 'go' | 'confirm' | 'abort' | 'leave';
}

export type FleetNews =
  | { readonly server: string; readonly news: HostNews | 'lost' | 'found' }
  | 'cancelled';

export interface Turn {
  readonly fleet: Fleet;
  readonly say: readonly Word[];
}

/** A share is rounded down, and never to nothing. */
export function batchSize(batch: Batch, hosts: number): number {
  if (batch.kind === 'hosts') return batch.count;
  return Math.max(1, Math.floor((hosts * batch.percent) / 100));
}

export function startFleet(servers: readonly string[], policy: FleetPolicy): Turn {
  const hosts = servers.map((server) => ({
    server,
    at: 'ready' as const,
    lost: false,
    aborted: false,
  }));
  return speak({ hosts, policy, stopping: 'no' });
}

export function hearNews(fleet: Fleet, news: FleetNews): Turn {
  if (news === 'cancelled') return speak({ ...fleet, stopping: 'cancelled' });
  const hosts = fleet.hosts.map((host) =>
    host.server === news.server ? withNews(host, news.news) : host,
  );
  const failed = hosts.some(({ at }) => at === 'undone' || at === 'refused' || at === 'unknown');
  const stopping = fleet.stopping === 'no' && failed ? ('failed' as const) : fleet.stopping;
  return speak({ ...fleet, hosts, stopping });
}

export function isOver({ hosts }: Fleet): boolean {
  return hosts.every(({ at }) => isEnd(at));
}

function withNews(host: FleetHost, news: HostNews | 'lost' | 'found'): FleetHost {
  if (news === 'lost' || news === 'found') return { ...host, lost: news === 'lost' };
  const at = afterNews(host.at, news) ?? host.at;
  return { ...host, at, lost: host.lost && !isEnd(at) };
}

/** Says what is due, notes it, and looks again: one word may make the next one due. */
function speak(fleet: Fleet): Turn {
  const due = dueWords(fleet);
  if (due.length === 0) return { fleet, say: [] };
  const rest = speak({ ...fleet, hosts: fleet.hosts.map((host) => after(host, due)) });
  return { fleet: rest.fleet, say: [...due, ...rest.say] };
}

const said: Readonly<Record<Word['say'], (host: FleetHost) => FleetHost>> = {
  submit: (host) => ({ ...host, at: 'submitted' }),
  go: (host) => ({ ...host, at: 'switching' }),
  confirm: (host) => ({ ...host, at: 'confirming' }),
  abort: (host) => ({ ...host, aborted: true }),
  leave: (host) => ({ ...host, at: 'left' }),
};

function after(host: FleetHost, due: readonly Word[]): FleetHost {
  const word = due.find(({ server }) => server === host.server);
  return word === undefined ? host : said[word.say](host);
}

function dueWords(fleet: Fleet): readonly Word[] {
  if (fleet.stopping !== 'no') return stoppingWords(fleet);
  // While one cannot be heard, the others wait for it: it may have failed.
  if (fleet.hosts.some(({ lost }) => lost)) return [];
  return [...submissions(fleet), ...switches(fleet), ...confirmations(fleet)];
}

function words(hosts: readonly FleetHost[], say: Word['say']): readonly Word[] {
  return hosts.map(({ server }) => ({ server, say }));
}

const before: ReadonlySet<HostAt> = new Set<HostAt>(['ready', 'submitted', 'working']);

/** The first alone up to its gate, then the others; one lock after the other, in the order of the list. */
function submissions({ hosts }: Fleet): readonly Word[] {
  const [first] = hosts;
  const next = hosts.find(({ at }) => at === 'ready');
  if (first === undefined || next === undefined) return [];
  if (next !== first && before.has(first.at)) return [];
  return hosts.some(({ at }) => at === 'submitted') ? [] : words([next], 'submit');
}

/** Once all are gated: batch after batch, each when the one before it is through. */
function switches({ hosts, policy }: Fleet): readonly Word[] {
  if (hosts.some(({ at }) => before.has(at))) return [];
  const isThrough = ({ at }: FleetHost): boolean =>
    at === 'deployed' || (policy.onFailure === 'revert-all' && at === 'switched');
  for (let from = 0; from < hosts.length; from += policy.batch) {
    const batch = hosts.slice(from, from + policy.batch);
    if (batch.every(isThrough)) continue;
    return words(
      batch.filter(({ at }) => at === 'gated'),
      'go',
    );
  }
  return [];
}

/** What may be taken back is confirmed when all have switched; where it may not, each as it has. */
function confirmations({ hosts, policy }: Fleet): readonly Word[] {
  const switched = hosts.filter(({ at }) => at === 'switched');
  const all = switched.length === hosts.length;
  return all || policy.onFailure === 'stop' ? words(switched, 'confirm') : [];
}

/**
 * What was confirmed anywhere is not taken back. Else all go back; with `stop` those that have switched stay, and
 * those that are switching may come to that, unless the run is cancelled.
 */
function stoppingWords({ hosts, policy, stopping }: Fleet): readonly Word[] {
  const stays = policy.onFailure === 'stop' && stopping === 'failed';
  const undecided = hosts.filter(
    ({ at, aborted }) =>
      !aborted && !isEnd(at) && at !== 'ready' && at !== 'submitted' && at !== 'confirming',
  );
  const kept = undecided.filter(({ at }) => stays && (at === 'switching' || at === 'switched'));
  return [
    ...words(
      hosts.filter(({ at }) => at === 'ready'),
      'leave',
    ),
    ...words(
      undecided.filter((host) => !kept.includes(host)),
      'abort',
    ),
    ...words(
      kept.filter(({ at, lost }) => at === 'switched' && !lost),
      'confirm',
    ),
  ];
}
