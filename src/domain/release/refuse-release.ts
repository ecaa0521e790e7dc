/** Why is there no release, and what can be done? */

import { Failure, type FailureFacts } from '../failure.ts';
import { firstFew } from '../first-few.ts';
import { plainLine, quote } from '../plain-text.ts';

export type ReleaseRefusal =
  /** Of this tag, with other assets than these. */
  | {
      readonly kind: 'published';
      readonly url: string;
      readonly missing: readonly string[];
      readonly other: readonly string[];
    }
  /** Several drafts of people. */
  | { readonly kind: 'drafts'; readonly urls: readonly string[] }
  /** Another job with other archives: of this very run, or of a later one. */
  | { readonly kind: 'same-run' | 'later-run'; readonly url: string; readonly runId: string }
  /** One of this name has another digest. */
  | { readonly kind: 'asset'; readonly name: string; readonly url: string }
  /** The tag names another commit than the one that was built. */
  | { readonly kind: 'tag'; readonly built: string; readonly tagged: string | undefined };

/** Codes: `release-` and the kind. Nothing was published by this run. */
export function releaseRefusal(tag: string, refusal: ReleaseRefusal): Failure {
  const doing = `making the release ${plainLine(tag)}`;
  return new Failure({ doing, ...say(tag, refusal), code: `release-${refusal.kind}` });
}

type Said = Pick<FailureFacts, 'happened' | 'attempt' | 'details'>;

function say(tag: string, refusal: ReleaseRefusal): Said {
  const remove = `\`gh release delete ${tag}\` removes it, its tag stays; then run the job again`;
  switch (refusal.kind) {
    case 'published': {
      const { url, missing, other } = refusal;
      return {
        happened: 'that tag has a published release already, and it is not this one',
        details: {
          release: plainLine(url),
          ...(missing.length === 0 ? {} : { 'it does not have': firstFew(missing, 10) }),
          ...(other.length === 0 ? {} : { 'it has with another SHA-256': firstFew(other, 10) }),
        },
        attempt: [
          'a published release is never changed: give the commit a new tag',
          'where people publish it before its assets are there: let them save a draft and push the tag, gin-ship adds the assets and publishes it',
          'where another step or job publishes it: drop that step, or `release: true` here',
        ],
      };
    }
    case 'drafts':
      return {
        happened: 'there are several drafts of that tag, and it is not clear which one is meant',
        details: { drafts: firstFew(refusal.urls.map(plainLine), 5) },
        attempt: ['delete all but one of them, and run the job again'],
      };
    case 'same-run':
      return {
        happened: 'another job of this run makes it, of other archives',
        details: { draft: plainLine(refusal.url) },
        attempt: [
          'a release has one manifest.json: give one job all targets, or let `command: merge` make the release of what the jobs have built',
        ],
      };
    case 'later-run':
      return {
        happened: `the later run ${refusal.runId} makes it, of other archives`,
        details: { draft: plainLine(refusal.url) },
        attempt: ['look at that run', remove],
      };
    case 'asset':
      return {
        happened: `its draft has ${quote(refusal.name)} with another SHA-256 than what was built`,
        details: { draft: plainLine(refusal.url) },
        attempt: [`delete that asset of the draft, and run the job again`, remove],
      };
    case 'tag':
      break;
  }
  const { built, tagged } = refusal;
  return {
    happened:
      tagged === undefined
        ? 'there is no such tag any more'
        : `the tag names ${tagged.slice(0, 12)}, but ${built.slice(0, 12)} was built`,
    attempt: [
      'leave `ref` of actions/checkout out, so that the commit of the tag is built',
      'where the tag was moved meanwhile, the run of its new commit makes the release',
    ],
  };
}

export function missingToken(tag: string): Failure {
  return new Failure({
    doing: `making the release ${plainLine(tag)}`,
    happened: 'releases are made with a token, and there is none',
    attempt: ['leave out `token`, whose default is the token of the job, or give another'],
    code: 'release-token',
  });
}
