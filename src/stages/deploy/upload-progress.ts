/** When is it time to tell how far an upload is? */

import { formatBytes } from '../../domain/quantity.ts';

export interface UploadProgress {
  /** A line, where one is due. */
  at(bytes: number, elapsed: number): string | undefined;
}

/** Milliseconds between two lines at the least, and how many percent. */
const pace = 2000;
const share = 10;

/** `from` bytes are there already; `elapsed` is in milliseconds. */
export function trackUpload(total: number, from: number, elapsed: number): UploadProgress {
  const percentOf = (bytes: number): number => Math.floor((bytes / Math.max(1, total)) * 100);
  let last = { percent: percentOf(from), at: elapsed };
  return {
    at(bytes, now) {
      const percent = percentOf(bytes);
      if (percent < last.percent + share || now - last.at < pace) return undefined;
      last = { percent, at: now };
      const perSecond = ((bytes - from) / Math.max(1, now - elapsed)) * 1000;
      return `uploaded ${percent}% of ${formatBytes(total)}, ${formatBytes(Math.round(perSecond))}/s`;
    },
  };
}
