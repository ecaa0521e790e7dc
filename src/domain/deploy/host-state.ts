/** What does a server do now, and what of it should somebody look at? */

import { firstFew } from '../first-few.ts';
import { plainLine } from '../plain-text.ts';
import { slotUnit } from './deploy-layout.ts';
import { findDrift } from './drift.ts';
import type { ServerFacts } from './facts.ts';
import { runningDeploy, unfinishedDeploy } from './running.ts';
import type { UnitFacts } from './units.ts';

export type HostState =
  | 'running'
  /** What was confirmed does not run. */
  | 'stopped'
  /** The last deploy failed, and what ran before did not come back. */
  | 'down'
  /** Nothing was ever confirmed. */
  | 'nothing'
  | 'not-installed'
  | 'unknown';

export function decideHostState(facts: ServerFacts, name: string): HostState {
  const { app } = facts;
  if (app.mark === 'none') return 'not-installed';
  const running = typeof app.mark === 'object' ? runningDeploy(app) : 'unknown';
  if (running === 'unknown') return 'unknown';
  if (running === 'none') return 'nothing';
  const { active } = servingUnit(facts, name) ?? {};
  if (active === undefined) return 'unknown';
  // Between a restart by Restart= and the next it is `activating`; a reload is none of ours.
  if (active === 'active' || active === 'reloading') return 'running';
  return app.records[0]?.state === 'down' ? 'down' : 'stopped';
}

/** Of the deploy that was confirmed last. */
export function servingUnit(facts: ServerFacts, name: string): UnitFacts | undefined {
  const running = runningDeploy(facts.app);
  if (typeof running === 'string') return undefined;
  return facts.units.get(slotUnit(name, running.slot ?? 'blue'));
}

/** One line each. Plain, without the server's name. */
export function hostConcerns(facts: ServerFacts, name: string): readonly string[] {
  const { app } = facts;
  const state = decideHostState(facts, name);
  const unit = servingUnit(facts, name);
  const unfinished = app.lock === 'free' ? unfinishedDeploy(app) : undefined;
  const drift = findDrift(facts, name);
  const unreadable = [...app.unreadable.keys()];
  const shown = unit === undefined ? name : `${unit.name} (${unit.active ?? 'not known'})`;
  const lines = [
    ...(state === 'down'
      ? [`${shown} is down: the last deploy failed, and so did its way back`]
      : []),
    ...(state === 'stopped' ? [`${shown} was confirmed, and does not run`] : []),
    ...(state === 'down' || state === 'stopped'
      ? [`see why: journalctl -u ${unit?.name ?? name} -n 50; start it: systemctl restart ${name}`]
      : []),
    ...(app.mark === 'foreign'
      ? [`/var/lib/gin-ship/apps/${name} is there, and gin-ship did not make it`]
      : []),
    ...(unfinished === undefined
      ? []
      : [`${unfinished.deploy} was left ${unfinished.state}; the next deploy settles it first`]),
    ...(unreadable.length === 0 ? [] : [`records that cannot be read: ${firstFew(unreadable)}`]),
    ...(drift.length === 0
      ? []
      : [`changed by hand: ${firstFew(drift)}; a deploy writes its own files anew`]),
  ];
  return lines.map(plainLine);
}
