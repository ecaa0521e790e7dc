/** Why can the parts of several jobs not be joined, and what can be done? */

import { Failure } from '../failure.ts';

/** What is told of a part that could not be taken; `code` is that of its failure. */
export interface LostPart {
  readonly code: string;
  /** What was being done, and what happened. */
  readonly line: string;
}

const advice: Readonly<Record<string, string>> = {
  'artifact-not-found':
    'look at the job that builds it: it has failed, or this one does not wait for it (`needs: [plan, build]`)',
  'artifact-unavailable':
    'bring the artifacts here by another step, and name the folder that holds theirs: `archive: parts`',
  'artifact-expired': 'run the whole workflow again; parts are kept for `retention-days`',
};

const runAgain = 'run the whole workflow again; nothing has been written to output-dir';

/** Of parts that could not be taken; the first failure stays as its cause. */
export function lostParts(
  lost: readonly LostPart[],
  { of, cause }: { readonly of: number; readonly cause: unknown },
): Failure {
  const known = new Set(lost.flatMap(({ code }) => advice[code] ?? []));
  return new Failure({
    doing: 'taking the parts of the other jobs',
    happened: `${lost.length} of ${of} cannot be taken`,
    output: lost.map(({ line }) => line).join('\n'),
    attempt: [...known, runAgain],
    code: 'merge-parts',
    cause,
  });
}

/** Of parts that do not fit together. */
export function misfit(problems: readonly string[]): Failure {
  return new Failure({
    doing: 'joining the parts of the other jobs',
    happened:
      problems.length === 1
        ? 'they are not one whole'
        : `they are not one whole, for ${problems.length} reasons`,
    output: problems.join('\n'),
    attempt: [
      'give all jobs the same commit, the same Go and the same inputs, but for `targets` and `artifact-name`',
      'take those two from the matrix that `command: plan` gave, and give that to `plan`',
      runAgain,
    ],
    code: 'merge-misfit',
  });
}

/** Of archives that are not what their manifest says. */
export function badArchives(problems: readonly string[]): Failure {
  return new Failure({
    doing: 'looking into the archives of the other jobs',
    happened:
      problems.length === 1 ? 'one is not sound' : `${problems.length} things are not sound`,
    output: problems.join('\n'),
    attempt: ['find out who changed them: gin-ship packs nothing of the kind', runAgain],
    code: 'merge-archives',
  });
}
