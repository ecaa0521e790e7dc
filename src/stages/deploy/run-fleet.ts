/** How are several servers carried to their endings, each told what is due when it is due? */

import { type KnownEnding } from '../../domain/deploy/ending.ts';
import {
  type FleetNews,
  type FleetPolicy,
  type Turn,
  type Word,
  hearNews,
  isOver,
  startFleet,
} from '../../domain/deploy/fleet.ts';
import type { HostNews } from '../../domain/deploy/fleet-table.ts';
import { submitEnding } from '../../domain/deploy/submit-ending.ts';
import type { HostPlan, HostSession } from './host-session.ts';
import type { Mailbox } from './mailbox.ts';

export type Said = Extract<Word['say'], 'go' | 'confirm' | 'abort'>;

/** What became of one server. */
export interface FleetEnd {
  readonly ending: KnownEnding;
  readonly said: ReadonlySet<Said>;
  /** What was thrown where its job could not be begun. */
  readonly error?: unknown;
}

export interface FleetWish<Plan extends HostPlan> {
  /** Prepared, in the order in which they are begun with. */
  readonly sessions: readonly HostSession<Plan>[];
  readonly policy: FleetPolicy;
  /** Contact lost and found is posted there by the sessions, and that the run was cancelled. */
  readonly mailbox: Mailbox<FleetNews>;
  /** Told before a server is given its plan. */
  readonly submitting: (session: HostSession<Plan>) => void;
  /** Told once a server has taken its plan: from then on it is decided there. */
  readonly accepted: (session: HostSession<Plan>, plan: Plan) => void;
}

/** Never fails: what went wrong on a server is its ending. */
export async function runFleet<Plan extends HostPlan>({
  sessions,
  policy,
  mailbox,
  submitting,
  accepted,
}: FleetWish<Plan>): Promise<ReadonlyMap<string, FleetEnd>> {
  const ends = new Map<string, Omit<FleetEnd, 'said'>>();
  const said = new Map(sessions.map(({ server }) => [server, new Set<Said>()]));
  const byServer = new Map(sessions.map((session) => [session.server, session]));
  const post = (server: string, news: HostNews): void => mailbox.post({ server, news });
  const end = (server: string, found: Omit<FleetEnd, 'said'>): void => {
    ends.set(server, found);
    post(server, newsOf(found.ending));
  };
  const submit = async (session: HostSession<Plan>): Promise<void> => {
    const { server } = session;
    try {
      const { plan } = await session.submit(() => turn.fleet.stopping === 'no');
      accepted(session, plan);
    } catch (error) {
      return end(server, { ending: submitEnding(error), error });
    }
    post(server, 'accepted');
    void session.reached('go').then((how) => how === 'waits' && post(server, 'gated'));
    void session.reached('confirm').then((how) => how === 'waits' && post(server, 'switched'));
    end(server, { ending: await session.ended });
  };
  const speak = ({ say, fleet }: Turn): void => {
    for (const word of say) {
      const session = byServer.get(word.server);
      if (session === undefined) continue;
      if (word.say === 'submit') {
        submitting(session);
        void submit(session);
      } else if (word.say === 'leave') ends.set(word.server, { ending: leftOut(fleet.stopping) });
      else {
        said.get(word.server)?.add(word.say);
        session.say(word.say);
      }
    }
  };
  let turn = startFleet([...byServer.keys()], policy);
  for (;;) {
    speak(turn);
    if (isOver(turn.fleet)) break;
    turn = hearNews(turn.fleet, await mailbox.next());
  }
  return new Map(
    [...ends].map(([server, found]) => [server, { ...found, said: said.get(server) ?? new Set() }]),
  );
}

function newsOf({ kind }: KnownEnding): HostNews {
  switch (kind) {
    case 'deployed':
    case 'unknown':
      return kind;
    case 'rolled-back':
    case 'not-installed':
    case 'down':
      return 'undone';
    case 'refused':
    case 'stale':
    case 'busy':
    case 'skipped':
      break;
  }
  return 'refused';
}

function leftOut(stopping: Turn['fleet']['stopping']): Extract<KnownEnding, { kind: 'skipped' }> {
  const reason = stopping === 'cancelled' ? 'the run was cancelled' : 'another server failed first';
  return { kind: 'skipped', reason };
}
