/** What becomes of work on servers when the job is cancelled? It is left where it may be. */

import { Failure } from '../../domain/failure.ts';

/**
 * For work that changes nothing that is not begun again from where it is.
 * @throws Failure (`cancelled`) as soon as the job is
 */
export async function untilCancelled<T>(cancelled: Promise<string>, work: Promise<T>): Promise<T> {
  const cut = cancelled.then((signal): never => {
    throw new Failure({
      doing: 'deploying',
      happened: `cancelled by ${signal}; nothing was switched on any server`,
      code: 'cancelled',
    });
  });
  return Promise.race([work, cut]);
}
