/** How are parts of a file read, whoever opened it? */

import type { Range } from './domain/binary/reading.ts';

export interface OpenFile {
  /** Bytes. */
  readonly size: number;
  /** Fewer bytes than asked for only where the file ends. */
  read(range: Range): Promise<Uint8Array>;
}
