/** Is there to be a comment on the pull request, and of what? */

import type { Reader } from './reader.ts';

export interface CommentInputs {
  /** On the pull request. */
  readonly comment: boolean;
  /** The artifact of the run that a workflow_run follows, where that is commented on and nothing is built. */
  readonly follows?: string;
}

export interface CommentContext {
  /** `ship`, `build` … */
  readonly command: string;
  /** The input. */
  readonly artifact: boolean;
}

export function parseComment(reader: Reader, { command, artifact }: CommentContext): CommentInputs {
  const comment = reader.boolean('comment');
  if (!comment) return { comment };
  if (!['ship', 'build', 'merge'].includes(command)) {
    reader.problem('comment', `is about what is built, and command: ${command} builds nothing`);
    return { comment };
  }
  if (!artifact && !/^true$/i.test(reader.text('artifact'))) {
    reader.problem('comment', 'links to artifacts, but artifact is false; drop one of the two');
  }
  const follows = reader.optional('from-artifact');
  if (follows === undefined || !isOnlyShown(reader, command)) return { comment };
  for (const name of ['run-id', 'expect-manifest', 'archive'] as const) {
    if (reader.optional(name) === undefined) continue;
    const what = 'is not for a comment, which is of the run that the workflow_run follows';
    reader.problem(name, `${what}; drop the line`);
  }
  return { comment, follows };
}

/** Whether `from-artifact` is shown in a comment, and not deployed. */
export function isOnlyShown(reader: Reader, command: string): boolean {
  const builds = command === 'ship' || command === 'build';
  return builds && /^true$/i.test(reader.text('comment'));
}
