/** What did the service leave running, and what does it have to do instead? */

import { plainLine } from '../plain-text.ts';
import type { Remark } from '../service/remark.ts';

export interface Leftover {
  readonly pid: number;
  /** The name of its program. */
  readonly program: string;
}

/** The process that was started ended with 0, and another one with our marker listens. */
export function explainDaemon(listening: Leftover): Remark {
  return {
    id: 'daemon',
    level: 'failure',
    message: `the service went to the background: what was started ended, and ${name(listening)} listens in its place`,
    fix: [
      'stay in the foreground: systemd starts, watches and restarts the process that it started itself',
      'drop daemon: true, -d, --daemon or the library that forks; a PID file is not needed either',
    ],
  };
}

/** Found by the marker after the service itself had ended; they were ended then. */
export function explainChildren(left: readonly Leftover[]): readonly Remark[] {
  if (left.length === 0) return [];
  const shown = left.slice(0, 5).map(name).join(', ');
  const more = left.length > 5 ? ` and ${left.length - 5} more` : '';
  const what = left.length === 1 ? 'a process' : `${left.length} processes`;
  const message = `the service left ${what} behind when it ended: ${shown}${more}; they were ended`;
  const fix = [
    'end what it starts on SIGTERM: exec.CommandContext with the context of signal.NotifyContext',
    'start nothing with setsid or nohup: it would outlive a deploy and keep its files and ports',
  ];
  return [{ id: 'children', level: 'warning', message, fix }];
}

function name({ program, pid }: Leftover): string {
  return `${plainLine(program).slice(0, 60)} (process ${pid})`;
}
