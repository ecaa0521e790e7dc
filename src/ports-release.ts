/** What do we ask of the place where releases are published? */

import type { GitHubAccess } from './domain/github/access.ts';
import type { FoundRelease } from './domain/release/found-release.ts';

export interface Releases {
  /** Asks nothing yet. */
  open(access: GitHubAccess): ReleaseService;
}

/** Each throws Failure (`github-…`, see domain/github/explain-github.ts). */
export interface ReleaseService {
  /** The published one of a tag, and all drafts of it that the token may see. */
  find(tag: string): Promise<readonly FoundRelease[]>;
  /** A published one; `latest` is what GitHub shows as such. */
  findPublished(tag: string): Promise<FoundRelease | undefined>;
  findLatest(): Promise<FoundRelease | undefined>;
  get(id: number): Promise<FoundRelease | undefined>;
  /** The commit that a tag names, through its object where it has one. */
  tagCommit(tag: string): Promise<string | undefined>;
  createDraft(draft: DraftRequest): Promise<FoundRelease>;
  /** Nothing where it is gone already. */
  removeRelease(id: number): Promise<void>;
  removeAsset(id: number): Promise<void>;
  /** Gives the name that it got. */
  upload(asset: AssetUpload): Promise<string>;
  publish(id: number, as: PublishOptions): Promise<void>;
  /** To a new file of `most` bytes at the most (else `http-size`). @throws Failure (`http-…`) */
  download(
    assetId: number,
    to: { readonly path: string; readonly most: number },
  ): Promise<{ sha256: string; bytes: number }>;
}

export interface DraftRequest {
  readonly tag: string;
  readonly body: string;
  readonly prerelease: boolean;
  /** Whether GitHub writes what has changed below the body. */
  readonly generateNotes: boolean;
}

export interface AssetUpload {
  readonly release: Pick<FoundRelease, 'id' | 'uploadUrl'>;
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly type: string;
}

export interface PublishOptions {
  readonly prerelease: boolean;
  readonly makeLatest: 'true' | 'false' | 'legacy';
}
