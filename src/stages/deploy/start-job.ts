/** How is a job begun on a server, with a plan that is neither late nor somebody else's turn? */

import type { HostEnding } from '../../domain/deploy/host-ending.ts';
import type { ServerEvent } from '../../domain/deploy/events.ts';
import type { Mask } from '../../domain/deploy/mask-text.ts';
import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { Clock } from '../../ports.ts';
import type { Patience } from './await-turn.ts';
import type { Contact } from './contact.ts';
import type { HostPlan } from './host-session.ts';
import type { Ready } from './prepare-host.ts';
import { readDecided, readEnding } from './read-ending.ts';
import { submitPlan } from './submit.ts';
import type { Teller } from './teller.ts';
import { type WatchedJob, watchJob } from './watch-job.ts';

export interface JobWish<Plan extends HostPlan> {
  readonly server: string;
  readonly name: string;
  readonly clock: Clock;
  readonly tell: Teller;
  readonly patience: Patience;
  readonly ready: Ready<Plan>;
  readonly mask: Mask;
  readonly hear: (event: ServerEvent) => void;
  readonly met: (how: 'lost' | 'found') => void;
  /** Asked before each plan is handed over. */
  isWanted(): boolean;
  /** With the facts of now. */
  prepareAgain(): Promise<Ready<Plan>>;
}

export interface StartedJob<Plan> extends Omit<WatchedJob, 'early' | 'decided'> {
  readonly ready: Ready<Plan>;
  /** By the server's record. */
  readonly ended: Promise<HostEnding>;
}

/** How often in a row a plan may be late: others deploy there as fast. */
const mostStale = 3;

/** @throws Failure: `deploy-stale`, `deploy-busy`, `deploy-left`, `helper-refused` … */
export async function startJob<Plan extends HostPlan>(
  contact: Contact,
  wish: JobWish<Plan>,
): Promise<StartedJob<Plan>> {
  const { server, name, clock, tell, mask, hear, met, patience } = wish;
  let { ready } = wish;
  for (let stale = 0; ;) {
    if (!wish.isWanted()) throw left(server);
    const { plan, way } = ready;
    const { deploy, lease, probeTimeout } = plan;
    const order = { server, way, name, deploy, plan: plan.text };
    const submitted = await submitPlan(contact, order);
    const watching = { way, name, deploy, lease, probeTimeout, clock, tell, mask, hear, met };
    const job = submitted.kind === 'busy' ? undefined : watchJob(contact, watching);
    const early = await job?.early;
    if (job !== undefined && early === undefined) {
      const asked = { server, way, name, deploy, clock, mask };
      // Once it is decided its record stays as it is; the job goes on to remove what is not kept.
      const decided = job.decided.then((is) => (is ? readDecided(contact, asked) : undefined));
      const ended = job.attendance.ended.then(
        async (end) => (await decided) ?? readEnding(contact, asked, end),
      );
      return { ...job, ready, ended };
    }
    const reason = early?.reason ?? '';
    if (submitted.kind === 'busy') await patience.wait(submitted.holder);
    else if (early?.how === 'busy') await patience.wait(plainLine(reason));
    else if (early?.how === 'stale') {
      stale += 1;
      if (stale >= mostStale) throw tooLate(server, reason);
      tell.info(`the plan is late: ${reason}; facts are read and planned again`);
    } else throw refused(server, deploy, reason);
    ready = await wish.prepareAgain();
  }
}

function left(server: string): Failure {
  return new Failure({
    doing: `deploying to ${server}`,
    happened: 'the run was given up while it waited for its turn there',
    code: 'deploy-left',
  });
}

function tooLate(server: string, reason: string): Failure {
  return new Failure({
    doing: `deploying to ${server}`,
    happened: `${mostStale} plans in a row were late: ${plainLine(reason)}`,
    attempt: [
      'run it again when nobody else deploys there',
      'give the job a `concurrency` group, so that runs follow one another',
    ],
    code: 'deploy-stale',
  });
}

function refused(server: string, deploy: string, reason: string): Failure {
  return new Failure({
    doing: `deploying ${deploy} to ${server}`,
    happened: `the helper refused the plan: ${plainLine(reason)}`,
    attempt: ['correct what it names under `with:` in the workflow; nothing was changed there'],
    code: 'helper-refused',
  });
}
