/** How do findings get to their lines in the pull request? */

import type { Diagnostic } from '../domain/build/diagnostics.ts';
import type { Log } from '../ports.ts';

/** GitHub shows ten error annotations of a step; what is more stands in the log. */
export function annotate(log: Log, found: readonly Diagnostic[], title: string): void {
  for (const { file, line, column, message } of found) {
    if (file === undefined) log.error(message);
    else {
      const place = { file, title, ...(line === undefined ? {} : { line }) };
      log.error(message, column === undefined ? place : { ...place, column });
    }
  }
}
