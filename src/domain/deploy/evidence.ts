/** What is the cause of a failed deploy, in one sentence? Decided from what the server told before it went back. */

import { plainLine, shorten } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';
import type { Cause, CauseSetting } from './cause.ts';
import { explainEnd } from './cause-end.ts';
import { explainGate, portHeld } from './cause-gate.ts';
import { explainNotRun } from './cause-not-run.ts';
import { hasPassed } from './gate-view.ts';
import { abortReason, leaseReason } from './helper-words.ts';
import { readJournal } from './journal-lines.ts';
import type { Failed } from './progress.ts';
import { readUnitEnd } from './unit-end.ts';

/** The places of a deploy in which the service itself is what can fail. */
const ofService: ReadonlySet<string> = new Set(['try', 'try-gate', 'start', 'gate']);

/** Never throws; where nothing more is known, the server's own reason is the cause. */
export function decideCause(failed: Failed, setting: CauseSetting): Cause {
  const { reason } = failed;
  if (setting.aborted === true || reason === abortReason) return aborted();
  if (isHook(failed)) return hookFailed(failed);
  return (
    byService(failed, setting) ?? byWaiting(failed) ?? byPort(failed, setting) ?? other(reason)
  );
}

function byService(failed: Failed, setting: CauseSetting): Cause | undefined {
  const { step, waiting, notTried, evidence, log, gate, reason } = failed;
  const isStarting = waiting === undefined && ofService.has(step?.kind ?? '');
  // Before `go` there is a service to watch only where there was a trial.
  const isWatched = waiting?.signal === 'confirm' || (waiting !== undefined && !notTried);
  // A job that died had no time to look.
  if (evidence.size === 0 || (!isStarting && !isWatched)) return undefined;
  const { systemd, own } = readJournal(log, setting.unit);
  const end = readUnitEnd(evidence, log, setting.unit);
  if (end?.step !== undefined) {
    return explainNotRun({ step: end.step, status: end.status ?? 0, systemd, setting });
  }
  if (end !== undefined) {
    const limit = Number(evidence.get('MemoryMax'));
    const memory = limit > 0 && limit < Number.MAX_SAFE_INTEGER ? { memoryMax: limit } : {};
    return explainEnd({ end, own, setting, when: whenOf(failed), ...memory });
  }
  if (!isStarting || gate === undefined || gate.passed.length === 0) return undefined;
  return explainGate({ gate, reason, setting, ...holderOf(failed) });
}

function whenOf({ waiting, gate }: Failed): string {
  if (waiting !== undefined) return ` while it waited for ${waiting.signal}`;
  if (gate?.asked.at(-1)?.layer === 'soak') return ' in the soak';
  return hasPassed(gate, 'socket') ? ', after it had begun to listen' : '';
}

function byPort(failed: Failed, setting: CauseSetting): Cause | undefined {
  const { holder } = holderOf(failed);
  if (failed.step?.kind !== 'stop' || holder === undefined) return undefined;
  return portHeld({ holder, setting });
}

function holderOf({ evidence }: Failed): { readonly holder?: string; isOwnHolder: boolean } {
  const holder = evidence.get('PortHeldBy');
  if (holder === undefined) return { isOwnHolder: false };
  const pid = /^process (\d+) /.exec(holder)?.[1];
  return { holder, isOwnHolder: pid !== undefined && pid === evidence.get('MainPID') };
}

/** It waited, and the service is well: nobody spoke to it. */
function byWaiting({ waiting, reason }: Failed): Cause | undefined {
  if (waiting === undefined || !leaseReason.test(reason)) return undefined;
  const lease = formatDuration(waiting.lease);
  return {
    id: 'lease',
    sentence: `${plainLine(reason)}; the server goes back by itself where nobody confirms`,
    fix: [
      'see in the log of the run what kept it from speaking to the server: a cancelled job, a lost connection, another host that took long',
      `confirm-lease: longer than ${lease}, where the connection is often lost`,
    ],
  };
}

function isHook({ step, waiting }: Failed): boolean {
  return waiting === undefined && (step?.kind === 'before-switch' || step?.kind === 'after-switch');
}

function hookFailed({ step, hookLog, reason }: Failed): Cause {
  const last = hookLog.findLast((line) => line.trim() !== '');
  const said = last === undefined ? '' : `: ${shorten(plainLine(last.trim()), 200)}`;
  return {
    id: 'hook',
    sentence: `${plainLine(reason)}${said}`,
    fix: [`see what ${step?.kind ?? 'it'} printed, in the log`],
  };
}

function aborted(): Cause {
  return {
    id: 'aborted',
    sentence: 'the runner gave it up before it was confirmed',
    fix: ['see why in the log of the run: another host that failed, or a cancelled job'],
  };
}

function other(reason: string): Cause {
  return { id: 'other', sentence: plainLine(reason), fix: [] };
}
