/** Why did systemd end a service, or not start it at all, and what mends it? */

import { plainLine } from '../plain-text.ts';
import { formatBytes } from '../quantity.ts';
import type { Cause, CauseSetting } from './cause.ts';
import type { EndedService } from './ended-service.ts';

/** Undefined where its own result says no more than how the process ended. */
export function explainSystemd({ end, memoryMax, when, setting }: EndedService): Cause | undefined {
  if (end.result === 'oom-kill') {
    const limit = memoryMax ?? setting.memoryMax;
    const [why, fix] =
      limit === undefined
        ? ['the server had none left', 'give the server more memory, or end what else uses it']
        : [`it went beyond memory-max, ${formatBytes(limit)}`, 'memory-max: a higher limit'];
    return {
      id: 'memory',
      sentence: `the service was killed for want of memory${when}: ${why}`,
      fix: [fix, 'GOMEMLIMIT in service-env lets Go collect its garbage before it comes to that'],
    };
  }
  if (end.result === 'watchdog') {
    return {
      id: 'watchdog',
      sentence: `the service was ended by systemd's watchdog${when}: it did not report in time`,
      fix: [
        `take WatchdogSec= out of the drop-in that sets it (systemctl cat ${setting.unit}), or call sd_notify("WATCHDOG=1")`,
      ],
    };
  }
  if (end.result === 'timeout') {
    return {
      id: 'timeout',
      sentence: `systemd gave up waiting for the service${when}: it neither started nor stopped in time`,
      fix: [`see which time limit it was: journalctl -u ${setting.unit} -n 50`],
    };
  }
  const hasNoExit = end.status === undefined && end.signal === undefined;
  if (!hasNoExit) return undefined;
  if (end.result === 'resources') return withoutResources(setting);
  if (end.result !== 'start-limit-hit') return undefined;
  return {
    id: 'start-limit',
    sentence: 'systemd starts the service no more: it was started too often in too short a time',
    fix: [`take StartLimit…= out of the drop-in that sets it: systemctl cat ${setting.unit}`],
  };
}

/** What has to be there before a process is made: above all the files of its environment. */
function withoutResources({ envFile, unit }: CauseSetting): Cause {
  const which =
    envFile === undefined ? 'as a file of its environment' : `as env-file, ${plainLine(envFile)}`;
  return {
    id: 'bad-unit',
    sentence: `the service could not be started: something that its unit names is not there, ${which}`,
    fix: [`see what its unit names: systemctl cat ${unit}`, `and journalctl -u ${unit} -n 50`],
  };
}
