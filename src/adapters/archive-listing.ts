/** What is in a tar.gz? Its entries are read and hashed; nothing of it is written anywhere. */

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Extract, Header } from 'tar-stream';
import type {
  ArchiveListing,
  ListedEntry,
  ListingLimits,
  ListingTrouble,
} from '../domain/deploy/listed-entry.ts';

/** Bytes: of many small parts each costs a turn. */
const highWaterMark = 262_144;

/**
 * The entries of an archive up to `limits`, and the digest of the whole file in any case. Throws what the
 * file system says of a file that cannot be read.
 */
export async function listArchive(path: string, limits: ListingLimits): Promise<ArchiveListing> {
  const [whole, { entries, trouble }] = await Promise.all([digest(path), list(path, limits)]);
  return { ...whole, entries, ...(trouble === undefined ? {} : { trouble }) };
}

async function digest(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark });
  for await (const part of file) {
    bytes += part.length;
    hash.update(part);
  }
  return { bytes, sha256: hash.digest('hex') };
}

interface Listing {
  readonly entries: ListedEntry[];
  trouble?: ListingTrouble;
}

async function list(path: string, limits: ListingLimits): Promise<Listing> {
  // Of a CommonJS package a bundle gives the default alone.
  const { default: tar } = await import('tar-stream');
  const archive = tar.extract();
  const listing: Listing = { entries: [] };
  collect(archive, limits, listing);
  try {
    await pipeline(
      createReadStream(path, { highWaterMark }),
      createGunzip({ chunkSize: highWaterMark }),
      (unpacked: AsyncIterable<Buffer>) => feed(archive, { unpacked, most: limits.bytes, listing }),
    );
  } catch {
    listing.trouble ??= 'damaged';
  }
  archive.destroy(null);
  return listing;
}

/** Headers and padding count too: a bomb may hold nothing else. */
async function feed(
  archive: Extract,
  { unpacked, most, listing }: { unpacked: AsyncIterable<Buffer>; most: number; listing: Listing },
): Promise<void> {
  const closed = once(archive, 'close').then(() => undefined);
  closed.catch(() => undefined);
  let bytes = 0;
  for await (const chunk of unpacked) {
    bytes += chunk.length;
    if (bytes > most) listing.trouble = 'too-many-bytes';
    if (listing.trouble !== undefined) return;
    if (!archive.write(chunk)) await Promise.race([once(archive, 'drain'), closed]);
  }
  archive.end(null);
  await closed;
}

function collect(archive: Extract, limits: ListingLimits, listing: Listing): void {
  archive.on('error', () => undefined);
  archive.on('entry', (header, content, next) => {
    content.on('error', () => undefined);
    if (listing.entries.length >= limits.entries) {
      listing.trouble = 'too-many-entries';
      next(new Error('too many entries'));
      return;
    }
    const hash = createHash('sha256');
    content.on('data', (chunk) => {
      if (chunk instanceof Uint8Array) hash.update(chunk);
    });
    content.on('end', () => {
      listing.entries.push(entryOf(header, hash.digest('hex')));
      next();
    });
  });
}

const kinds: Readonly<Record<string, ListedEntry['kind']>> = {
  file: 'file',
  directory: 'folder',
  symlink: 'link',
  link: 'hard-link',
  'block-device': 'device',
  'character-device': 'device',
};

/** Longer than any name that is taken: what a header of megabytes says is not kept. */
const most = 4100;

/** A type that tar-stream does not know is null, and GNU's sparse files are among them. */
function entryOf(header: Header, sha256: string): ListedEntry {
  const { name, mode, size, linkname } = header;
  const kind = kinds[header.type] ?? 'other';
  return {
    kind,
    name: name.slice(0, most),
    mode,
    size,
    ...(kind === 'file' ? { sha256 } : {}),
    ...(linkname ? { to: linkname.slice(0, most) } : {}),
  };
}
