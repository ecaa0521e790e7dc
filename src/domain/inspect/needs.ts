/** What does a binary ask of the machine that it will run on? */

/**
 * How a program reaches the C library:
 * `static` and `static-pie` ask for none; `interp-only` names a loader but no library (Go with
 * `-buildmode=pie` and cgo off), so it runs only where that loader is; `bsd` and `system` go through
 * the libraries that every machine of that system has (Windows and macOS are `system`).
 */
export type LinkClass =
  | 'static'
  | 'static-pie'
  | 'interp-only'
  | 'dynamic-glibc'
  | 'dynamic-musl'
  | 'bsd'
  | 'system'
  | 'unknown';

/**
 * Plain data, the same for the same file: it stands in manifest.json and is compared with a host
 * later. Texts of the file in it are as the file has them: make them plain before printing.
 */
export interface Needs {
  /** GOOS and GOARCH as the file shows them; `unknown` where it does not. */
  readonly os: string;
  readonly arch: string;
  readonly format: 'elf' | 'pe' | 'macho' | 'unknown';
  /** Absent where the file could not be read. */
  readonly bits?: 32 | 64;
  /** As the build info has it, `1.26.8`; absent without one. */
  readonly go?: string;
  /** CGO_ENABLED of the build info; absent without one. */
  readonly cgo?: boolean;
  readonly link: LinkClass;
  /** The C library that is linked in statically; absent where none is, or the file does not show it. */
  readonly libcInside?: 'glibc';
  /** PT_INTERP */
  readonly interpreter?: string;
  /** DT_NEEDED, DLLs or dylibs that must be there to start, in the order of the file. */
  readonly libraries: readonly string[];
  /** The folders of DT_RUNPATH, else of DT_RPATH. */
  readonly runPaths: readonly string[];
  /** Absent where no version of glibc is asked for. */
  readonly glibc?: GlibcFloor;
  /** Absent where any musl will do. */
  readonly musl?: Floor;
  /** The highest version of each other family that is asked for: `GLIBCXX_3.4.30`, `GCC_3.0`. */
  readonly versions: readonly string[];
  /** The lowest release that runs it. Of these four, only that of its own system is there. */
  readonly kernel?: Floor;
  readonly freebsd?: Floor;
  readonly macos?: Floor;
  readonly windows?: Floor;
  /** Absent where its architecture has no levels in Go, or where they are not known. */
  readonly cpu?: CpuNeed;
  /** The smallest alignment of what is loaded from an ELF file, in bytes. */
  readonly pageAlign?: number;
  readonly timeZones: DataNeed;
  readonly roots: DataNeed;
  /** macOS: whether there is an LC_UUID, without which macOS 26 ends it. */
  readonly uuid?: boolean;
  /** macOS: whether it ends with a signature; whether its hashes fit is not looked at. */
  readonly signed?: boolean;
  /** What could not be read from the file: none of these is ever taken as met; `whole` where what is loaded is damaged. */
  readonly unknown: readonly UnknownNeed[];
}

export interface GlibcFloor {
  /** `2.34`; absent where only weak versions are asked for, which a loader passes over. */
  readonly version?: string;
  /** What forces it, sorted: `pthread_create@GLIBC_2.34`, or the version alone without a symbol. */
  readonly symbols: readonly string[];
  /** GLIBC_PRIVATE and markers that are not known, as the file has them. */
  readonly others: readonly string[];
}

export interface Floor {
  /** `3.2`, `13`, `10.0.14393` */
  readonly version: string;
  /** What says so, as a phrase: `Go 1.26`, `its header`. */
  readonly from: string;
}

export interface CpuNeed {
  /** `GOAMD64` */
  readonly variable: string;
  /** `v3`; `7`; `v8.0,lse` */
  readonly level: string;
  /** The ISA note is stamped by C objects and can ask for more than Go was told to. */
  readonly from: 'setting' | 'isa-note';
}

/** Data beside the program: found on the host, built in, not used, or not known. */
export type DataNeed = 'host' | 'built-in' | 'unused' | 'unknown';

export type UnknownNeed =
  | 'arch'
  | 'cpu'
  | 'format'
  | 'glibc'
  | 'go'
  | 'kernel'
  | 'link'
  | 'macos'
  | 'os'
  | 'page'
  | 'roots'
  | 'symbols'
  | 'time-zones'
  | 'whole'
  | 'windows';
