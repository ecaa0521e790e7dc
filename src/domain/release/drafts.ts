/** Whose drafts are those of a tag: of these archives, of others, or of people? */

import type { FoundRelease } from './found-release.ts';
import { type ReleaseMarker, parseMarker } from './marker.ts';

/** Each sorted by id, so that every job takes the same one for the first. */
export interface DraftGroups {
  /** Of the very same archives, whichever run made them. */
  readonly own: readonly FoundRelease[];
  readonly others: readonly { readonly release: FoundRelease; readonly marker: ReleaseMarker }[];
  /** Made by hand, or by another program. */
  readonly human: readonly FoundRelease[];
}

export function groupDrafts(releases: readonly FoundRelease[], ours: ReleaseMarker): DraftGroups {
  const drafts = releases
    .filter(({ draft }) => draft)
    .toSorted((a, b) => a.id - b.id)
    .map((release) => ({ release, marker: parseMarker(release.body) }));
  const isOwn = (marker: ReleaseMarker | undefined): boolean => marker?.manifest === ours.manifest;
  return {
    own: drafts.filter(({ marker }) => isOwn(marker)).map(({ release }) => release),
    others: drafts.flatMap(({ release, marker }) =>
      marker === undefined || isOwn(marker) ? [] : [{ release, marker }],
    ),
    human: drafts.filter(({ marker }) => marker === undefined).map(({ release }) => release),
  };
}
