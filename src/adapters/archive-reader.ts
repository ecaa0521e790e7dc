/** How is looked into archives of others? A tar.gz is listed, single files of a zip are taken out or hashed. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { PassThrough, Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { codeOf } from '../domain/system-trouble.ts';
import type { ArchivePart, ArchiveReader, ExtractTrouble, PartDigest } from '../ports-archive.ts';
import { listArchive } from './archive-listing.ts';

export function createArchiveReader(): ArchiveReader {
  return { list: listArchive, extract, digest };
}

async function extract(path: string, part: ArchivePart): Promise<ExtractTrouble | undefined> {
  try {
    await unpack(path, part, createWriteStream(part.to, { flags: 'wx' }));
    return undefined;
  } catch (error) {
    await rm(part.to, { force: true });
    return troubleOf(error);
  }
}

async function digest(
  path: string,
  part: Omit<ArchivePart, 'to'>,
): Promise<PartDigest | ExtractTrouble> {
  const hash = createHash('sha256');
  let bytes = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done();
    },
  });
  try {
    await unpack(path, part, sink);
    return { bytes, sha256: hash.digest('hex') };
  } catch (error) {
    return troubleOf(error);
  }
}

/** @throws what is no matter of the archive */
function troubleOf(error: unknown): ExtractTrouble {
  if (error instanceof Unextracted) return error.trouble;
  if (isOfZlib(error)) return 'damaged';
  throw error;
}

class Unextracted extends Error {
  readonly trouble: ExtractTrouble;

  constructor(trouble: ExtractTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

async function unpack(
  path: string,
  { range, deflated, crc, most }: Omit<ArchivePart, 'to'>,
  sink: Writable,
): Promise<void> {
  const { offset, length } = range;
  let written = 0;
  let sum = 0;
  async function* checked(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      written += chunk.length;
      if (written > most) throw new Unextracted('too-large');
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== crc) throw new Unextracted('damaged');
  }
  const packed =
    length === 0
      ? Readable.from([])
      : createReadStream(path, { start: offset, end: offset + length - 1 });
  const inflate = deflated ? createInflateRaw() : new PassThrough();
  await pipeline(packed, inflate, checked, sink);
}

/** https://nodejs.org/api/zlib.html#constants: errors of the data itself. */
function isOfZlib(error: unknown): boolean {
  return codeOf(error)?.startsWith('Z_') ?? false;
}
