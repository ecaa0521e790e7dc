/** What is known of a machine that a program may run on? What is absent is unknown, never fine. */

import type { ElfKind } from './elf-kind.ts';

/** Texts come from the host: whoever prints one makes it plain first (`plainLine`). */
export interface HostFacts {
  /** GOOS and GOARCH; absent too where we have no word for what the host says. */
  readonly os?: string;
  readonly arch?: string;
  /** What the host itself says of its processor: `x86_64`, `AMD64`. */
  readonly machine?: string;
  /** The processor beneath an emulation of another (Rosetta, WOW64), as GOARCH. */
  readonly nativeArch?: string;
  /** `6.1.0-18-amd64` */
  readonly kernel?: string;
  /** What the host's shell is built for: a 64-bit kernel may carry 32-bit programs only. */
  readonly userland?: ElfKind;
  readonly bits?: 32 | 64;
  readonly distribution?: Distribution;
  readonly libc?: HostLibc;
  /** By the path that was asked about. */
  readonly loaders: ReadonlyMap<string, LoaderAnswer>;
  /** By the name that was asked about. */
  readonly libraries: ReadonlyMap<string, LibraryAnswer>;
  readonly cpu: CpuFacts;
  /** Bytes of a page of memory. */
  readonly pageSize?: number;
  readonly folder?: FolderFacts;
  readonly selinux?: 'enforcing' | 'permissive' | 'off';
  /** fapolicyd lets only programs start that it knows. */
  readonly fapolicyd?: boolean;
  /** As in /proc/self/status: 0 off, 1 strict, 2 filter. */
  readonly seccomp?: number;
  readonly noNewPrivileges?: boolean;
  /** What says that the host is a container: a file's path or a name. */
  readonly container?: string;
  /** /proc/sys/vm/overcommit_memory: 2 never gives more than there is. */
  readonly overcommit?: number;
  /** KiB of address space (`ulimit -v`). */
  readonly memoryLimit?: number | 'unlimited';
  /** Architectures that it runs by emulation, as binfmt_misc names them: `qemu-aarch64`. */
  readonly emulators: readonly string[];
  /** Whether time zones and CA roots are there, beside Go's own. */
  readonly zones?: boolean;
  readonly roots?: boolean;
  readonly user?: { readonly id: number; readonly name?: string };
  /** The name of process 1. */
  readonly init?: string;
  /** The major version of the systemd that runs. */
  readonly systemd?: number;
  /** `14.5` */
  readonly macos?: string;
  /** Whether a Mac can run programs for Intel; of use on Apple's own processors only. */
  readonly rosetta?: boolean;
  /** `10.0.17763` */
  readonly windows?: string;
  /** `14.1`, of what runs programs and not of the kernel. */
  readonly freebsd?: string;
}

export interface Distribution {
  /** `debian`, `rhel`, as in os-release. */
  readonly id?: string;
  readonly version?: string;
  readonly like: readonly string[];
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly name?: string;
}

export interface HostLibc {
  readonly kind: 'glibc' | 'musl';
  /** `2.36`; absent where only the kind could be seen. */
  readonly version?: string;
}

/** A loader is there with what it is built for, is there, or is not. */
export interface LoaderAnswer {
  readonly there: boolean;
  readonly kind?: ElfKind;
}

export interface LibraryAnswer {
  /** Where glibc's loader finds it; absent where nobody looked. */
  readonly glibc?: readonly FoundLibrary[];
  /** Where musl's loader finds it; absent where nobody looked. */
  readonly musl?: readonly FoundLibrary[];
}

export interface FoundLibrary {
  readonly path: string;
  readonly kind?: ElfKind;
}

export interface CpuFacts {
  /** As /proc/cpuinfo names them, lower-case. */
  readonly flags?: ReadonlySet<string>;
  /** x86-64's level as glibc's loader says it: 1 to 4. */
  readonly level?: number;
  /** `ARMv6-compatible processor rev 7 (v6l)`, `POWER9 (architected), altivec supported` */
  readonly model?: string;
  /** `rv64imafdc_zicsr_zba` */
  readonly isa?: string;
}

export interface FolderFacts {
  /** The nearest folder that is there, links resolved. */
  readonly path: string;
  readonly mount?: string;
  readonly type?: string;
  readonly options?: readonly string[];
  /** Bytes and inodes that are left; no inodes where the file system does not count them. */
  readonly free?: number;
  readonly inodes?: number;
  /** The type of its SELinux label: `usr_t`. */
  readonly label?: string;
}
