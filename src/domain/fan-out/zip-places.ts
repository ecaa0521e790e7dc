/** What is each entry of a zip, by the mode in its directory, and where do its bytes lie? */

import { type FileSize, type Range, type Reading, take } from '../binary/reading.ts';
import { decodeText } from '../binary/view.ts';
import type { ListedEntry } from '../deploy/listed-entry.ts';
import { type ZipEntry, readZipData, readZipEntries } from '../deploy/zip-directory.ts';

export interface ZipPlace {
  readonly entry: ZipEntry;
  readonly kind: ListedEntry['kind'];
  /** Permission bits, with those of setuid, setgid and sticky. */
  readonly mode: number;
  readonly range: Range;
  /** Where a link points. */
  readonly to?: string;
}

/** @throws Unreadable */
export function* readZipPlaces(file: FileSize): Reading<readonly ZipPlace[]> {
  const places: ZipPlace[] = [];
  for (const entry of yield* readZipEntries(file)) {
    const range = yield* readZipData(file, entry);
    const kind = kindOf(entry);
    const place = { entry, kind, mode: (entry.unixMode ?? 0) & 0o7777, range };
    if (kind === 'link') {
      const target = yield* take(file, range, { what: 'a link', order: 'little' });
      places.push({ ...place, to: decodeText(target.bytes) });
    } else {
      places.push(place);
    }
  }
  return places;
}

/** Linux' own limit for where a link points, in bytes. */
const longestTarget = 4096;

/** gin-ship writes modes of Unix for every system, and links as they are: whatever is otherwise is none of its own. */
function kindOf({ name, unixMode = 0, deflated, packed }: ZipEntry): ListedEntry['kind'] {
  const type = unixMode & 0o170000;
  if (type === 0o020000 || type === 0o060000) return 'device';
  if (name.endsWith('/')) return type === 0o040000 && packed === 0 ? 'folder' : 'other';
  if (type === 0o100000) return 'file';
  return type === 0o120000 && !deflated && packed <= longestTarget ? 'link' : 'other';
}
