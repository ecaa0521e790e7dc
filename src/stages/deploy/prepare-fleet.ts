/** How are all servers of a run made ready, before any of them is begun? */

import { planFleetOrder } from '../../domain/deploy/converge.ts';
import type { ServerFacts } from '../../domain/deploy/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { SshAddress } from '../../domain/remote/address.ts';
import type { Log } from '../../ports.ts';
import type { StageRunner } from '../stage.ts';
import type { HostPlan, HostSession } from './host-session.ts';
import { untilCancelled } from './until-cancelled.ts';

/** One server; what is known of it grows. */
export interface Member<Plan extends HostPlan> {
  readonly address: SshAddress;
  readonly session: HostSession<Plan>;
  facts?: ServerFacts;
  plan?: Plan;
  /** What stands against it. */
  error?: unknown;
  /** Milliseconds of the run's clock. */
  began?: number;
}

export interface PrepareFleetWish<Plan extends HostPlan> {
  readonly members: readonly Member<Plan>[];
  readonly stages: StageRunner;
  readonly log: Log;
  /** Settles with the signal that ended the job; else never. */
  readonly cancelled: Promise<string>;
  /** Told the order in which they are begun with, before anything is planned. */
  ordered(servers: readonly string[]): void;
  /** What has to be known before anything is planned. @throws Failure where it cannot be */
  readonly learn?: (facts: readonly ServerFacts[]) => Promise<unknown>;
  /** @throws Failure for what stands against all plans together */
  readonly check?: (plans: readonly Plan[]) => void;
}

/**
 * All are asked for their facts side by side, and all plans are made, so that everything that stands against the
 * run is known at once; only then anything is sent.
 * @throws Failure (`cancelled`, or of `learn` and `check`)
 */
export async function prepareFleet<Plan extends HostPlan>(
  wish: PrepareFleetWish<Plan>,
): Promise<'ready' | 'stopped'> {
  const { members, stages, log, cancelled } = wish;
  const attempt = async (member: Member<Plan>, work: Step<Plan>): Promise<void> => {
    try {
      await untilCancelled(cancelled, work(member));
    } catch (error) {
      if (error instanceof Failure && error.facts.code === 'cancelled') throw error;
      member.error ??= error;
    }
  };
  const each = (work: Step<Plan>): Promise<unknown> =>
    Promise.all(members.map((member) => attempt(member, work)));
  const isStopped = (): boolean => members.some(({ error }) => error !== undefined);
  await stages.grouped('Looking at the servers', async () => {
    await each(look);
    const found = members.flatMap(({ facts }) => (facts === undefined ? [] : [facts]));
    await untilCancelled(cancelled, wish.learn?.(found) ?? Promise.resolve());
    const known = members.flatMap(({ session: { server }, facts }) =>
      facts === undefined ? [] : [{ server, app: facts.app }],
    );
    const { order, remark } = planFleetOrder(known);
    wish.ordered(order);
    if (remark !== undefined) log.notice(remark);
    for (const server of order) {
      const member = members.find(({ session }) => session.server === server);
      // One after the other, so that what is told of one stands together.
      if (member !== undefined) await attempt(member, decide);
    }
  });
  if (isStopped()) return 'stopped';
  wish.check?.(members.flatMap(({ plan }) => (plan === undefined ? [] : [plan])));
  await stages.grouped('Preparing the servers', () => each(bring));
  return isStopped() ? 'stopped' : 'ready';
}

type Step<Plan extends HostPlan> = (member: Member<Plan>) => Promise<void>;

async function look<Plan extends HostPlan>(member: Member<Plan>): Promise<void> {
  member.facts = await member.session.look();
}

async function decide<Plan extends HostPlan>(member: Member<Plan>): Promise<void> {
  member.plan = await member.session.decide();
}

async function bring<Plan extends HostPlan>({ session }: Member<Plan>): Promise<void> {
  await session.prepare();
}
