/** How is a tar.gz written so that the same entries give the same bytes? */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Header, Pack } from 'tar-stream';
import type { ArchiveEntry } from '../domain/archive/entry.ts';
import type { ArchiveStreams, PackJob } from './packer.ts';

/** The streams of a pipeline whose end is the archive; it fails where an entry cannot be read. */
export async function openTar(job: PackJob): Promise<ArchiveStreams> {
  const { default: tar } = await import('tar-stream');
  const archive = tar.pack();
  feed(archive, job).catch((error: Error) => archive.destroy(error));
  return [
    Readable.from(archive),
    createGzip({ level: 6, chunkSize: 65_536 }),
    sameHeaderEverywhere(),
  ];
}

async function feed(archive: Pack, job: PackJob): Promise<void> {
  const mtime = new Date(inTarRange(job.mtimeSeconds) * 1000);
  for (const entry of job.entries) await addEntry(archive, entry, mtime);
  archive.finalize();
}

async function addEntry(archive: Pack, entry: ArchiveEntry, mtime: Date): Promise<void> {
  const plain = { name: entry.name, mtime, uid: 0, gid: 0, uname: '', gname: '' };
  if (entry.kind === 'folder') {
    await add(archive, { ...plain, name: `${entry.name}/`, type: 'directory', mode: 0o755 });
  } else if (entry.kind === 'link') {
    await add(archive, { ...plain, type: 'symlink', mode: 0o777, linkname: entry.to });
  } else {
    const { size } = await stat(entry.source);
    const mode = entry.executable ? 0o755 : 0o644;
    await add(archive, { ...plain, type: 'file', mode, size }, entry.source);
  }
}

/** Done when the entry is in the stream. tar-stream tells errors by the callback and as an event. */
function add(
  archive: Pack,
  header: Partial<Header> & Pick<Header, 'name'>,
  source?: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const content =
      source === undefined ? undefined : createReadStream(source, { highWaterMark: 262_144 });
    const sink = archive.entry(header, (error) => {
      content?.destroy();
      if (error) reject(error);
      else resolve();
    });
    sink.on('error', () => undefined);
    content?.on('error', (error) => sink.destroy(error));
    content?.pipe(sink);
  });
}

/** tar-stream cuts times to 32 bits with a sign (headers.js, `| 0`). */
function inTarRange(seconds: number): number {
  return Math.min(Math.max(seconds, 0), 0x7fffffff);
}

/** Byte 9 of a gzip header names the system (RFC 1952); zlib's is 19 on macOS and 10 on Windows. */
function sameHeaderEverywhere(): Transform {
  let at = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (at <= 9 && at + chunk.length > 9) chunk[9 - at] = 3;
      at += chunk.length;
      done(null, chunk);
    },
  });
}
