/** What will this run do about the comment? Asked before anything is built. */

import { type CommentDecision, decideComment } from '../../domain/comment/decide-comment.ts';
import { Failure } from '../../domain/failure.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import type { World } from '../../ports.ts';

export type ForeseenComment = Exclude<CommentDecision, { kind: 'refused' }>;

/** @throws Failure (`comment-event`) on an event whose comment would show what nobody may build there */
export function foreseeComment({ runner }: World, inputs: Inputs): ForeseenComment {
  const { comment, follows } = inputs.publish;
  const decided = decideComment({
    comment,
    follows: follows !== undefined,
    hasToken: inputs.setup.token !== undefined,
    dryRun: inputs.deploy.how.dryRun,
    event: runner.event,
  });
  if (decided.kind !== 'refused') return decided;
  throw new Failure({
    doing: 'deciding whether to comment',
    happened: decided.why,
    attempt: [
      'build on `pull_request`, and let a second workflow comment on `workflow_run`: examples/workflows/pr-preview.yml and pr-comment.yml',
    ],
    code: 'comment-event',
  });
}
