/** What is an archive, once it is made? */

import type { Binary } from '../build/binary.ts';
import type { Needs } from '../inspect/needs.ts';
import type { Target } from '../target.ts';
import type { ArchiveFormat } from './format.ts';

export interface ArchivedBinary extends Omit<Binary, 'path'> {
  readonly sha256: string;
  /** What inspect read of it. */
  readonly needs: Needs;
}

export interface Archive {
  readonly target: Target;
  readonly cgo: boolean;
  /** File name. */
  readonly file: string;
  readonly format: ArchiveFormat;
  /** Absolute, in the staging folder until it is moved to output-dir. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly binaries: readonly ArchivedBinary[];
  /** Names of all entries that are not folders, in their order. */
  readonly contents: readonly string[];
  /** When it was packed, in milliseconds of the run's clock. */
  readonly measured: { readonly startedAt: number; readonly wall: number };
}
