/** Which texts may stand on a line of a plan? */

import { plainLine } from '../plain-text.ts';

export type PlanLine = readonly [key: string, value: string | number];

/**
 * The header's lines. All values were checked when they were read: one that would break its line is a
 * mistake of ours, and throws a TypeError.
 */
export function formatHeader(lines: readonly PlanLine[]): string {
  const texts = lines.map(([key, value]) => {
    const text = `${key}=${value}`;
    if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(text) || !text.isWellFormed()) {
      throw new TypeError(`${key} of a plan is not of one line`);
    }
    return `${text}\n`;
  });
  return `gin-ship plan 1\n${texts.join('')}`;
}

/** The helper's own bound, in bytes. */
const longest = 250;

/** A text of others as the server remembers it: on one line, cut off where it is too long for a record. */
export function shown(text: string | undefined): string {
  const plain = plainLine((text ?? '').toWellFormed())
    .replaceAll('\t', ' ')
    .trim();
  const bytes = new TextEncoder().encode(plain);
  if (bytes.length <= longest) return plain || '-';
  // Half a character at the end is dropped.
  return new TextDecoder().decode(bytes.subarray(0, longest)).replace(/\uFFFD+$/, '');
}
