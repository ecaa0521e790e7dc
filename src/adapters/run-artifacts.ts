/** How are the artifacts of another run found and fetched? By GitHub's REST API, with a token that may read them. */

import {
  type FoundArtifact,
  type FoundArtifacts,
  type NamedArtifact,
  newestOf,
  parseRunArtifacts,
} from '../domain/deploy/found-artifacts.ts';
import type { Env } from '../domain/runner.ts';
import type { Http } from '../ports.ts';
import type { OtherRun } from '../ports-artifact.ts';
import { readAnswer } from './read-answer.ts';

/** The most that one page has; what lies beyond is only missing from the names that are told. */
const page = 100;

export interface RunArtifacts {
  find(name: string, of: OtherRun): Promise<FoundArtifacts>;
  download(
    artifact: FoundArtifact,
    options: { readonly to: string; readonly most: number; readonly of: OtherRun },
  ): Promise<{ sha256: string; bytes: number }>;
}

/** https://docs.github.com/rest/actions/artifacts */
export function createRunArtifacts(env: Env, http: Http): RunArtifacts {
  const base = (env['GITHUB_API_URL'] || 'https://api.github.com').replace(/\/+$/, '');
  const at = ({ repository }: OtherRun): string =>
    `${base}/repos/${repository.split('/').map(encodeURIComponent).join('/')}/actions`;
  const list = async (of: OtherRun, filter: string): Promise<readonly NamedArtifact[]> => {
    const url = `${at(of)}/runs/${of.id}/artifacts?per_page=${page}${filter}`;
    const answer = await http.getText(url, headersOf(of));
    return readAnswer(`getting ${url}`, () => parseRunArtifacts(answer));
  };
  return {
    async find(name, of) {
      const artifact = newestOf(await list(of, `&name=${encodeURIComponent(name)}`), name);
      if (artifact !== undefined) return { artifact, others: [] };
      return { others: (await list(of, '')).map((one) => one.name) };
    },
    async download({ id }, { to, most, of }) {
      // It leads on to a signed address of the storage, which never gets the token.
      return http.download(`${at(of)}/artifacts/${id}/zip`, { to, most, headers: headersOf(of) });
    },
  };
}

function headersOf({ token }: OtherRun): Readonly<Record<string, string>> {
  return {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
  };
}
