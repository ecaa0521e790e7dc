/** What is copied before the new release first opens the state? */

import type { ServerFacts, StateFile } from './facts.ts';

export interface SnapshotExpectation {
  /** Files of SQLite and what lies beside them; empty where none is copied. */
  readonly files: readonly StateFile[];
  readonly bytes: number;
  /** Why none is, or that there may be more than was seen. */
  readonly because?: string;
}

export function expectSnapshot(
  { state, places }: Pick<ServerFacts, 'state' | 'places'>,
  wanted: 'auto' | 'off',
): SnapshotExpectation {
  if (wanted === 'off') return { files: [], bytes: 0, because: 'snapshot is off' };
  if (places.get('state')?.kind === 'none') {
    return { files: [], bytes: 0, because: 'there is no data yet' };
  }
  const { files, whole } = state;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (!whole) return { files, bytes, because: 'not all of the state could be looked at yet' };
  return files.length > 0 ? { files, bytes } : { files, bytes, because: 'there is no SQLite file' };
}
