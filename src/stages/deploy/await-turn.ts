/** Is the server at work for somebody else? It is waited for, and told who holds it. */

import type { LockFacts, ServerFacts } from '../../domain/deploy/facts.ts';
import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { formatDuration } from '../../domain/quantity.ts';
import type { Clock } from '../../ports.ts';
import type { Teller } from './teller.ts';

/** How much waiting is left on one server; all that is waited for there counts. */
export interface Patience {
  /**
   * Tells who holds it and lets some time pass.
   * @throws Failure (`deploy-busy`) where lock-wait is over
   */
  wait(holder: string): Promise<void>;
}

export interface PatienceWish {
  readonly server: string;
  /** Milliseconds. */
  readonly lockWait: number;
  readonly clock: Clock;
  readonly tell: Teller;
}

/** Milliseconds between two looks, and between two lines about the same holder. */
const pace = 3000;
const again = 30_000;

export function limitPatience({ server, lockWait, clock, tell }: PatienceWish): Patience {
  let waited = 0;
  let told: { readonly holder: string; readonly at: number } | undefined;
  return {
    async wait(holder) {
      const left = lockWait - waited;
      if (left <= 0) throw stillBusy(server, holder, lockWait);
      if (told?.holder !== holder || waited - told.at >= again) {
        tell.info(`waiting for ${holder} (up to ${formatDuration(left)} more)`);
        told = { holder, at: waited };
      }
      const began = clock.elapsed();
      await clock.pause(Math.min(pace, left));
      waited += Math.max(1, clock.elapsed() - began);
    },
  };
}

/** Facts of a server at which nobody else is at work. */
export async function awaitTurn(
  ask: () => Promise<ServerFacts>,
  patience: Patience,
): Promise<ServerFacts> {
  for (;;) {
    const facts = await ask();
    const { lock } = facts.app;
    if (lock === undefined || lock === 'free') return facts;
    await patience.wait(describeHolder(lock));
  }
}

const verbs: Readonly<Record<string, string>> = {
  recover: 'a recovery',
  boot: 'the start after a boot',
  remove: 'a removal',
};

function describeHolder({ verb = '', deploy, plan, pid }: Exclude<LockFacts, 'free'>): string {
  const what = deploy === undefined ? undefined : `deploy ${deploy}`;
  const from = [
    ...(plan.has('run') ? [`run ${plan.get('run')}`] : []),
    ...(plan.has('actor') && plan.get('actor') !== '-' ? [`by ${plan.get('actor')}`] : []),
  ];
  const holder = what ?? (Object.hasOwn(verbs, verb) ? verbs[verb] : undefined) ?? `process ${pid}`;
  return plainLine(from.length === 0 ? holder : `${holder} (${from.join(', ')})`);
}

function stillBusy(server: string, holder: string, lockWait: number): Failure {
  return new Failure({
    doing: `waiting for ${server}`,
    happened: `it was still held by ${holder} after ${formatDuration(lockWait)}`,
    attempt: [
      'run it again when that is over, or set a longer lock-wait',
      'give the job a `concurrency` group, so that runs follow one another',
    ],
    code: 'deploy-busy',
  });
}
