/** How did the service's process end, by systemd's properties and journal? */

import { type ExecStep, execStep } from './exec-steps.ts';
import { type Journal, readJournal } from './journal-lines.ts';

export interface UnitEnd {
  /** systemd's word: `exit-code`, `signal`, `core-dump`, `oom-kill`, `watchdog`, `timeout`, `resources` … */
  readonly result: string;
  /** Exit status; absent where a signal ended it, or nothing ran. */
  readonly status?: number;
  readonly signal?: number;
  /** systemd itself failed before the program ran, and at which step. */
  readonly step?: ExecStep;
  /** Milliseconds that it ran. */
  readonly ran?: number;
  /** How often systemd has started it again. */
  readonly restarts: number;
}

/**
 * Undefined where it runs as it was started, or somebody stopped it: a unit of `Restart=always` that ends by itself
 * is about to start again, failed, or started again.
 */
export function readUnitEnd(
  properties: ReadonlyMap<string, string>,
  log: readonly string[],
  unit: string,
): UnitEnd | undefined {
  const journal = readJournal(log, unit);
  const restarts = Number(properties.get('NRestarts') ?? 0) || 0;
  const active = properties.get('ActiveState');
  const runs = active === 'active' || active === 'reloading' || active === 'inactive';
  if (active === undefined || (runs && restarts === 0)) return undefined;
  const told = tellingProperties(properties) ?? tellingJournal(journal.systemd);
  const result = resultOf(properties, journal.systemd);
  const ran = runTime(properties);
  return {
    result,
    restarts,
    ...told,
    ...(ran === undefined ? {} : { ran }),
    ...stepOf(told?.status, journal),
  };
}

interface HowEnded {
  readonly status?: number;
  readonly signal?: number;
}

/** CLD_EXITED, CLD_KILLED and CLD_DUMPED of waitid(2); all is 0 again once it is started again. */
function tellingProperties(properties: ReadonlyMap<string, string>): HowEnded | undefined {
  const status = Number(properties.get('ExecMainStatus'));
  const code = properties.get('ExecMainCode');
  if (code === '1') return { status };
  return code === '2' || code === '3' ? { signal: status } : undefined;
}

function tellingJournal(systemd: readonly string[]): HowEnded | undefined {
  const exits = systemd.map((line) =>
    /^Main process exited, code=(exited|killed|dumped), status=(\d{1,3})\//.exec(line),
  );
  const [, code, digits] = exits.findLast((match) => match !== null) ?? [];
  if (digits === undefined) return undefined;
  return code === 'exited' ? { status: Number(digits) } : { signal: Number(digits) };
}

function resultOf(properties: ReadonlyMap<string, string>, systemd: readonly string[]): string {
  if (systemd.includes('Start request repeated too quickly.')) return 'start-limit-hit';
  if (systemd.some((line) => /killed by the OOM killer/.test(line))) return 'oom-kill';
  const now = properties.get('Result') ?? 'success';
  if (now !== 'success') return now;
  const said = systemd.map((line) => /^Failed with result '([a-z-]+)'\.$/.exec(line)?.[1]);
  return said.findLast((word) => word !== undefined) ?? now;
}

function runTime(properties: ReadonlyMap<string, string>): number | undefined {
  const began = Number(properties.get('ExecMainStartTimestampMonotonic'));
  const ended = Number(properties.get('ExecMainExitTimestampMonotonic'));
  return began > 0 && ended > began ? Math.round((ended - began) / 1000) : undefined;
}

/** A program may end with such a status itself: then it ran, and mostly said something. */
function stepOf(
  status: number | undefined,
  { systemd, own }: Journal,
): { readonly step?: ExecStep } {
  const step = status === undefined ? undefined : execStep(status);
  if (step === undefined) return {};
  const isTold = systemd.some((line) => line.startsWith(`Failed at step ${step.name} `));
  return isTold || own.every((line) => line.trim() === '') ? { step } : {};
}
