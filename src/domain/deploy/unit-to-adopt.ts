/** Which unit does `adopt: true` mean on a server? */

import type { ServerFacts } from './facts.ts';
import { hasForeignUnit, isSettled } from './occupants.ts';

/** As the helper takes it; slots of gin-ship's own apps are never taken over. */
const adoptable = /^[A-Za-z0-9][\w@.-]*\.service$/;
const ownSlot = /@(?:blue|green)\.service$/;

/** The unit that is called as the app is; where there is none, the one whose processes hold the port. */
export function unitToAdopt(facts: ServerFacts, name: string): string {
  const called = `${name}.service`;
  if (isSettled(facts) || hasForeignUnit(facts, name)) return called;
  const { port, processes, units } = facts;
  const owners = new Set((port?.pids ?? []).map((pid) => processes.get(pid)?.unit ?? ''));
  const [owner = ''] = owners;
  const isUnit = owners.size === 1 && adoptable.test(owner) && !ownSlot.test(owner);
  return isUnit && units.get(owner)?.load === 'loaded' ? owner : called;
}
