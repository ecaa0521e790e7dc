/** What does the API tell of a release, in our words? */

import { Failure } from '../../domain/failure.ts';
import { type FoundRelease, parseAssetDigest } from '../../domain/release/found-release.ts';
import type { Client } from './client.ts';

export type ApiRelease = Awaited<ReturnType<Client['rest']['repos']['getRelease']>>['data'];
type ApiAsset = ApiRelease['assets'][number];

export function foundRelease(release: ApiRelease, assets: readonly ApiAsset[]): FoundRelease {
  const { id, draft, prerelease, body, html_url: url, upload_url: uploadUrl } = release;
  return {
    id,
    draft,
    prerelease,
    url,
    uploadUrl,
    body: body ?? '',
    assets: assets.map((asset) => {
      const sha256 = parseAssetDigest(asset.digest);
      return {
        id: asset.id,
        name: asset.name,
        // The API's schema does not name `starter`, which is what a broken upload leaves.
        whole: asset.state === 'uploaded',
        bytes: asset.size,
        ...(sha256 === undefined ? {} : { sha256 }),
        since: Date.parse(asset.created_at) || 0,
      };
    }),
  };
}

/** Undefined where the API says that it is not there. */
export async function unlessMissing<T>(
  ask: () => Promise<T>,
  codes: readonly string[] = ['github-404'],
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Failure && codes.includes(error.facts.code ?? '')) return undefined;
    throw error;
  }
}
