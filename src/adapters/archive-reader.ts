/** How is looked into archives of others? A tar.gz is listed, single files are taken out of a zip. */

import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { codeOf } from '../domain/system-trouble.ts';
import type { ArchivePart, ArchiveReader, ExtractTrouble } from '../ports-archive.ts';
import { listArchive } from './archive-listing.ts';

export function createArchiveReader(): ArchiveReader {
  return { list: listArchive, extract };
}

async function extract(path: string, part: ArchivePart): Promise<ExtractTrouble | undefined> {
  try {
    await write(path, part);
    return undefined;
  } catch (error) {
    await rm(part.to, { force: true });
    if (error instanceof Unextracted) return error.trouble;
    if (isOfZlib(error)) return 'damaged';
    throw error;
  }
}

class Unextracted extends Error {
  readonly trouble: ExtractTrouble;

  constructor(trouble: ExtractTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

async function write(path: string, { range, deflated, crc, to, most }: ArchivePart): Promise<void> {
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
  const unpack = deflated ? createInflateRaw() : new PassThrough();
  await pipeline(packed, unpack, checked, createWriteStream(to, { flags: 'wx' }));
}

/** https://nodejs.org/api/zlib.html#constants: errors of the data itself. */
function isOfZlib(error: unknown): boolean {
  return codeOf(error)?.startsWith('Z_') ?? false;
}
