/** The releases of one repository, as GitHub keeps them: what it refuses, and what is seen by whom. */

import { sha256 } from '../fixtures/release-set.ts';

export interface StoredAsset {
  readonly id: number;
  readonly name: string;
  readonly createdAt: string;
  state: 'starter' | 'uploaded';
  content: Buffer;
}

export interface StoredRelease {
  readonly id: number;
  readonly tag: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  makeLatest: string;
  assets: StoredAsset[];
}

/** What GitHub answers in place of doing it. */
export class Refused extends Error {
  readonly status: number;
  readonly field: string;

  constructor(status: number, field = '') {
    super(`${status} ${field}`);
    this.status = status;
    this.field = field;
  }
}

export interface ReleaseStore {
  readonly releases: StoredRelease[];
  /** The commit of each tag. */
  readonly tags: Map<string, string>;
  /** Whether GitHub tells digests. */
  digests: boolean;
  /** What was done, in order: `create 1`, `upload 1 notes.zip`, `publish 1`. */
  readonly done: string[];
  add(release: Partial<StoredRelease> & { readonly tag: string }): StoredRelease;
  release(id: number): StoredRelease;
  create(release: Pick<StoredRelease, 'tag' | 'name' | 'body' | 'prerelease'>): StoredRelease;
  remove(id: number): void;
  removeAsset(id: number): void;
  /** Until it is ended, what is there is a `starter`. */
  begin(id: number, name: string): StoredAsset;
  end(id: number, asset: StoredAsset, content: Buffer): void;
  publish(id: number, as: Pick<StoredRelease, 'prerelease' | 'makeLatest'>): StoredRelease;
  asset(id: number): StoredAsset;
}

export const tagged = '0123456789abcdef0123456789abcdef01234567';

export function createReleaseStore(now = '2026-11-22T13:51:00Z'): ReleaseStore {
  let ids = 0;
  const releases: StoredRelease[] = [];
  const done: string[] = [];
  const blank = { name: '', body: '', draft: true, prerelease: false, makeLatest: '' };
  const isTaken = (tag: string, but?: number): boolean =>
    releases.some((one) => one.tag === tag && !one.draft && one.id !== but);
  const store: ReleaseStore = {
    releases,
    done,
    tags: new Map([['v1.4.0', tagged]]),
    digests: true,
    add(release) {
      ids += 1;
      const made = { ...blank, assets: [], ...release, id: ids };
      releases.push(made);
      return made;
    },
    release(id) {
      const found = releases.find((one) => one.id === id);
      if (found === undefined) throw new Refused(404);
      return found;
    },
    create(release) {
      if (isTaken(release.tag)) throw new Refused(422, 'tag_name');
      const made = store.add(release);
      done.push(`create ${made.id}`);
      return made;
    },
    remove(id) {
      // GitHub would do it; gin-ship never may.
      if (!store.release(id).draft) throw new Error(`the published release ${id} is removed`);
      releases.splice(releases.indexOf(store.release(id)), 1);
      done.push(`remove ${id}`);
    },
    removeAsset(id) {
      const { name } = store.asset(id);
      for (const one of releases) one.assets = one.assets.filter((asset) => asset.id !== id);
      done.push(`remove ${name}`);
    },
    begin(id, name) {
      const release = store.release(id);
      if (release.assets.some((one) => one.name === name)) throw new Refused(422, 'name');
      ids += 1;
      const state = 'starter' as const;
      const asset: StoredAsset = { id: ids, name, state, createdAt: now, content: Buffer.alloc(0) };
      release.assets.push(asset);
      return asset;
    },
    end(id, asset, content) {
      if (!store.release(id).assets.includes(asset)) throw new Refused(404);
      asset.content = content;
      asset.state = 'uploaded';
      done.push(`upload ${id} ${asset.name}`);
    },
    publish(id, as) {
      const release = store.release(id);
      if (isTaken(release.tag, id)) throw new Refused(422, 'tag_name');
      Object.assign(release, as, { draft: false });
      done.push(`publish ${id}`);
      return release;
    },
    asset(id) {
      const found = releases.flatMap((one) => one.assets).find((one) => one.id === id);
      if (found === undefined) throw new Refused(404);
      return found;
    },
  };
  return store;
}

/** By name, what each asset of a release is. */
export function contentOf({ assets }: StoredRelease): Readonly<Record<string, string>> {
  return Object.fromEntries(
    assets.map(({ name, state, content }) => [
      name,
      state === 'uploaded' ? content.toString() : state,
    ]),
  );
}

export function digestOf({ content }: StoredAsset): string {
  return `sha256:${sha256(content)}`;
}
