/** Has the folder of a host room for the release? */

import { createFinding } from '../inspect/finding.ts';
import { formatBytes } from '../quantity.ts';
import type { HostFacts } from './facts.ts';
import type { Answer } from './start.ts';

export interface RoomAsked {
  /** Of the release as it will lie there; without it only a folder that is full is told. */
  readonly bytes?: number;
}

/** A full folder keeps the release from getting there, so nothing is said of a start. */
export function compareRoom({ folder }: HostFacts, { bytes }: RoomAsked): readonly Answer[] {
  const { path = 'not known', free, inodes } = folder ?? {};
  if (inodes === 0) {
    return [full('the file system of that folder has no inodes left', path)];
  }
  if (free === undefined) return bytes === undefined ? [] : [notKnown(path, bytes)];
  if (free > 0 && free >= (bytes ?? 0)) return [];
  const needed = bytes === undefined ? '' : `, and the release needs ${formatBytes(bytes)}`;
  const value = `${path}: ${formatBytes(free)} left${needed}`;
  return [full('that folder has no room for the release', value)];
}

function notKnown(path: string, bytes: number): Answer {
  const message = 'whether that folder has room for the release is not known';
  const value = `${path}: the release needs ${formatBytes(bytes)}`;
  const fix = 'look how much is free there on the host';
  return { finding: createFinding('GS-EXEC', 'note', { message, value, fix }) };
}

function full(message: string, value: string): Answer {
  const fix = 'remove what is not needed there, or give a folder on another file system';
  return { finding: createFinding('GS-EXEC', 'error', { message, value, fix }) };
}
