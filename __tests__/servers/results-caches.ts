/** What does the cache half of the results service answer? */

import type { Methods, Storage } from './results.ts';

export interface StoredCache {
  readonly key: string;
  /** A digest over paths and compression; entries of another version do not match. */
  readonly version: string;
  readonly address: string;
  finalized: boolean;
  bytes: number;
}

export function cacheMethods(caches: StoredCache[], blobs: Storage): Methods {
  return {
    CreateCacheEntry(request) {
      const key = String(request['key']);
      const version = String(request['version']);
      if (caches.some((entry) => entry.key === key && entry.version === version)) {
        const msg = 'cache entry with the same key, version, and scope already exists';
        return { status: 409, code: 'already_exists', msg };
      }
      const address = blobs.create();
      caches.push({ key, version, address, finalized: false, bytes: 0 });
      return { ok: true, signed_upload_url: address };
    },
    FinalizeCacheEntryUpload(request) {
      const entry = caches.find(
        ({ key, version }) => key === request['key'] && version === request['version'],
      );
      const bytes = entry && blobs.content(entry.address)?.length;
      if (entry === undefined || bytes === undefined || String(bytes) !== request['size_bytes']) {
        return { ok: false, message: 'nothing of that size was uploaded' };
      }
      Object.assign(entry, { finalized: true, bytes });
      return { ok: true, entry_id: String(caches.indexOf(entry) + 1) };
    },
    /** The key itself, then each prefix in its order; the newest entry of a prefix wins. */
    GetCacheEntryDownloadURL(request) {
      const prefixes = (request['restore_keys'] ?? []) as readonly string[];
      const ready = caches.filter((it) => it.finalized && it.version === request['version']);
      const found =
        ready.find((entry) => entry.key === request['key']) ??
        [String(request['key']), ...prefixes]
          .map((prefix) => ready.findLast((entry) => entry.key.startsWith(prefix)))
          .find((entry) => entry !== undefined);
      if (found === undefined) return { ok: false };
      return { ok: true, signed_download_url: found.address, matched_key: found.key };
    },
  };
}
