/** What if a service answers something else than it should? */

import { Failure } from '../domain/failure.ts';
import { Unfit } from '../domain/json-fields.ts';

/** @throws Failure (`odd-answer`) where `read` finds it unfit */
export function readAnswer<T>(doing: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const happened = `the service answered something else: ${error.message}`;
    throw new Failure({ doing, happened, code: 'odd-answer', cause: error });
  }
}
