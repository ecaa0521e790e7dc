/** How do archives get onto the disk? Streamed beside their name, renamed when whole. */

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, statfs } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeFailure } from '../domain/archive/trouble.ts';
import { baseName, folderOf } from '../domain/paths.ts';
import type { Packer } from '../ports.ts';
import { openTar } from './tar.ts';
import { openZip } from './zip.ts';

export function createPacker(): Packer {
  return { pack };
}

export type PackJob = Parameters<Packer['pack']>[0];
export type ArchiveStreams = readonly [NodeJS.ReadableStream, ...NodeJS.ReadWriteStream[]];

/** @throws Failure with the system's code; the partial file is gone then */
async function pack(job: PackJob): Promise<{ sha256: string; bytes: number }> {
  const partial = `${job.to}.partial`;
  const hash = createHash('sha256');
  let bytes = 0;
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    const streams = await (job.format === 'zip' ? openZip(job) : openTar(job));
    await pipeline([...streams, tap, createWriteStream(partial)]);
    await rename(partial, job.to);
    return { sha256: hash.digest('hex'), bytes };
  } catch (error) {
    const folder = folderOf(job.to);
    const room = await freeSpace(folder);
    await rm(partial, { force: true });
    throw writeFailure(`packing ${baseName(job.to)}`, error, {
      folder,
      ...(room === undefined ? {} : { room }),
    });
  }
}

async function freeSpace(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
