/** What is said at the end of a command that failed on some of its servers? */

import { Failure } from '../../domain/failure.ts';
import { firstFew } from '../../domain/first-few.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { HostOutcome } from './tell-in-order.ts';

type Failed = Extract<HostOutcome<unknown>, { readonly failure: Failure }>;

/**
 * The failure itself where there is one server; else one for all, whose code is that of the first. Undefined where
 * none failed. `doing` is a gerund, `could` the rest of "2 of 3 servers could not".
 */
export function hostsFailure(
  outcomes: readonly HostOutcome<unknown>[],
  { doing, could }: { readonly doing: string; readonly could: string },
): Failure | undefined {
  const failed = outcomes.filter((outcome): outcome is Failed => 'failure' in outcome);
  const [first] = failed;
  if (first === undefined) return undefined;
  if (outcomes.length === 1) return first.failure;
  const servers = failed.map(({ server }) => server);
  const { code } = first.failure.facts;
  return new Failure({
    doing,
    happened: `${failed.length} of ${outcomes.length} servers could not ${could}: ${firstFew(servers)}`,
    details: Object.fromEntries(failed.map(({ server, failure }) => [server, shortly(failure)])),
    attempt: [...new Set(failed.flatMap(({ failure }) => failure.facts.attempt ?? []))],
    ...(code === undefined ? {} : { code }),
  });
}

/** On one line. */
export function shortly({ facts }: Failure): string {
  return plainLine(`${facts.doing}: ${facts.happened}`);
}
