/** Which server is a line of the log about? */

import { plainLine } from '../../domain/plain-text.ts';
import type { Log } from '../../ports.ts';

/** One line each, made plain: what servers say may be in it. */
export interface Teller {
  info(line: string): void;
  notice(line: string): void;
  warning(line: string): void;
}

/** `server` stands before each line; where there is only one, it need not. */
export function tellerOf(log: Log, server?: string): Teller {
  const of = (line: string): string =>
    plainLine(server === undefined ? line : `${server}: ${line}`);
  return {
    info: (line) => log.info(of(line)),
    notice: (line) => log.notice(of(line)),
    warning: (line) => log.warning(of(line)),
  };
}
