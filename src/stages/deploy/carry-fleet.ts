/** How are the servers of a run carried from their facts to their endings, none begun before all are ready? */

import { planFleetOrder } from '../../domain/deploy/converge.ts';
import type { ServerFacts } from '../../domain/deploy/facts.ts';
import { type FleetNews, type FleetPolicy } from '../../domain/deploy/fleet.ts';
import type { Progress } from '../../domain/deploy/progress.ts';
import { submitEnding } from '../../domain/deploy/submit-ending.ts';
import { Failure } from '../../domain/failure.ts';
import { type SshAddress, formatAddress } from '../../domain/remote/address.ts';
import type { World } from '../../ports.ts';
import type { StageRunner } from '../stage.ts';
import type { HostPlan, HostSession, SessionWish } from './host-session.ts';
import { createMailbox } from './mailbox.ts';
import { type FleetEnd, runFleet } from './run-fleet.ts';
import { type Teller, tellerOf } from './teller.ts';
import { untilCancelled } from './until-cancelled.ts';

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
  /** @throws Failure for what stands against all plans together */
  check?(plans: readonly Plan[]): void;
  /** Told once a server has taken its plan: from then on it is decided there. */
  accepted(address: SshAddress, plan: Plan): void;
}

/** In the order of the request. */
export interface HostResult<Plan> extends FleetEnd {
  readonly server: string;
  readonly facts?: ServerFacts;
  readonly plan?: Plan;
  readonly heard: Progress;
  /** Milliseconds of the run's clock. */
  readonly began?: number;
}

interface Member<Plan extends HostPlan> {
  readonly address: SshAddress;
  readonly session: HostSession<Plan>;
  facts?: ServerFacts;
  plan?: Plan;
  error?: unknown;
  began?: number;
}

/**
 * What stands against a single server keeps all from being begun: it is in the results, as an `error`.
 * @throws Failure (`cancelled`) where the job is cancelled before anything was begun
 */
export async function carryFleet<Plan extends HostPlan>(
  { log, clock }: Pick<World, 'log' | 'clock'>,
  request: FleetRequest<Plan>,
): Promise<readonly HostResult<Plan>[]> {
  const { hosts, policy, stages, title, cancelled } = request;
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
  const each = (work: (member: Member<Plan>) => Promise<void>): Promise<unknown> => {
    const all = Promise.all(
      members.map((member) =>
        work(member).catch((error: unknown) => {
          member.error ??= error;
        }),
      ),
    );
    return untilCancelled(cancelled, all);
  };
  try {
    await stages.grouped(`${title}: facts and plans`, async () => {
      await each(async (member) => {
        member.facts = await member.session.look();
      });
      const known = members.flatMap(({ session: { server }, facts }) =>
        facts === undefined ? [] : [{ server, app: facts.app }],
      );
      const { order: planned, remark } = planFleetOrder(known);
      order = planned;
      if (remark !== undefined) log.notice(remark);
      await each(async (member) => {
        if (member.facts !== undefined) member.plan = await member.session.decide();
      });
    });
    if (!isStopped(members)) {
      request.check?.(members.flatMap(({ plan }) => (plan === undefined ? [] : [plan])));
      await stages.grouped(`${title}: preparing`, () =>
        each(async ({ session }) => void (await session.prepare())),
      );
    }
    if (isStopped(members)) return members.map(notBegun);
    const ends = await stages.grouped(title, () => {
      void cancelled.then(() => mailbox.post('cancelled'));
      return runFleet({
        sessions: inOrder(members, order),
        policy,
        mailbox,
        accepted(session, plan) {
          const member = members.find((one) => one.session === session);
          if (member === undefined) return;
          Object.assign(member, { plan, began: clock.elapsed() });
          request.accepted(member.address, plan);
        },
      });
    });
    return members.map((member) => resultOf(member, ends.get(member.session.server)));
  } finally {
    await Promise.all(members.map(({ session }) => session.close()));
  }
}

function isStopped<Plan extends HostPlan>(members: readonly Member<Plan>[]): boolean {
  return members.some(({ error }) => error !== undefined);
}

function inOrder<Plan extends HostPlan>(
  members: readonly Member<Plan>[],
  order: readonly string[],
): readonly HostSession<Plan>[] {
  const place = ({ server }: HostSession<Plan>): number => order.indexOf(server);
  return members.map(({ session }) => session).toSorted((a, b) => place(a) - place(b));
}

function notBegun<Plan extends HostPlan>(member: Member<Plan>): HostResult<Plan> {
  const { error } = member;
  if (error === undefined) {
    const reason = 'another server stands against it';
    return resultOf(member, { ending: { kind: 'skipped', reason }, said: new Set() });
  }
  const known = submitEnding(error);
  const reason = known.kind === 'unknown' ? known.problem : textOf(error);
  const kind = known.kind === 'busy' || known.kind === 'stale' ? known.kind : 'refused';
  return resultOf(member, { ending: { kind, reason }, said: new Set(), error });
}

function textOf(error: unknown): string {
  if (error instanceof Failure) return error.facts.happened;
  return error instanceof Error ? error.message : String(error);
}

function resultOf<Plan extends HostPlan>(
  { session, facts, plan, began }: Member<Plan>,
  end: FleetEnd = { ending: { kind: 'skipped', reason: 'it was not begun' }, said: new Set() },
): HostResult<Plan> {
  return {
    server: session.server,
    heard: session.progress(),
    ...end,
    ...(facts === undefined ? {} : { facts }),
    ...(plan === undefined ? {} : { plan }),
    ...(began === undefined ? {} : { began }),
  };
}
