/** Releases without a network, and what may happen before and after each call. */

import { readFileSync, writeFileSync } from 'node:fs';
import { githubFailure } from '../../src/domain/github/explain-github.ts';
import { type FoundRelease, parseAssetDigest } from '../../src/domain/release/found-release.ts';
import type { ReleaseService, Releases } from '../../src/ports-release.ts';
import { sha256 } from '../fixtures/release-set.ts';
import { Refused, type ReleaseStore, type StoredRelease, digestOf } from './release-store.ts';

export interface CallHooks {
  /** What it throws keeps the call from being made. */
  before?(call: string): Promise<void> | void;
  /** While an upload is on its way. */
  during?(call: string): Promise<void> | void;
  /** What it throws is the answer, though it is done. */
  after?(call: string): Promise<void> | void;
  /** Whether lists show that draft yet. */
  shows?(release: StoredRelease): boolean;
}

export function fakeReleases(store: ReleaseStore, hooks: CallHooks = {}): Releases {
  return { open: () => fakeReleaseService(store, hooks) };
}

function fakeReleaseService(store: ReleaseStore, hooks: CallHooks): ReleaseService {
  const seen = (release: StoredRelease): FoundRelease => ({
    id: release.id,
    draft: release.draft,
    prerelease: release.prerelease,
    body: release.body,
    url: `https://github.example/releases/${release.draft ? `untagged-${release.id}` : release.tag}`,
    uploadUrl: `https://uploads.example/${release.id}`,
    assets: release.assets.map((asset) => {
      const digest = store.digests ? parseAssetDigest(digestOf(asset)) : undefined;
      const isWhole = asset.state === 'uploaded';
      return {
        id: asset.id,
        name: asset.name,
        whole: isWhole,
        bytes: asset.content.length,
        ...(digest === undefined || !isWhole ? {} : { sha256: digest }),
        since: Date.parse(asset.createdAt),
      };
    }),
  });
  const call = async <T>(name: string, body: () => T | Promise<T>): Promise<T> => {
    await hooks.before?.(name);
    const value = await told(name, body);
    await hooks.after?.(name);
    return value;
  };
  const orGone = (error: unknown): undefined => {
    if (error instanceof Error && 'facts' in error && /\(404\)/.test(error.message)) return;
    throw error;
  };
  return {
    find: (tag) =>
      call('find', () =>
        store.releases
          .filter((one) => one.tag === tag)
          .filter((one) => !one.draft || (hooks.shows?.(one) ?? true))
          .map(seen),
      ),
    findPublished: (tag) =>
      call('find-published', () => {
        const found = store.releases.find((one) => one.tag === tag && !one.draft);
        return found && seen(found);
      }),
    findLatest: () =>
      call('find-latest', () => {
        const found = store.releases.findLast((one) => !one.draft && !one.prerelease);
        return found && seen(found);
      }),
    get: (id) => call('get', () => seen(store.release(id))).catch(orGone),
    tagCommit: (tag) => call('tag', () => store.tags.get(tag)),
    createDraft: ({ tag, body, prerelease, generateNotes }) =>
      call('create', () => {
        const notes = generateNotes ? `${body}\nWhat has changed` : body;
        return seen(store.create({ tag, name: tag, body: notes, prerelease }));
      }),
    removeRelease: (id) => call('remove-draft', () => store.remove(id)).catch(orGone),
    removeAsset: (id) => call('remove-asset', () => store.removeAsset(id)).catch(orGone),
    upload: ({ release, name, path }) =>
      call(`upload ${name}`, async () => {
        const asset = store.begin(release.id, name);
        await hooks.during?.(`upload ${name}`);
        store.end(release.id, asset, readFileSync(path));
        return name;
      }),
    publish: (id, as) => call('publish', () => void store.publish(id, as)),
    download: (id, { path }) =>
      call('download', () => {
        const { content } = store.asset(id);
        writeFileSync(path, content);
        return { sha256: sha256(content), bytes: content.length };
      }),
  };
}

async function told<T>(name: string, body: () => T | Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, field } = error;
    const errors = field === '' ? [] : [{ field, code: 'already_exists' }];
    const trouble = { status, message: 'Validation Failed', errors };
    throw githubFailure({ doing: `the call ${name}`, needs: 'contents: write' }, trouble);
  }
}

/** As a connection that is cut. */
export function cut(): Error {
  return githubFailure(
    { doing: 'asking', needs: 'contents: write' },
    { message: 'socket hang up' },
  );
}
