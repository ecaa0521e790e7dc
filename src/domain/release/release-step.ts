/** What is wished of a release, what is there of it, and what can be the next step? */

import type { FoundRelease } from './found-release.ts';
import type { ReleaseMarker } from './marker.ts';
import type { ReleaseRefusal } from './refuse-release.ts';

export interface ReleaseWish {
  readonly tag: string;
  readonly marker: ReleaseMarker;
  /** manifest.json is one of them. */
  readonly assets: readonly WishedAsset[];
  /** Whether people publish it. */
  readonly draft: boolean;
  readonly prerelease: boolean;
  /** Whether `prerelease` was asked for, so that it goes before what people have set on a draft. */
  readonly prereleaseGiven: boolean;
  /** The commit that was built, where it is known. */
  readonly commit?: string;
}

export interface WishedAsset {
  readonly name: string;
  readonly sha256: string;
  /** Signatures differ each time they are made: the first one stays. */
  readonly signed: boolean;
}

export interface ReleaseState {
  /** The published one of the tag, and all drafts of it. */
  readonly releases: readonly FoundRelease[];
  /** The commit that the tag names; absent where there is no such tag. */
  readonly tagCommit?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds that were spent on waiting for an upload of another job, by the id of its asset. */
  readonly waited: ReadonlyMap<number, number>;
  /** Ids of assets whose upload by this run has broken off. */
  readonly broken: ReadonlySet<number>;
}

export type ReleaseStep =
  | { readonly kind: 'create'; readonly body: string; readonly notes: boolean }
  | { readonly kind: 'remove-draft'; readonly id: number; readonly why: string }
  | { readonly kind: 'remove-asset'; readonly id: number; readonly name: string }
  | { readonly kind: 'upload'; readonly to: FoundRelease; readonly names: readonly string[] }
  | { readonly kind: 'wait'; readonly id: number; readonly name: string }
  | { readonly kind: 'publish'; readonly id: number; readonly prerelease: boolean }
  | { readonly kind: 'done'; readonly release: FoundRelease }
  | { readonly kind: 'refuse'; readonly refusal: ReleaseRefusal };
