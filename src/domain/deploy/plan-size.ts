/** Is any part of a plan longer than a server takes? */

import { formatBytes } from '../quantity.ts';
import { type ShippedFiles, formatShipped } from './shipped-files.ts';

/** The helper's own bounds, in bytes; what is left of its header is for all that is short. */
const most = { files: 16_777_216, unit: 262_144, names: 57_344 };

export interface SizedParts {
  readonly shipped: ShippedFiles;
  readonly unit: string;
  /** All that stands in the plan once for each: names, paths, variables of the port. */
  readonly names: readonly string[];
}

export function sizeProblems({ shipped, unit, names }: SizedParts): readonly string[] {
  const perName = 'write-path='.length + 1;
  const bytes = names.reduce((sum, name) => sum + byteLength(name) + perName, 0);
  return [
    ...tooLong('the list of all files', byteLength(formatShipped(shipped)), most.files),
    ...tooLong('the unit, with service-args in it,', byteLength(unit), most.unit),
    ...tooLong('what is shipped at the top, persist and write-paths', bytes, most.names),
  ];
}

function tooLong(what: string, bytes: number, limit: number): readonly string[] {
  if (bytes <= limit) return [];
  return [`${what} together are ${formatBytes(bytes)}; ${formatBytes(limit)} are the most`];
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
