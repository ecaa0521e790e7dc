/** May this event reach a server at all? What comes from a fork's code never does. */

import { Failure } from '../failure.ts';
import { plainLine } from '../plain-text.ts';
import type { Event } from '../runner.ts';

export type EventOrigin = Pick<Event, 'name' | 'repository' | 'headRepository'>;

export type EventRefusal =
  /** `target`: never, whatever the code is; `fork`: nothing of the workflow's own doing. */
  { readonly kind: 'target' | 'fork'; readonly why: string } | undefined;

/** What is not known to be the repository's own counts as a fork's. */
export function decideEventRefusal(event: EventOrigin): EventRefusal {
  if (event.name === 'pull_request_target') {
    const why =
      'pull_request_target runs with the secrets of the repository for pull requests of anybody';
    return { kind: 'target', why };
  }
  const carries = /^(?:pull_request(?:_review(?:_comment)?)?|workflow_run)$/.test(event.name);
  if (!carries || isOwn(event)) return undefined;
  const from = event.headRepository;
  const whose = from === undefined ? 'a repository that is not named' : plainLine(from);
  return {
    kind: 'fork',
    why: `this ${event.name} has its code from ${whose}, not from ${plainLine(event.repository)}`,
  };
}

function isOwn({ repository, headRepository }: EventOrigin): boolean {
  return repository !== '' && headRepository?.toLowerCase() === repository.toLowerCase();
}

export function eventFailure(refusal: NonNullable<EventRefusal>): Failure {
  return new Failure({
    doing: 'deciding whether to deploy',
    happened: `${refusal.why}: its code never reaches a server`,
    attempt: [
      'deploy from a push to a branch of the repository itself, from a tag, or by workflow_dispatch',
    ],
    code: 'event-refused',
  });
}
