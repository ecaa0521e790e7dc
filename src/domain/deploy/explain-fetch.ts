/** What if the service that keeps artifacts refuses, or cannot be used? */

import { Failure, type FailureFacts } from '../failure.ts';
import { type AskedArtifact, artifactFailure, doingOf } from './explain-artifact.ts';

export interface FetchTrouble {
  /** `http-…`, or another one of the adapter. */
  readonly code: string;
  /** A gerund: `getting https://…`. */
  readonly doing: string;
  readonly happened: string;
  readonly cause?: unknown;
}

/** The advice goes by the code, and by whose run it is: only those of others need a permission. */
export function explainFetch(asked: AskedArtifact, trouble: FetchTrouble): Failure {
  const word = trouble.code.replace(/^(?:http|artifact)-/, '');
  if (word === '410') return artifactFailure(asked, { kind: 'expired' });
  const doing = doingOf(asked);
  const said = (asked.run === undefined ? ownRefusal(word) : otherRefusal(word)) ?? outage(trouble);
  return new Failure({ doing, ...said, code: `artifact-${word}`, cause: trouble.cause });
}

type Said = Pick<FailureFacts, 'happened' | 'attempt' | 'details'>;

function ownRefusal(word: string): Said | undefined {
  if (word !== '401' && word !== '403') return undefined;
  return {
    happened: `the results service refused it (${word})`,
    attempt: ['run the job again: the token of a job ends with it'],
  };
}

const permissions = 'permissions:\n  actions: read\n  contents: read';

function otherRefusal(word: string): Said | undefined {
  if (word === '401') {
    return {
      happened: 'the token was refused (401)',
      attempt: ['leave out `token`, whose default is the token of the job, or give a valid one'],
    };
  }
  if (word !== '403' && word !== '404') return undefined;
  return {
    happened:
      word === '403'
        ? 'the token may not read it (403)'
        : 'there is no such run or artifact, or the token may not see it (404)',
    attempt: [
      `let the job read artifacts of other runs; what \`permissions\` does not name is refused:\n${permissions}`,
      'compare run-id with the end of the address of that run: /actions/runs/RUN-ID',
    ],
  };
}

function outage({ code, doing, happened }: FetchTrouble): Said {
  return {
    happened: code.startsWith('http-') ? `the service cannot be used: ${happened}` : happened,
    details: { request: doing },
    attempt: ['run the job again: such an outage passes, and nothing has been sent to a server'],
  };
}
