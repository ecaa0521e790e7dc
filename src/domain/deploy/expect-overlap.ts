/** Will the new release be tried beside the old one? What the server itself decides at the time, foreseen. */

import { plainLine } from '../plain-text.ts';
import type { PortVariable } from '../service/port-variables.ts';
import { slotUnit } from './deploy-layout.ts';
import type { ServerFacts } from './facts.ts';
import type { DeployRecord } from './records.ts';

export type TrialExpectation =
  | { readonly expects: 'tried'; readonly because: string }
  | { readonly expects: 'not-tried'; readonly because: string };

export interface OverlapQuestion {
  readonly name: string;
  readonly overlap: 'auto' | 'always' | 'never';
  readonly snapshot: 'auto' | 'off';
  readonly running?: DeployRecord;
  /** A unit that is taken over. */
  readonly adopt?: string;
  readonly args: readonly string[];
  readonly portEnv: readonly PortVariable[];
}

export function expectOverlap(facts: ServerFacts, question: OverlapQuestion): TrialExpectation {
  const { overlap, running, adopt } = question;
  if (running === undefined && adopt === undefined) return notTried('nothing runs yet');
  if (overlap === 'never') return notTried('overlap is never');
  const isTold = question.portEnv.length > 0 || question.args.some((arg) => arg.includes('{port}'));
  if (!isTold) return notTried('nothing tells the service another port');
  if (overlap === 'always') {
    return copiedFirst(facts, question) ?? { expects: 'tried', because: 'overlap is always' };
  }
  const old = oldProcesses(facts, question);
  const locks = facts.open.locked.some((pid) => old.has(pid));
  if (locks) return notTried('the running service holds a lock on a file of its state');
  const databases = new Set(facts.state.files.map(({ path }) => path));
  const open = facts.open.files.find(({ pid, path }) => old.has(pid) && databases.has(path));
  if (open !== undefined) {
    return notTried(`the running service has the database ${plainLine(open.path)} open`);
  }
  return (
    memoryShort(facts, old) ??
    copiedFirst(facts, question) ?? {
      expects: 'tried',
      because: 'beside the old one, on a spare port',
    }
  );
}

/** No copy of a database can be trusted while the old version writes to it. */
function copiedFirst(
  { state }: ServerFacts,
  { snapshot }: OverlapQuestion,
): TrialExpectation | undefined {
  const [first] = state.files;
  if (snapshot === 'off' || first === undefined) return undefined;
  return notTried(
    `the state has SQLite files (${plainLine(first.path)}), copied first while nothing runs; with snapshot: off they are not`,
  );
}

function notTried(because: string): TrialExpectation {
  return { expects: 'not-tried', because };
}

/** Of the old service's unit; a database is often held by a process that its main one started. */
function oldProcesses(
  { processes, units }: ServerFacts,
  { name, running, adopt }: OverlapQuestion,
): ReadonlySet<number> {
  const unit = running === undefined ? adopt : slotUnit(name, running.slot ?? 'blue');
  const own = [...processes.values()].filter((process) => process.unit === unit);
  const main = unit === undefined ? undefined : units.get(unit)?.mainPid;
  return new Set([...own.map(({ pid }) => pid), ...(main === undefined ? [] : [main])]);
}

function memoryShort(
  { processes, system }: ServerFacts,
  old: ReadonlySet<number>,
): TrialExpectation | undefined {
  const used = [...processes.values()].reduce(
    (sum, { pid, memory = 0 }) => (old.has(pid) ? sum + memory : sum),
    0,
  );
  if (system.memory === undefined || system.memory > used) return undefined;
  return notTried('memory is short: there is less left than the running service takes');
}
