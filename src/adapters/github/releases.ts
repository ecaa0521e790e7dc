/** How are releases found, made and published? By GitHub's REST API, through Octokit. */

import type { Env } from '../../domain/runner.ts';
import type { Http, Log } from '../../ports.ts';
import type { Releases } from '../../ports-release.ts';
import { createGitHubClient } from './client.ts';
import { readReleases } from './read-releases.ts';
import { writeReleases } from './write-releases.ts';

export interface ReleaseParts {
  readonly log: Log;
  readonly http: Http;
  /** Milliseconds that a second of GitHub's is. */
  readonly second?: number;
}

/** https://docs.github.com/rest/releases */
export function createReleases(env: Env, { log, http, second }: ReleaseParts): Releases {
  const pace = second === undefined ? {} : { second };
  return {
    open(access) {
      const client = createGitHubClient({ access, env, log, ...pace });
      return { ...readReleases(client), ...writeReleases(client), download };

      /**
       * To a file, which Octokit cannot: it would hold all of it in memory. It leads on to a signed
       * address of the storage, which never gets the token.
       */
      async function download(
        id: number,
        { path, most }: { readonly path: string; readonly most: number },
      ): Promise<{ sha256: string; bytes: number }> {
        const asked = { doing: 'fetching an asset', needs: 'contents: read' };
        const { url } = await client.ask(asked, ({ rest }) =>
          Promise.resolve(
            rest.repos.getReleaseAsset.endpoint({ ...client.repository, asset_id: id }),
          ),
        );
        const headers = {
          accept: 'application/octet-stream',
          authorization: `Bearer ${access.token}`,
          'x-github-api-version': '2022-11-28',
        };
        return http.download(url, { to: path, most, headers });
      }
    },
  };
}
