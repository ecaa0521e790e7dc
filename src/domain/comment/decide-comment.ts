/** Does this run write the comment of a pull request, and if not, what does it do in its place? */

import { plainLine } from '../plain-text.ts';
import type { Event, FollowedRun, PullOfEvent } from '../runner.ts';

export type CommentDecision =
  /** Builds; the comment shows what came of it. */
  | { readonly kind: 'comment'; readonly pull: PullOfEvent }
  /** Builds; the summary shows it, for the token may not comment. */
  | { readonly kind: 'summary'; readonly pull: PullOfEvent; readonly why: string }
  /** Builds nothing: the comments of this workflow are flipped to "removed". */
  | { readonly kind: 'remove'; readonly pull: PullOfEvent }
  /** Builds nothing: comments on what another run made. */
  | { readonly kind: 'follow'; readonly run: FollowedRun; readonly owner: string }
  | { readonly kind: 'off' }
  | { readonly kind: 'skipped'; readonly why: string; readonly builds: boolean }
  | { readonly kind: 'refused'; readonly why: string };

export interface CommentQuestion {
  /** The input. */
  readonly comment: boolean;
  /** Whether `from-artifact` names what another run made. */
  readonly follows: boolean;
  readonly hasToken: boolean;
  /** Then nothing is written. */
  readonly dryRun: boolean;
  readonly event: Pick<Event, 'name' | 'repository' | 'headRepository' | 'pull' | 'followed'>;
}

/** The token of a run for a fork's code can only read, whatever `permissions` says. */
export function decideComment(question: CommentQuestion): CommentDecision {
  const decided = decideByEvent(question);
  const { kind } = decided;
  const writes = kind === 'comment' || kind === 'remove' || kind === 'follow';
  return question.dryRun && writes ? skip('dry-run is true', kind === 'comment') : decided;
}

function decideByEvent(question: CommentQuestion): CommentDecision {
  const { comment, follows, event } = question;
  if (!comment) return { kind: 'off' };
  if (event.name === 'pull_request_target') {
    const why =
      'pull_request_target runs with a token that may write, for pull requests of anybody: what they bring is never built there';
    return { kind: 'refused', why };
  }
  if (event.name === 'workflow_run') return decideFollow(question);
  if (follows) {
    const why = `from-artifact beside comment is for the run that a workflow_run follows, and this is ${nameOf(event.name)}`;
    return { kind: 'refused', why };
  }
  return decideOwn(question);
}

function decideOwn({ event, hasToken }: CommentQuestion): CommentDecision {
  if (event.name !== 'pull_request') {
    return skip(`${nameOf(event.name)} is of no pull request`, true);
  }
  const { pull } = event;
  if (pull === undefined) return skip('the event does not say which pull request it is', true);
  const why = isOwn(event)
    ? hasToken
      ? undefined
      : 'there is no token to comment with'
    : `the code is from ${whoseCode(event)}, and the token of such a run can only read; the workflow that follows by workflow_run comments`;
  if (pull.action === 'closed') {
    return why === undefined ? { kind: 'remove', pull } : skip(why, false);
  }
  return why === undefined ? { kind: 'comment', pull } : { kind: 'summary', pull, why };
}

function decideFollow({ event, follows, hasToken }: CommentQuestion): CommentDecision {
  const { followed: run } = event;
  if (!follows) {
    return skip('a workflow_run comments only on what from-artifact names', true);
  }
  if (run === undefined) return skip('the event does not say which run it follows', false);
  if (run.event !== 'pull_request') {
    return skip(`the run that it follows was started by ${nameOf(run.event)}`, false);
  }
  if (event.headRepository === undefined) return skip('the repository of the fork is gone', false);
  // Its own run has a token that may write, and one comment is enough.
  if (isOwn(event)) {
    return skip('the code is of this repository: its own run comments', false);
  }
  if (!hasToken) return skip('there is no token to comment with', false);
  return { kind: 'follow', run, owner: event.headRepository.replace(/\/.*$/s, '') };
}

function skip(why: string, builds: boolean): CommentDecision {
  return { kind: 'skipped', why, builds };
}

function isOwn({ repository, headRepository }: CommentQuestion['event']): boolean {
  return repository !== '' && headRepository?.toLowerCase() === repository.toLowerCase();
}

function whoseCode({ headRepository }: CommentQuestion['event']): string {
  return headRepository === undefined ? 'a repository that is gone' : plainLine(headRepository);
}

function nameOf(event: string): string {
  return event === '' ? 'a run outside of GitHub' : plainLine(event);
}
