/** Which pull request is it, by what GitHub says of the commit at its head? */

import { Failure } from '../failure.ts';

export interface PullAtHead {
  readonly number: number;
  readonly open: boolean;
  readonly headSha: string;
  readonly baseRef: string;
}

/** All that have that very commit at their head: the open ones, or the closed ones where none is open. */
export function pullsAtHead(
  pulls: readonly PullAtHead[],
  headSha: string,
): { readonly open: boolean; readonly pulls: readonly PullAtHead[] } {
  const fitting = pulls.filter((pull) => headSha !== '' && pull.headSha === headSha);
  const open = fitting.filter((pull) => pull.open);
  return open.length > 0 ? { open: true, pulls: open } : { open: false, pulls: fitting };
}

/**
 * Two pull requests may have one head, for two branches: then the artifact may choose, among those and no other.
 * @throws Failure (`comment-number`) where the artifact names another one
 */
export function choosePull(pulls: readonly PullAtHead[], named: number): PullAtHead {
  const found = pulls.find(({ number }) => number === named);
  if (found !== undefined) return found;
  const known = pulls.map(({ number }) => number).join(', ');
  throw new Failure({
    doing: 'finding the pull request to comment on',
    happened: `the artifact says that it is of pull request ${named}, but by GitHub the commit that was built is the head of ${known}: nothing was written`,
    attempt: [
      'look at what that pull request changes in the workflow and the build before anything of it is run',
    ],
    code: 'comment-number',
  });
}
