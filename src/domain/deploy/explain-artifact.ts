/** Why could an artifact not be taken, and what can be done? */

import { Failure, type FailureFacts } from '../failure.ts';
import { firstFew } from '../first-few.ts';
import { nearest } from '../nearest.ts';
import { plainLine, quote } from '../plain-text.ts';
import { formatBytes } from '../quantity.ts';

export interface AskedArtifact {
  readonly name: string;
  /** The number of another run; absent: this one. */
  readonly run?: string;
}

/** Before anything is sent to a server. */
export type ArtifactTrouble =
  /** There is no results service; a clause says why. */
  | { readonly kind: 'unavailable'; readonly why: string }
  | { readonly kind: 'no-token' | 'no-repository' | 'expired' | 'fork' }
  | { readonly kind: 'not-found'; readonly others: readonly string[] }
  | { readonly kind: 'too-large'; readonly most: number }
  | { readonly kind: 'other-bytes'; readonly expected: string; readonly got: string }
  /** A clause: `it is no zip`. */
  | { readonly kind: 'odd-zip'; readonly why: string };

type Said = Pick<FailureFacts, 'happened' | 'attempt' | 'details'>;

export function artifactFailure(asked: AskedArtifact, trouble: ArtifactTrouble): Failure {
  return new Failure({
    doing: doingOf(asked),
    ...say(asked, trouble),
    code: `artifact-${trouble.kind}`,
  });
}

/** What goes on, as a gerund. */
export function doingOf({ name, run }: AskedArtifact): string {
  return `taking the artifact ${plainLine(name)}${run === undefined ? '' : ` of run ${run}`}`;
}

const runAgain = 'run the job again; nothing has been sent to a server';

function say(asked: AskedArtifact, trouble: ArtifactTrouble): Said {
  switch (trouble.kind) {
    case 'unavailable':
      return {
        happened: trouble.why,
        attempt: [
          'bring the files here by another step, and name their folder: `archive: dist`',
          'an artifact of a finished run is had without that service: `run-id`, and a token with actions: read',
        ],
      };
    case 'no-token':
      return {
        happened: 'artifacts of another run are read with a token, and there is none',
        attempt: ['leave out `token`, whose default is the token of the job, or give another'],
      };
    case 'no-repository':
      return {
        happened: 'it is not known whose run that is (GITHUB_REPOSITORY is not set)',
        attempt: ['bring the files here by another step, and name their folder: `archive: dist`'],
      };
    case 'not-found':
      return notFound(asked, trouble.others);
    case 'expired':
      return {
        happened: 'it has expired, and the service has it no longer',
        attempt: [
          'run the job that built it again, and deploy what it makes',
          'keep artifacts for longer there: `retention-days: 30`',
        ],
      };
    case 'fork':
      return {
        happened:
          'the code of that run is not known to be of this repository (a fork?): what it made never reaches a server',
        attempt: ['build and deploy from a branch or tag of the repository itself'],
      };
    case 'too-large':
      return {
        happened: `it is larger than ${formatBytes(trouble.most)}`,
        attempt: ['let the artifact hold what gin-ship put into output-dir, and nothing else'],
      };
    case 'other-bytes':
      return {
        happened: 'what came has another SHA-256 than the service tells, twice',
        details: { expected: trouble.expected, received: trouble.got },
        attempt: [runAgain, 'if it stays, look at the proxy that the runner goes through'],
      };
    case 'odd-zip':
      break;
  }
  return {
    happened: trouble.why,
    attempt: [
      'upload the whole of output-dir as one zipped artifact, as gin-ship itself does with `artifact: true`',
      runAgain,
    ],
  };
}

function notFound({ name, run }: AskedArtifact, others: readonly string[]): Said {
  const close = nearest(name, others);
  const hint = close === undefined ? '' : ` (${quote(close)}?)`;
  const whose = run === undefined ? 'this run' : 'that run';
  const there = others.length === 0 ? 'none' : firstFew(others.map(quote), 10);
  return {
    happened: `${whose} has no artifact of that name${hint}`,
    details: { 'its artifacts': there },
    attempt:
      run === undefined
        ? [
            'let this job wait for the one that builds: `needs: build`',
            'compare from-artifact with artifact-name there; without it the artifact is called as the service is',
            'where another run built it, name that run: `run-id`',
          ]
        : ['compare run-id and from-artifact with the page of that run'],
  };
}
