/** What did the helper say where it refused or failed? One line: `gin-ship: WORD: TEXT`. */

import { plainLine } from '../plain-text.ts';

export interface HelperComplaint {
  /** `busy`, `refused`, `usage`, `absent` …; absent where it was not the helper that spoke. */
  readonly word?: string;
  /** Plain. */
  readonly text: string;
}

/** Of standard error; a login or sudo may have spoken before it. */
export function parseComplaint(stderr: string): HelperComplaint {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== '');
  for (const line of lines.toReversed()) {
    const [, word, text] = /^gin-ship: ([a-z-]{1,20}): (.*)$/.exec(line) ?? [];
    if (word !== undefined && text !== undefined) return { word, text: plainLine(text.trim()) };
  }
  return { text: plainLine((lines.at(-1) ?? '').trim().slice(0, 400)) };
}
