/** What is there already that serves the port or has the app's name, and is not of gin-ship? */

import type { ProcessFacts, ServerFacts } from './facts.ts';
import { runningDeploy } from './running.ts';
import type { UnitFacts } from './units.ts';

export type Occupant =
  /** A unit that is called as the app is. */
  | { readonly kind: 'unit'; readonly unit: UnitFacts; readonly listens: boolean }
  /** A program that listens on the port. */
  | { readonly kind: 'listener'; readonly process: ProcessFacts }
  /** Somebody listens, and no process of this server was seen to. */
  | { readonly kind: 'unseen'; readonly address: string; readonly uid?: number }
  | { readonly kind: 'supervisor'; readonly file: string }
  /** A process that is called as the app is. */
  | { readonly kind: 'process'; readonly process: ProcessFacts };

/** What belongs to the unit that is taken over is left out. */
export function findOccupants(
  facts: ServerFacts,
  name: string,
  adopt?: string,
): readonly Occupant[] {
  const listeners = facts.port?.pids ?? [];
  const strangers = listeners.filter((pid) => !isOwn(facts, name, unitOf(facts, pid)));
  const units = foreignUnits(facts, name);
  const taken = adopt !== undefined && facts.units.get(adopt)?.load === 'loaded' ? [adopt] : [];
  const told = new Set([...units.map((unit) => unit.name), ...taken]);
  const elsewhere = (pid: number): boolean => !told.has(unitOf(facts, pid) ?? '');
  return [
    ...units
      .filter((unit) => !taken.includes(unit.name))
      .map((unit) => ({
        kind: 'unit' as const,
        unit,
        listens: strangers.some((pid) => unitOf(facts, pid) === unit.name),
      })),
    ...strangers
      .filter(elsewhere)
      .map((pid) => ({ kind: 'listener' as const, process: processOf(facts, pid) })),
    ...unseen(facts),
    ...facts.supervisor.map((file) => ({ kind: 'supervisor' as const, file })),
    ...(isMarked(facts) ? [] : facts.named)
      .filter((pid) => elsewhere(pid) && !listeners.includes(pid))
      .filter((pid) => !isOwn(facts, name, unitOf(facts, pid)))
      .map((pid) => ({ kind: 'process' as const, process: processOf(facts, pid) })),
  ];
}

export function isMarked({ app }: ServerFacts): boolean {
  return app.mark instanceof Map;
}

/** Once a deploy is confirmed, a unit of the app's name is ours; until then an older one may have been given back. */
export function isSettled(facts: ServerFacts): boolean {
  return isMarked(facts) && runningDeploy(facts.app) !== 'none';
}

/** Whether a unit of the app's name is there that gin-ship did not make. */
export function hasForeignUnit(facts: ServerFacts, name: string): boolean {
  return foreignUnits(facts, name).some((unit) => unit.name === `${name}.service`);
}

function unitOf({ processes }: ServerFacts, pid: number): string | undefined {
  return processes.get(pid)?.unit;
}

function processOf({ processes }: ServerFacts, pid: number): ProcessFacts {
  return processes.get(pid) ?? { pid };
}

function isOwn(facts: ServerFacts, name: string, unit: string | undefined): boolean {
  return isMarked(facts) && (unit === `${name}@blue.service` || unit === `${name}@green.service`);
}

/** Units of the app's name that systemd has read from a file, or that are masked. */
function foreignUnits(facts: ServerFacts, name: string): readonly UnitFacts[] {
  if (isSettled(facts)) return [];
  if (isMarked(facts)) return [givenBack(facts, `${name}.service`)].flatMap((unit) => unit ?? []);
  return [`${name}.service`, `${name}@blue.service`, `${name}@green.service`].flatMap((unit) => {
    const found = facts.units.get(unit);
    return found === undefined || found.load === 'not-found' ? [] : [found];
  });
}

/** Our own unit of that name is as the server knows that we write it. */
function givenBack({ units, app }: ServerFacts, name: string): UnitFacts | undefined {
  const unit = units.get(name);
  if (unit === undefined || unit.load === 'not-found') return undefined;
  const own = `/etc/systemd/system/${name}`;
  return unit.file === own && !app.changedUnits.includes(own) ? undefined : unit;
}

function unseen({ port }: ServerFacts): readonly Occupant[] {
  const [first] = port?.listens ?? [];
  if (first === undefined || (port?.pids ?? []).length > 0) return [];
  return [{ kind: 'unseen', ...first }];
}
