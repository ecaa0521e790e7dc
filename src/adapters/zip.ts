/** How is a zip written so that the same entries give the same bytes in every time zone? */

import { type ReadStream, createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import type { ArchiveStreams, PackJob } from './packer.ts';

/** The stream of the archive; it fails where an entry cannot be read. */
export async function openZip(job: PackJob): Promise<ArchiveStreams> {
  const { default: yazl } = await import('yazl');
  const zip = new yazl.ZipFile();
  const out = new PassThrough();
  let open: ReadStream | undefined;
  const fail = (error: Error): void => {
    out.destroy(error);
  };
  zip.on('error', fail);
  out.once('close', () => open?.destroy());
  const same = { mtime: dosDate(job.mtimeSeconds), forceDosTimestamp: true };
  for (const entry of job.entries) {
    if (entry.kind === 'folder') {
      zip.addEmptyDirectory(entry.name, { ...same, mode: 0o040755 });
    } else if (entry.kind === 'link') {
      const target = Buffer.from(entry.to);
      zip.addBuffer(target, entry.name, { ...same, mode: 0o120777, compress: false });
    } else {
      const { size } = await stat(entry.source);
      const mode = entry.executable ? 0o100755 : 0o100644;
      zip.addReadStreamLazy(entry.name, { ...same, mode, size, compressionLevel: 6 }, (give) => {
        open = createReadStream(entry.source, { highWaterMark: 262_144 });
        open.on('error', fail);
        give(undefined, open);
      });
    }
  }
  zip.end();
  zip.outputStream.pipe(out);
  return [out];
}

const day = 86_400;
const first = Date.UTC(1980, 0, 1) / 1000;
const last = Date.UTC(2107, 11, 30) / 1000;

/**
 * yazl writes a date's local time, and there is no local time that is 02:30 in the night in which the
 * clocks go forward: so its local getters tell UTC. What is out of DOS's range, or so near its start
 * that yazl would shift it in some time zones, is the first day.
 */
function dosDate(seconds: number): Date {
  const inRange = seconds < first + day ? first : Math.min(seconds, last);
  const date = new Date(inRange * 1000);
  return Object.assign(date, {
    getFullYear: () => date.getUTCFullYear(),
    getMonth: () => date.getUTCMonth(),
    getDate: () => date.getUTCDate(),
    getHours: () => date.getUTCHours(),
    getMinutes: () => date.getUTCMinutes(),
    getSeconds: () => date.getUTCSeconds(),
  });
}
