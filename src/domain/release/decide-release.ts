/** Does this run make a release, and as what? */

import { Failure } from '../failure.ts';
import type { ReleaseInputs } from '../inputs/release.ts';
import type { Event } from '../runner.ts';
import type { OtherTag } from '../source/project.ts';
import { type StageResult, done, skipped } from '../stage-result.ts';
import { plainLine } from '../plain-text.ts';

export interface ReleaseQuestion {
  readonly inputs: ReleaseInputs;
  readonly event: Pick<Event, 'refType' | 'refName'>;
  readonly dryRun: boolean;
  readonly tagOfOther?: OtherTag;
  /** What is stamped. */
  readonly version: string;
}

export interface ReleaseKind {
  readonly tag: string;
  readonly prerelease: boolean;
  /** As the API has it: `legacy` goes by semantic version and date. */
  readonly makeLatest: 'true' | 'false' | 'legacy';
}

/**
 * What an event cannot give is skipped: whoever started the run, a release is of a tag.
 * @throws Failure (`release-version`) where the archives of other jobs are not what the tag says
 */
export function decideRelease({
  inputs,
  event,
  version,
  dryRun,
  tagOfOther,
}: ReleaseQuestion): StageResult<ReleaseKind> {
  if (!inputs.release) return skipped('release is false');
  if (event.refType !== 'tag') {
    const ref = event.refName === '' ? '' : ` (${plainLine(event.refName)})`;
    return skipped(`a release is of a tag, and this run is not${ref}`);
  }
  const tag = plainLine(event.refName);
  if (tagOfOther === 'module') return skipped(`the tag ${tag} is of another module`);
  if (dryRun) return skipped('dry-run is true');
  if (tagOfOther !== undefined) throw otherTag(tag, plainLine(version), tagOfOther);
  const prerelease =
    inputs.prerelease === 'auto' ? isPrerelease(version) : inputs.prerelease === 'true';
  // https://docs.github.com/rest/releases/releases: a prerelease cannot be the latest one.
  const latest = inputs.makeLatest === 'auto' ? 'legacy' : inputs.makeLatest;
  return done({ tag: event.refName, prerelease, makeLatest: prerelease ? 'false' : latest });
}

/** `1.4.0-rc.1` is one by semver.org, 9; a version of another form is not. */
function isPrerelease(version: string): boolean {
  return /^\d+(?:\.\d+){1,2}-[\dA-Za-z]/.test(version);
}

function otherTag(tag: string, version: string, other: 'version' | 'unclear'): Failure {
  const happened =
    other === 'version'
      ? `the archives have the version ${version}, which the tag does not say`
      : `the archives have the version ${version}, but the folder of the tag is not that of their module`;
  return new Failure({
    doing: `making the release ${tag}`,
    happened,
    attempt: [
      ...(other === 'unclear'
        ? [
            'where it is of their module, give merge the `working-directory` of the builds',
            'where it is of another module, let `on.push.tags` leave it out',
          ]
        : []),
      'leave out `version` where the parts are built, so that they have that of the tag; or push a tag that says it',
      '`release: false` joins them without a release',
    ],
    code: 'release-version',
  });
}
