/** Why could the archives of a release not be taken, and what can be done? */

import { Failure, type FailureFacts } from '../failure.ts';
import { permissionAdvice } from '../github/explain-github.ts';
import { plainLine, quote } from '../plain-text.ts';

/** Before anything is sent to a server. */
export type ReleaseTrouble =
  | { readonly kind: 'no-token' | 'no-repository' | 'not-found' | 'no-sums' }
  /** Of an asset, as it came. */
  | {
      readonly kind: 'other-bytes';
      readonly name: string;
      readonly expected: string;
      readonly got: string;
    }
  /** SHA256SUMS has another line for it, or none. */
  | { readonly kind: 'other-sum'; readonly name: string }
  /** An asset could not be fetched; a clause says why. */
  | {
      readonly kind: 'fetch';
      readonly name: string;
      readonly why: string;
      readonly cause: unknown;
    };

/** What goes on, as a gerund. */
export function takingRelease(tag: string): string {
  return tag === 'latest' ? 'taking the latest release' : `taking the release ${plainLine(tag)}`;
}

/** Codes: `release-` and the kind. */
export function takeReleaseFailure(tag: string, trouble: ReleaseTrouble): Failure {
  const cause = trouble.kind === 'fetch' ? { cause: trouble.cause } : {};
  const doing = takingRelease(tag);
  return new Failure({ doing, ...say(tag, trouble), ...cause, code: `release-${trouble.kind}` });
}

const runAgain = 'run the job again; nothing has been sent to a server';
const byPath = 'or bring the files here by another step, and name their folder: `archive: dist`';

function say(
  tag: string,
  trouble: ReleaseTrouble,
): Pick<FailureFacts, 'happened' | 'attempt' | 'details'> {
  switch (trouble.kind) {
    case 'no-token':
      return {
        happened: 'releases are read with a token, and there is none',
        attempt: ['leave out `token`, whose default is the token of the job, or give another'],
      };
    case 'no-repository':
      return {
        happened: 'it is not known of which repository (GITHUB_REPOSITORY is not set)',
        attempt: [byPath],
      };
    case 'not-found':
      return {
        happened:
          tag === 'latest'
            ? 'there is no published release that is the latest, or the token may not see it'
            : 'there is no published release of that tag, or the token may not see it',
        attempt: [
          'a draft is not deployed: publish it first',
          'compare from-release with the tags on the page of releases',
          permissionAdvice('contents: read'),
        ],
      };
    case 'no-sums':
      return {
        happened: 'it has no SHA256SUMS',
        attempt: ['deploy a release that gin-ship has made with `release: true`', byPath],
      };
    case 'other-bytes':
      return {
        happened: `what came as ${quote(trouble.name)} has another SHA-256 than GitHub tells, twice`,
        details: { expected: trouble.expected, received: trouble.got },
        attempt: [runAgain, 'if it stays, look at the proxy that the runner goes through'],
      };
    case 'other-sum':
      return {
        happened: `${quote(trouble.name)} is not what SHA256SUMS of the release says`,
        attempt: ['look at who has changed the assets of that release, and make a new one'],
      };
    case 'fetch':
      break;
  }
  return {
    happened: `${quote(trouble.name)} cannot be fetched: ${trouble.why}`,
    attempt: [runAgain],
  };
}
