/** What can be known of a program from its file alone? */

import type { GoInfo } from './go-facts.ts';
import type { Range } from './reading.ts';
import type { ByteOrder } from './view.ts';

export type { GoInfo, GoModule } from './go-facts.ts';

/** Names and texts in it come from the file: whoever prints one makes it plain first (`plainLine`). */
export type BinaryFacts = ElfFacts | PeFacts | MachOFacts | FatFacts;

interface Common {
  /** Absent where the file carries no Go build info. */
  readonly go?: GoInfo;
  /** Where the names of Go's functions are (`time.LoadLocation`); absent: the whole file has to be searched. */
  readonly names?: readonly Range[];
  /** Where its constant texts are; absent: the whole file has to be searched. */
  readonly texts?: readonly Range[];
  /** What is said to be in the file and is not, in words; the rest could be read all the same. */
  readonly damage: readonly string[];
  /** Absent where no damage touches what is loaded, or what the loader reads. */
  readonly flaw?: Flaw;
  /** Of these there are more than are read; absent where all were. */
  readonly unread?: readonly Unread[];
}

/** What has a bound of ours: that is no damage, and what is beyond it is not known. */
export type Unread = 'functions' | 'libraries' | 'versions';

/** `cut-off`: something that is loaded ends past the end of the file, so that it does not start, or crashes. */
export type Flaw = 'cut-off' | 'damaged';

export interface ElfFacts extends Common {
  readonly format: 'elf';
  readonly bits: 32 | 64;
  readonly order: ByteOrder;
  /** e_machine, e_type, EI_OSABI, e_flags as they stand. */
  readonly machine: number;
  readonly type: number;
  readonly osAbi: number;
  readonly flags: number;
  /** PT_INTERP; empty where there is one whose text cannot be read. */
  readonly interpreter?: string;
  /** There is a PT_DYNAMIC, or a dynamic section. */
  readonly dynamic: boolean;
  /** DF_1_PIE */
  readonly pie: boolean;
  /** DT_RELR or a need of GLIBC_ABI_DT_RELR */
  readonly relr: boolean;
  readonly needed: readonly string[];
  readonly soname?: string;
  readonly rpath?: string;
  readonly runpath?: string;
  /** DT_VERNEED, in the order of the file. */
  readonly versions: readonly VersionNeed[];
  /** PT_GNU_STACK says executable; absent without that header. */
  readonly execStack?: boolean;
  /** The smallest p_align of the PT_LOAD segments, in bytes; absent without one. */
  readonly loadAlign?: number;
  readonly notes: readonly ElfNote[];
  /** GNU_PROPERTY_X86_ISA_1_NEEDED: bit 0 baseline, 1 v2, 2 v3, 3 v4. */
  readonly isaNeeded?: number;
}

export interface VersionNeed {
  /** `libc.so.6` */
  readonly library: string;
  /** `GLIBC_2.34` */
  readonly version: string;
  /** VER_FLG_WEAK */
  readonly weak: boolean;
  /** The undefined symbols that ask for it, sorted; of needs with one index the first has them. */
  readonly symbols: readonly string[];
}

export interface ElfNote {
  /** `GNU`, `Go`, `FreeBSD` … */
  readonly owner: string;
  readonly type: number;
  /** The first 64 bytes at the most. */
  readonly value: Uint8Array;
}

export interface PeFacts extends Common {
  readonly format: 'pe';
  /** 0x8664, 0x14c, 0xaa64 */
  readonly machine: number;
  readonly bits: 32 | 64;
  /** IMAGE_FILE_DLL */
  readonly dll: boolean;
  /** 2 GUI, 3 console */
  readonly subsystem: number;
  /** `6.1`; these headers lie, see Go's release table. */
  readonly osVersion: string;
  readonly subsystemVersion: string;
  readonly imports: readonly PeImport[];
  readonly delayImports: readonly PeImport[];
}

export interface PeImport {
  readonly library: string;
  /** Names, or `#12` for an ordinal. */
  readonly symbols: readonly string[];
}

export interface MachOFacts extends Common {
  readonly format: 'macho';
  readonly bits: 32 | 64;
  readonly order: ByteOrder;
  readonly cpuType: number;
  readonly cpuSubtype: number;
  readonly fileType: number;
  readonly libraries: readonly MachOLibrary[];
  /** LC_BUILD_VERSION's platform: 1 macOS; absent with an LC_VERSION_MIN_MACOSX or neither. */
  readonly platform?: number;
  /** `12.0` */
  readonly minOs?: string;
  readonly sdk?: string;
  /** LC_UUID, lower-case hex. */
  readonly uuid?: string;
  readonly signature?: MachOSignature;
}

/** Where it is and what it begins with; whether its hashes fit is not looked at. */
export interface MachOSignature {
  readonly offset: number;
  readonly size: number;
  readonly endsFile: boolean;
  /** Its first bytes are those of a signature (CSMAGIC_EMBEDDED_SIGNATURE). */
  readonly begins: boolean;
}

export interface MachOLibrary {
  readonly path: string;
  readonly kind: 'load' | 'weak' | 're-export' | 'lazy' | 'upward';
}

export interface FatFacts {
  readonly format: 'fat';
  readonly slices: readonly MachOFacts[];
  readonly go?: undefined;
  /** Of what holds the slices together, and of slices that cannot be read; each other has its own. */
  readonly damage: readonly string[];
  /** Of the table of slices: XNU then starts none of them (mach_fat.c, fatfile_validate_fatarches). */
  readonly flaw?: Flaw;
}
