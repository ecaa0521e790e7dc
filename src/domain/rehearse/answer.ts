/** What came of one request of survive-write or survive-read? */

import type { Answered, Unanswered } from '../service/observation.ts';

export interface WholeAnswer extends Answered {
  readonly body: string;
  /** The Set-Cookie headers, as they came. */
  readonly cookies: readonly string[];
  /** Whether the body was longer than the 1 MiB that is kept of it. */
  readonly cut?: boolean;
}

export type Outcome = WholeAnswer | Unanswered;
