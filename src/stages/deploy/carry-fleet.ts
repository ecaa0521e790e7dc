/** How are the servers of a run carried from their facts to their endings? */

import type { ServerFacts } from '../../domain/deploy/facts.ts';
import type { FleetNews, FleetPolicy } from '../../domain/deploy/fleet.ts';
import type { Progress } from '../../domain/deploy/progress.ts';
import { objectionEnding } from '../../domain/deploy/submit-ending.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import type { StageRunner } from '../stage.ts';
import type { HostPlan, HostSession, SessionWish } from './host-session.ts';
import { createMailbox } from './mailbox.ts';
import { type Member, prepareFleet } from './prepare-fleet.ts';
import { type FleetEnd, runFleet } from './run-fleet.ts';
import { type Teller, tellerOf } from './teller.ts';

/** What a session needs of the fleet that it is one of. */
export interface Place extends Required<Pick<SessionWish<HostPlan>, 'met'>> {
  readonly address: SshAddress;
  readonly tell: Teller;
  /** Whether it is the one that is begun with; known once the facts of all are. */
  readonly first: () => boolean;
}

export interface FleetRequest<Plan extends HostPlan> {
  readonly hosts: readonly SshAddress[];
  readonly policy: FleetPolicy;
  readonly stages: StageRunner;
  /** A gerund for the log: `Deploying`. */
  readonly title: string;
  /** Settles with the signal that ended the job; else never. */
  readonly cancelled: Promise<string>;
  open(place: Place): HostSession<Plan>;
  /** What has to be known before anything is planned. @throws Failure where it cannot be */
  readonly learn?: (facts: readonly ServerFacts[]) => Promise<unknown>;
  /** @throws Failure for what stands against all plans together */
  readonly check?: (plans: readonly Plan[]) => void;
  /** Told before a server is given its plan: whether it takes it may never be known. */
  submitting(address: SshAddress, plan: Plan): void;
  /** Told once a server has taken its plan, perhaps a newer one: from then on it is decided there. */
  accepted(address: SshAddress, plan: Plan): void;
}

/** In the order of the request. */
export interface HostResult<Plan> extends FleetEnd {
  readonly address: SshAddress;
  readonly server: string;
  readonly facts?: ServerFacts;
  readonly plan?: Plan;
  readonly heard: Progress;
  /** Milliseconds of the run's clock. */
  readonly began?: number;
}

/**
 * What stands against a single server keeps all from being begun: it is in the results, as an `error`.
 * @throws Failure (`cancelled`, or of `learn` and `check`) where nothing was begun
 */
export async function carryFleet<Plan extends HostPlan>(
  { log, clock }: Pick<World, 'log' | 'clock'>,
  request: FleetRequest<Plan>,
): Promise<readonly HostResult<Plan>[]> {
  const { hosts, policy, stages, title, cancelled, check, learn } = request;
  const mailbox = createMailbox<FleetNews>();
  let order: readonly string[] = [];
  const members = hosts.map((address): Member<Plan> => {
    const server = formatAddress(address);
    const session = request.open({
      address,
      tell: tellerOf(log, hosts.length > 1 ? server : undefined),
      first: () => order[0] === server,
      met: (how) => mailbox.post({ server, news: how }),
    });
    return { address, session };
  });
  const ordered = (servers: readonly string[]): void => {
    order = servers;
  };
  const memberOf = (session: HostSession<Plan>): Member<Plan> | undefined =>
    members.find((one) => one.session === session);
  const submitting = (session: HostSession<Plan>): void => {
    const { address, plan } = memberOf(session) ?? {};
    if (address !== undefined && plan !== undefined) request.submitting(address, plan);
  };
  const accepted = (session: HostSession<Plan>, plan: Plan): void => {
    const member = memberOf(session);
    if (member === undefined) return;
    Object.assign(member, { plan, began: clock.elapsed() });
    request.accepted(member.address, plan);
  };
  try {
    const wish = { members, stages, log, cancelled, ordered };
    const asked = {
      ...(check === undefined ? {} : { check }),
      ...(learn === undefined ? {} : { learn }),
    };
    const made = await prepareFleet({ ...wish, ...asked });
    if (made === 'stopped') return members.map((member) => resultOf(member, notBegun(member)));
    const ends = await stages.grouped(title, () => {
      void cancelled.then(() => mailbox.post('cancelled'));
      const sessions = inOrder(members, order);
      return runFleet({ sessions, policy, mailbox, submitting, accepted });
    });
    return members.map((member) => resultOf(member, ends.get(member.session.server)));
  } finally {
    await Promise.all(members.map(({ session }) => session.close()));
  }
}

function inOrder<Plan extends HostPlan>(
  members: readonly Member<Plan>[],
  order: readonly string[],
): readonly HostSession<Plan>[] {
  const place = ({ server }: HostSession<Plan>): number => order.indexOf(server);
  return members.map(({ session }) => session).toSorted((a, b) => place(a) - place(b));
}

const nothingSaid: FleetEnd['said'] = new Set();

function notBegun<Plan extends HostPlan>({ error }: Member<Plan>): FleetEnd {
  if (error !== undefined) return { ending: objectionEnding(error), said: nothingSaid, error };
  const reason = 'another server stands against it';
  return { ending: { kind: 'skipped', reason }, said: nothingSaid };
}

function resultOf<Plan extends HostPlan>(
  { address, session, facts, plan, began }: Member<Plan>,
  end: FleetEnd = { ending: { kind: 'skipped', reason: 'it was not begun' }, said: nothingSaid },
): HostResult<Plan> {
  return {
    address,
    server: session.server,
    heard: session.progress(),
    ...end,
    ...(facts === undefined ? {} : { facts }),
    ...(plan === undefined ? {} : { plan }),
    ...(began === undefined ? {} : { began }),
  };
}
