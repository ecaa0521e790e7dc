/** Why could the system not start the service's program at all? */

import { tail } from '../failure.ts';
import { lookUp } from '../look-up.ts';
import { plainLine } from '../plain-text.ts';
import type { Remark } from './remark.ts';

const causes: Readonly<Record<string, readonly [means: string, fix: string]>> = {
  ENOENT: [
    'the program, or the loader that it names, is not there',
    'cgo: off, where nothing needs it: a static program names no loader',
  ],
  ENOEXEC: [
    'the program is built for another platform',
    "add this runner's own platform to targets",
  ],
  EACCES: [
    'the program may not be run',
    'let RUNNER_TEMP be on a file system that is not mounted noexec',
  ],
  EPERM: ['starting it is forbidden here', 'look at the seccomp and SELinux rules of the runner'],
  ENOMEM: ['there is no memory left', 'run the job on a runner with more memory'],
  EAGAIN: ['there are too many processes', 'raise the limit of processes (ulimit -u)'],
  E2BIG: ['arguments and environment are too long', 'give less by service-args and rehearse-env'],
  ETIMEDOUT: ['it did not get under way in time', 'run it again; the runner may be overloaded'],
};

/** `code` is the system's, or a word of ours; `output` is what was printed on the way. */
export function explainNotStarted(code: string, output: string): Remark {
  const known = lookUp(causes, code);
  const said = plainLine(tail(output, 1).trim()).slice(0, 200);
  const [means, fix] = known ?? [`starting it failed (${plainLine(code)})`, 'run it again'];
  const message = `the service could not be started: ${means}${said === '' ? '' : `: ${said}`}`;
  return { id: 'cannot-run', level: 'failure', message, fix: [fix] };
}
