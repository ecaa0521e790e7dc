/** What will a rollback do on one server? The same switch and gate, with all settings from the server. */

import { chooseRollback } from './choose-rollback.ts';
import type { ServerFacts } from './facts.ts';
import { type NextDeploy, nextDeploy } from './next-deploy.ts';
import type { DeployRecord } from './records.ts';
import { type WayBack, planWayBack } from './way-back.ts';
import type { DeploySource } from './wish.ts';

export interface RollbackWish {
  readonly name: string;
  readonly server: string;
  /** The run that rolls back. */
  readonly source: DeploySource;
  readonly actor?: string;
  /** A deploy's name or sequence number. */
  readonly rollbackTo?: string;
  /** Milliseconds. */
  readonly lease: number;
}

export interface RollbackPlan extends NextDeploy, Omit<RollbackWish, 'rollbackTo'> {
  readonly kind: 'rollback';
  readonly target: DeployRecord;
  readonly because: 'line' | 'named';
  readonly wayBack: WayBack;
}

/** @throws Failure where there is nothing to go back to */
export function planRollback(
  { app }: ServerFacts,
  { rollbackTo, ...wish }: RollbackWish,
): RollbackPlan {
  const { target, running, because } = chooseRollback(app, rollbackTo);
  const next = nextDeploy(app, wish.source);
  const wayBack = planWayBack(wish.name, { running });
  return { ...next, ...wish, kind: 'rollback', target, because, wayBack };
}
