/** How are releases made, filled and published? */

import { openAsBlob } from 'node:fs';
import type { AskedOfGitHub } from '../../domain/github/explain-github.ts';
import type { ReleaseService } from '../../ports-release.ts';
import type { GitHubClient } from './client.ts';
import { foundRelease, unlessMissing } from './found-release.ts';

type Writing = Pick<
  ReleaseService,
  'createDraft' | 'removeRelease' | 'removeAsset' | 'upload' | 'publish'
>;

/** https://docs.github.com/rest/releases/assets */
export function writeReleases({ repository, ...client }: GitHubClient): Writing {
  return {
    createDraft: ({ tag, body, prerelease, generateNotes }) =>
      client.ask(changing(`making the draft of the release ${tag}`), async ({ rest }) => {
        // Without target_commitish: with it, the token of a job may not release a commit that changes a
        // workflow (https://github.com/cli/cli/issues/9514). The tag is looked at before each step.
        const { data } = await rest.repos.createRelease({
          ...repository,
          tag_name: tag,
          name: tag,
          body,
          draft: true,
          prerelease,
          generate_release_notes: generateNotes,
        });
        return foundRelease(data, data.assets);
      }),
    async removeRelease(id) {
      await unlessMissing(() =>
        client.ask(changing('removing a draft'), ({ rest }) =>
          rest.repos.deleteRelease({ ...repository, release_id: id }),
        ),
      );
    },
    async removeAsset(id) {
      await unlessMissing(() =>
        client.ask(changing('removing half an asset'), ({ rest }) =>
          rest.repos.deleteReleaseAsset({ ...repository, asset_id: id }),
        ),
      );
    },
    async upload({ release, name, path, type }) {
      // Read as it is sent, from the start again where it is sent again.
      const data = await openAsBlob(path, { type });
      return client.ask(changing(`uploading the asset ${name}`), async ({ request }) => {
        const headers = { 'content-type': type };
        const options = { name, headers, data };
        const answer: { data: unknown } = await request(`POST ${release.uploadUrl}`, options);
        return nameOf(answer.data);
      });
    },
    async publish(id, { prerelease, makeLatest }) {
      await client.ask(changing('publishing the release'), ({ rest }) =>
        rest.repos.updateRelease({
          ...repository,
          release_id: id,
          draft: false,
          prerelease,
          make_latest: makeLatest,
        }),
      );
    },
  };
}

function changing(doing: string): AskedOfGitHub {
  return { doing, needs: 'contents: write' };
}

function nameOf(asset: unknown): string {
  return typeof asset === 'object' && asset !== null && 'name' in asset ? String(asset.name) : '';
}
