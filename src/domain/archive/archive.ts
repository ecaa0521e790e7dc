/** What is an archive, once it is made? */

import type { GoInfo } from '../binary/go-facts.ts';
import type { Binary } from '../build/binary.ts';
import type { Needs } from '../inspect/needs.ts';
import type { Target } from '../target.ts';
import type { ArchiveFormat } from './format.ts';

export interface ArchivedBinary extends Omit<Binary, 'path'> {
  readonly sha256: string;
  /** What inspect read of it. */
  readonly needs: Needs;
  /** Kept where a bill of materials is made of it; absent where it cannot be read. */
  readonly go?: GoInfo;
}

/** Its bill of materials, which lies beside it. */
export interface ArchiveBom {
  /** File name. */
  readonly file: string;
  /** Absolute, as the archive's. */
  readonly path: string;
  readonly sha256: string;
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
  /** Absent where none was asked for. */
  readonly bom?: ArchiveBom;
  /** Names of all entries that are not folders, in their order. */
  readonly contents: readonly string[];
  /** When it was packed, in milliseconds of the run's clock. */
  readonly measured: { readonly startedAt: number; readonly wall: number };
}
