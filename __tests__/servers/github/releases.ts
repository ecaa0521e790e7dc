/** What does GitHub answer of releases and their assets? The fields are those of https://docs.github.com/rest/releases. */

import {
  Refused,
  type ReleaseStore,
  type StoredAsset,
  type StoredRelease,
  digestOf,
} from '../../fakes/release-store.ts';
import { type Answer, type Asked, type Route, missing, paged, unprocessable } from './github.ts';

export interface ReleaseRoutes {
  readonly routes: readonly Route[];
  /** The next upload of an asset of that name breaks off, and leaves what GitHub calls a starter. */
  breakOff(name: string): void;
  /** Ids of published releases that the list has as the drafts that they were. */
  readonly lagging: Set<number>;
}

const base = '/repos/{owner}/{repo}/releases';

export function releaseRoutes(store: ReleaseStore): ReleaseRoutes {
  const broken: string[] = [];
  const lagging = new Set<number>();
  const id = ({ params }: Asked): number => Number(params['id']);
  const read = (route: string, answer: Route['answer']): Route => ({
    route,
    needs: 'contents: read',
    answer: refusing(answer),
  });
  const write = (route: string, answer: Route['answer']): Route => ({
    route,
    needs: 'contents: write',
    answer: refusing(answer),
  });
  const shown = (asked: Asked, release: StoredRelease | undefined, status = 200): Answer =>
    release === undefined ? missing : { status, body: releaseJson(asked, store, release) };
  const published = (): StoredRelease[] => store.releases.filter(({ draft }) => !draft);
  return {
    breakOff: (name) => void broken.push(name),
    lagging,
    routes: [
      read(`GET ${base}/tags/{tag}`, (asked) =>
        shown(
          asked,
          published().find(({ tag }) => tag === asked.params['tag']),
        ),
      ),
      read(`GET ${base}/latest`, (asked) =>
        shown(
          asked,
          published().findLast(({ prerelease }) => !prerelease),
        ),
      ),
      read(`GET ${base}/assets/{id}`, (asked) => {
        const asset = store.asset(id(asked));
        if (asked.accept === 'application/octet-stream')
          return { status: 200, body: asset.content };
        return { status: 200, body: assetJson(asked, store, asset) };
      }),
      read(`GET ${base}/{id}/assets`, (asked) => {
        const { assets } = store.release(id(asked));
        return paged(
          asked,
          assets.map((asset) => assetJson(asked, store, asset)),
        );
      }),
      read(`GET ${base}/{id}`, (asked) => shown(asked, store.release(id(asked)))),
      read(`GET ${base}`, (asked) =>
        paged(
          asked,
          store.releases
            .toReversed()
            .map((one) => ({ ...one, draft: one.draft || lagging.has(one.id) }))
            .map((release) => releaseJson(asked, store, release)),
        ),
      ),
      read('GET /repos/{owner}/{repo}/commits/{ref}', ({ params }) => {
        const sha = store.tags.get((params['ref'] ?? '').replace(/^tags\//, ''));
        if (sha !== undefined) return { status: 200, body: { sha, commit: {}, files: [] } };
        return { status: 422, body: { message: `No commit found for SHA: ${params['ref']}` } };
      }),
      write(`POST ${base}`, (asked) => {
        const { tag_name: tag, name, body, prerelease, generate_release_notes: notes } = asked.body;
        const made = store.create({
          tag: String(tag),
          name: String(name),
          body: `${String(body)}${notes === true ? '\n## What’s Changed' : ''}`,
          prerelease: prerelease === true,
        });
        return shown(asked, made, 201);
      }),
      write(`PATCH ${base}/{id}`, (asked) => {
        const { draft, prerelease, make_latest: makeLatest } = asked.body;
        if (draft !== false) return unprocessable('Release', 'draft', 'invalid');
        const as = { prerelease: prerelease === true, makeLatest: String(makeLatest) };
        return shown(asked, store.publish(id(asked), as));
      }),
      write(`DELETE ${base}/assets/{id}`, (asked) => {
        store.removeAsset(id(asked));
        return { status: 204 };
      }),
      write(`DELETE ${base}/{id}`, (asked) => {
        store.remove(id(asked));
        return { status: 204 };
      }),
      write(`POST /uploads${base}/{id}/assets`, (asked) => {
        const name = asked.query.get('name') ?? '';
        const asset = store.begin(id(asked), name);
        const at = broken.indexOf(name);
        if (at >= 0) {
          broken.splice(at, 1);
          return { status: 502, body: { message: 'Bad gateway' } };
        }
        store.end(id(asked), asset, asked.raw);
        return { status: 201, body: assetJson(asked, store, asset) };
      }),
    ],
  };
}

function refusing(answer: Route['answer']): Route['answer'] {
  return (asked) => {
    try {
      return answer(asked);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const isAsset = error.field === 'name';
      if (error.status === 404) return missing;
      return unprocessable(isAsset ? 'ReleaseAsset' : 'Release', error.field, 'already_exists');
    }
  };
}

const when = '2026-11-22T13:51:00Z';
const author = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot', site_admin: false };

function releaseJson({ url }: Asked, store: ReleaseStore, release: StoredRelease): object {
  const { id, tag, name, body, draft, prerelease, assets } = release;
  const api = `${url}/repos/someone/notes/releases/${id}`;
  return {
    url: api,
    assets_url: `${api}/assets`,
    upload_url: `${url}/uploads/repos/someone/notes/releases/${id}/assets{?name,label}`,
    html_url: `https://github.com/someone/notes/releases/tag/${draft ? `untagged-${id}` : tag}`,
    ...{ id, author, node_id: `RE_${id}`, tag_name: tag, target_commitish: 'main' },
    ...{ name, draft, immutable: false, prerelease, created_at: when, updated_at: when },
    published_at: draft ? null : when,
    assets: assets.map((asset) => assetJson({ url }, store, asset)),
    tarball_url: draft ? null : `${url}/repos/someone/notes/tarball/${tag}`,
    zipball_url: draft ? null : `${url}/repos/someone/notes/zipball/${tag}`,
    body,
  };
}

function assetJson({ url }: Pick<Asked, 'url'>, store: ReleaseStore, asset: StoredAsset): object {
  const { id, name, state, content, createdAt } = asset;
  return {
    url: `${url}/repos/someone/notes/releases/assets/${id}`,
    ...{ id, node_id: `RA_${id}`, name, label: '', uploader: author },
    ...{ content_type: 'application/octet-stream', state, size: content.length },
    digest: store.digests && state === 'uploaded' ? digestOf(asset) : null,
    download_count: 0,
    created_at: createdAt,
    updated_at: createdAt,
    browser_download_url: `https://github.com/someone/notes/releases/download/${name}`,
  };
}
