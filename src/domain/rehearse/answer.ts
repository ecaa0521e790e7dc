/** What came of one request of survive-write or survive-read? */

import type { Answered, Unanswered } from '../service/observation.ts';

export interface WholeAnswer extends Answered {
  readonly body: string;
  /** The Set-Cookie headers, as they came. */
  readonly cookies: readonly string[];
}

export type Outcome = WholeAnswer | Unanswered;
