/** What does a plan say of the deploy that helps to explain why it failed? */

import { planHealthRoutes } from '../service/health-routes.ts';
import type { CauseSetting } from './cause.ts';
import { slotUnit } from './deploy-layout.ts';
import type { DeployPlan } from './plan.ts';
import type { RollbackPlan } from './plan-rollback.ts';
import { readJournal } from './journal-lines.ts';
import type { Failed } from './progress.ts';

export function causeSetting(plan: DeployPlan | RollbackPlan): CauseSetting {
  const unit = slotUnit(plan.name, plan.slot);
  // The settings of what is gone back to are on the server.
  if (plan.kind === 'rollback') return { unit };
  const { asked, deployPath, statePath, user, hardening } = plan;
  const { wish, service, what } = asked;
  const { ready, live } = planHealthRoutes(service);
  return {
    unit,
    port: wish.port,
    deployPath,
    statePath,
    user: user.name,
    target: wish.archive.target,
    hardening,
    probe: service.probe,
    soak: service.soak,
    ...(ready.kind === 'path' ? { readyPath: ready.path } : {}),
    ...(live === undefined ? {} : { livePath: live }),
    ...(what.envFile === undefined ? {} : { envFile: what.envFile }),
    ...(what.memoryMax === undefined ? {} : { memoryMax: what.memoryMax }),
  };
}

/** The end of what the service printed, or of the hook that failed; without systemd's own lines. */
export function lastWords(failed: Failed, unit: string): readonly string[] {
  const { own } = readJournal(failed.log, unit);
  return own.some((line) => line.trim() !== '') ? own : failed.hookLog;
}
