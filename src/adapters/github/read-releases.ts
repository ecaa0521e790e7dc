/** How are releases and their assets looked at? Each as the API tells it at that moment. */

import type { AskedOfGitHub } from '../../domain/github/explain-github.ts';
import type { FoundRelease } from '../../domain/release/found-release.ts';
import type { ReleaseService } from '../../ports-release.ts';
import type { Client, GitHubClient } from './client.ts';
import { type ApiRelease, foundRelease, unlessMissing } from './found-release.ts';

const write = 'contents: write';
const read = 'contents: read';
const page = 100;

export type Reading = Pick<
  ReleaseService,
  'find' | 'findPublished' | 'findLatest' | 'get' | 'tagCommit'
>;

/** https://docs.github.com/rest/releases */
export function readReleases({ repository, ...client }: GitHubClient): Reading {
  /** All assets: a release itself may not list every one. */
  const whole = (release: ApiRelease, asked: AskedOfGitHub): Promise<FoundRelease> =>
    client.ask(asked, async ({ paginate, rest }) => {
      const query = { ...repository, release_id: release.id, per_page: page };
      return foundRelease(release, await paginate(rest.repos.listReleaseAssets, query));
    });
  const one = async (
    asked: AskedOfGitHub,
    call: (octokit: Client) => Promise<{ data: ApiRelease }>,
  ): Promise<FoundRelease | undefined> => {
    const found = await unlessMissing(() => client.ask(asked, call));
    return found && unlessMissing(() => whole(found.data, asked));
  };
  const published = (tag: string, needs: string): Promise<FoundRelease | undefined> =>
    one(looking(`the release ${tag}`, needs), ({ rest }) =>
      rest.repos.getReleaseByTag({ ...repository, tag }),
    );
  return {
    findPublished: (tag) => published(tag, read),
    findLatest: () =>
      one(looking('the latest release', read), ({ rest }) =>
        rest.repos.getLatestRelease(repository),
      ),
    get: (id) =>
      one(looking(`the release with the number ${id}`, write), ({ rest }) =>
        rest.repos.getRelease({ ...repository, release_id: id }),
      ),
    async find(tag) {
      const asked = looking(`the releases of the tag ${tag}`, write);
      const public_ = await published(tag, write);
      // A draft has no tag yet by which it could be asked for.
      const drafts = await client.ask(asked, async ({ paginate, rest }) => {
        const query = { ...repository, per_page: page };
        const all = await paginate(rest.repos.listReleases, query);
        // The list lags: what was published a moment ago may be a draft there.
        return all.filter(
          ({ id, draft, tag_name: of }) => draft && of === tag && id !== public_?.id,
        );
      });
      const found = public_ === undefined ? [] : [public_];
      for (const draft of drafts) {
        const seen = await unlessMissing(() => whole(draft, asked));
        if (seen !== undefined) found.push(seen);
      }
      return found;
    },
    async tagCommit(tag) {
      const asked = looking(`the commit of the tag ${tag}`, write);
      const query = { ...repository, ref: `tags/${tag}`, per_page: 1 };
      const call = (): Promise<{ data: { sha: string } }> =>
        client.ask(asked, ({ rest }) => rest.repos.getCommit(query));
      // A tag that is not there is 422.
      return (await unlessMissing(call, ['github-404', 'github-422']))?.data.sha;
    },
  };
}

function looking(what: string, needs: string): AskedOfGitHub {
  return { doing: `looking at ${what}`, needs };
}
