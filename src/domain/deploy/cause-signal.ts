/** Why did a signal end a service that says nothing of it, and what mends it? */

import { explainExit } from '../exit-cause.ts';
import type { Cause } from './cause.ts';
import { type EndedService, exitOf, happened } from './ended-service.ts';

/** Linux' numbers of SIGILL, SIGKILL and SIGSYS. */
const numbers = { ill: 4, kill: 9, sys: 31 } as const;

/** Undefined for signals of which the end alone is told. */
export function explainSignal(ended: EndedService): Cause | undefined {
  const { end, setting } = ended;
  const { cause } = explainExit(exitOf(end));
  if (end.signal === numbers.sys) {
    const { hardening = 'strict' } = setting;
    const sentence = `${happened(ended)}: a filter of system calls forbids one that it made`;
    const softer =
      hardening === 'strict' ? ['hardening: basic, which filters no system calls'] : [];
    return {
      id: 'forbidden-call',
      sentence,
      fix: [
        ...softer,
        'see which one it was: journalctl -k -g SECCOMP names its number after syscall=',
      ],
    };
  }
  if (end.signal === numbers.ill) {
    const level = /^(.*)\/v\d$/.exec(setting.target ?? '')?.[1];
    const fix =
      level === undefined
        ? 'build it for older processors: GOARM, GOARM64 and their like, and -march= of C code'
        : `targets: ${level}, without the level behind it: it runs on all of them`;
    return { id: 'illegal-instruction', sentence: `${happened(ended)}: ${cause}`, fix: [fix] };
  }
  if (end.signal !== numbers.kill) return undefined;
  return {
    id: 'killed',
    sentence: `${happened(ended)}: somebody killed it, or the kernel did for want of memory`,
    fix: ['look whether it was the kernel: journalctl -k -g "out of memory"'],
  };
}
