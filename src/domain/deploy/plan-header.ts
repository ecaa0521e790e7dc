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

/** What is only told later, as the name of a workflow, on one line: of 300 bytes at the most. */
export function shown(text: string | undefined): string {
  const plain = plainLine((text ?? '').toWellFormed())
    .replaceAll('\t', ' ')
    .trim();
  return plain.slice(0, 100).toWellFormed() || '-';
}
