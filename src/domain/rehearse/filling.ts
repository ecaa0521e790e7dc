/** Has the service written so much that it must be ended, before the disk is full? */

import { formatBytes } from '../quantity.ts';
import type { Remark } from '../service/remark.ts';

/** What one rehearsal may write, and what must stay free for others. */
export interface Limits {
  /** Bytes. */
  readonly most: number;
  readonly mostFiles: number;
  /** Bytes. */
  readonly mustStay: number;
}

export const usualLimits: Limits = {
  most: 1024 ** 3,
  mostFiles: 50_000,
  mustStay: 256 * 1024 ** 2,
};

/** What has been written since the start, and what is left. */
export interface Filling {
  readonly bytes: number;
  readonly files: number;
  /** Bytes of the file that strace writes, which is none of the service's. */
  readonly traced: number;
  /** Bytes that can still be written; `atStart` before the service ran. */
  readonly left: number;
  readonly atStart: number;
  /** Files that can still be made, likewise; absent where the file system does not count them. */
  readonly filesLeft?: number;
  readonly filesAtStart?: number;
}

/**
 * A disk that is full without us is not the service's doing: it must have written as much as has to stay
 * free. Of a disk that was nearly full before, the half of what was left has to stay.
 */
export function explainFilling(
  { bytes, files, traced, left, atStart, filesLeft, filesAtStart }: Filling,
  { most, mostFiles, mustStay }: Limits,
): Remark | undefined {
  const floor = Math.min(mustStay, atStart / 2);
  const isShort = left < floor;
  const fewFiles = Math.min(mostFiles, (filesAtStart ?? Infinity) / 2);
  const areFew = filesLeft !== undefined && filesLeft < fewFiles && files >= fewFiles;
  if (bytes > most || (isShort && bytes >= floor)) {
    return ended(
      `it had written ${formatBytes(bytes)}, and ${formatBytes(left)} were left on the disk`,
      'look for a log or a file that grows with every request, or at every start',
    );
  }
  if (files > mostFiles || areFew) {
    const count = files > mostFiles ? `more than ${mostFiles}` : String(files);
    return ended(
      `it had made ${count} files${areFew ? `, and there was room for ${filesLeft} more` : ''}`,
      'look for a cache, sessions or uploads that get a file each and are never removed',
    );
  }
  if (traced > most || (isShort && traced >= floor)) {
    return ended(
      `strace had noted ${formatBytes(traced)} of what it asks of the system, and ${formatBytes(left)} were left on the disk`,
      'look for a loop that opens or writes something without end',
    );
  }
  return undefined;
}

function ended(because: string, fix: string): Remark {
  const message = `the service was ended: ${because}`;
  return { id: 'disk', level: 'failure', message, fix: [fix] };
}
