/** Which verdicts are there, and what does each say in general? One table for SARIF and the docs. */

export interface Rule {
  readonly id: string;
  /** A few words, without a full stop. */
  readonly title: string;
  /** What is wrong, what comes of it and what helps, in whole sentences. */
  readonly help: string;
}

/** In the order in which the docs tell them. */
export const rules = [
  {
    id: 'GS-ARCH',
    title: 'The file is for another platform than asked',
    help: 'The target that was asked for, the header of the file and the build info that Go wrote into it must name the same system and architecture. Where they differ, the archive of one platform holds the program of another.',
  },
  {
    id: 'GS-FORMAT',
    title: 'The file cannot be read as a program',
    help: 'The file is cut off, damaged, packed, or in a format that is not read here; or it is a shared library, an object file or a core dump. Where a part that is loaded is missing, it is an error, since the program does not start or crashes; where it runs is then never told. Other damage is a warning: what could not be read is not judged, and is never taken as good. Where there is more of something than is read here (512 DLLs, 4096 functions of them), a note says so. In a fat file, a wrong table of programs keeps macOS from starting any; damage inside of one keeps it from that one alone. Ship what the linker wrote: no UPX, no editing afterwards.',
  },
  {
    id: 'GS-NOGO',
    title: 'The file has no Go build info',
    help: 'Every program that Go has linked since 1.13 says which Go, modules and settings it is made of. Without that (UPX, garble, a program that is not Go) its Go version, settings, modules and commit cannot be checked.',
  },
  {
    id: 'GS-GOVER',
    title: 'Another Go than the one set up has built it',
    help: 'The build info names another Go version than the one that was set up for this run. A GOTOOLCHAIN in the environment or a toolchain line in go.mod can switch it.',
  },
  {
    id: 'GS-DIRTY',
    title: 'The program does not say which commit it is',
    help: 'Go stamps the commit and whether the tree was clean. A dirty stamp, another commit or no stamp at all means that the program cannot be rebuilt from its commit.',
  },
  {
    id: 'GS-LEVEL',
    title: 'It was built for another level of the architecture',
    help: 'GOAMD64, GOARM, GOARM64 and their like decide which processors run the program. The build info must hold what the target asks for; builders such as the go-toolset images of UBI 9 and 10 raise GOAMD64 silently.',
  },
  {
    id: 'GS-INTERP',
    title: 'It needs a loader that not every system has',
    help: 'The kernel starts a dynamic program through the loader that the file names. Where it is absent, the start fails with "No such file or directory" and exit code 127. Go names one with -buildmode=pie even when cgo is off.',
  },
  {
    id: 'GS-CGO-DRIFT',
    title: 'Cgo is not as asked, or not alike in the matrix',
    help: 'A target that was asked for without cgo must not need a C library. Go turns cgo off by itself where it finds no C compiler, so of one matrix the native target may be dynamic and the cross-built ones static: they then differ in what they run on and what they can do.',
  },
  {
    id: 'GS-NEEDED',
    title: 'It needs a shared library that must be installed',
    help: 'Beyond the C library, a dynamic program starts only where the libraries that it names are installed in the very same major version.',
  },
  {
    id: 'GS-RPATH',
    title: 'It looks for libraries in folders of the build machine',
    help: 'An RPATH or RUNPATH below the home, workspace or temporary folder of a runner names folders that no server has; a relative or empty entry makes it load libraries from wherever it is started.',
  },
  {
    id: 'GS-EXECSTACK',
    title: 'It asks for an executable stack',
    help: 'PT_GNU_STACK is executable, mostly because one assembler file lacks its .note.GNU-stack section. SELinux and glibc 2.41 or newer refuse such programs or libraries.',
  },
  {
    id: 'GS-STATIC-NSS',
    title: 'A static glibc with look-ups of users or names',
    help: 'getaddrinfo and getpwnam of a static glibc load shared libraries of the very same glibc at run time, and crash where the host has another (glibc bug 19341, golang/go#30310).',
  },
  {
    id: 'GS-GLIBC',
    title: 'The lowest glibc that it runs on',
    help: 'The highest version of a glibc symbol that a dynamic program uses decides on which distributions it starts. Weak needs are passed over by the loader. GLIBC_PRIVATE is never portable, and of a marker that is not known here (GLIBC_ABI_…) no release is told to have it.',
  },
  {
    id: 'GS-CXX',
    title: 'The lowest libstdc++ or libgcc that it runs on',
    help: 'GLIBCXX, CXXABI and GCC versions are counted apart from those of glibc: they come with the C++ and compiler libraries of the host.',
  },
  {
    id: 'GS-MUST-RUN-ON',
    title: 'It does not run where it must',
    help: 'must-run-on names a floor that the program does not meet, or that cannot be judged: the file is damaged or does not tell its system, or it needs libraries that a plain installation of that distribution does not have. A release that is not made for the architecture of a target is a note there.',
  },
  {
    id: 'GS-OS',
    title: 'The lowest release of its system is not known',
    help: 'Headers lie about the release that a Go program needs, so the release table of Go decides. The Go that built this one is not in that table, or there is none for its system.',
  },
  {
    id: 'GS-CPU',
    title: 'It needs more than the basic processor',
    help: 'The level is the higher of the GOAMD64, GOARM64 … setting and the ISA note that C objects stamp. Go builds linux/arm for ARMv7 with VFPv3 and MIPS for a floating-point unit unless the target names a variant: a Raspberry Pi 1 or Zero needs linux/arm/v6. On an older processor the program ends at once, mostly with SIGILL (exit code 132) and no text.',
  },
  {
    id: 'GS-PAGE',
    title: 'It does not start on kernels with 64 KiB pages',
    help: 'On arm64, ppc64le and loong64 some kernels have pages of 16 or 64 KiB, and a program whose segments are aligned to less does not start there. Go aligns to 64 KiB; external linkers, strip tools and packers lower it.',
  },
  {
    id: 'GS-STUB',
    title: 'A module is a stub that only prints an error',
    help: 'Some modules need cgo and build without it all the same: the program starts, prints an error at its first query, and may even end with exit code 0.',
  },
  {
    id: 'GS-TZDATA',
    title: 'It takes time zones from the host',
    help: 'time.LoadLocation reads /usr/share/zoneinfo, which Windows, plain Alpine and empty images do not have. Every Gin program has that function, for its form binding (time_location): where no zone is named, nothing is to be done. The build tag timetzdata builds the data in.',
  },
  {
    id: 'GS-ROOTS',
    title: 'It takes CA certificates from the host',
    help: 'TLS connections that it opens are checked against the CA bundle of the host, which empty images and the plain images of Debian and Ubuntu do not have; those of Alpine do.',
  },
  {
    id: 'GS-RESOLVER',
    title: 'Names are resolved by the C library',
    help: 'The cgo resolver of package net is linked against musl, which treats search domains and long answers otherwise than glibc. The build tag netgo takes Go\u2019s own.',
  },
  {
    id: 'GS-DLL',
    title: 'It needs a DLL that Windows does not have',
    help: 'A program whose DLL is missing ends with 0xC0000135. The runtime DLLs of MinGW are never part of Windows.',
  },
  {
    id: 'GS-SUBSYSTEM',
    title: 'It is no console program',
    help: 'With -H=windowsgui a program has no console: what a service prints is lost.',
  },
  {
    id: 'GS-UUID',
    title: 'It has no LC_UUID',
    help: 'macOS 26 ends programs without an LC_UUID at start once they load CoreFoundation, as net/http does. The linker of Go writes it since 1.24 (golang/go#68678).',
  },
  {
    id: 'GS-SIGNATURE',
    title: 'Its signature is missing or broken',
    help: 'macOS on arm64 kills programs without a valid signature ("Killed: 9"). Go signs ad hoc; strip, UPX or an edit afterwards breaks it. Whether a signature ends the file is looked at, and not whether its hashes fit: an edit that keeps every length is not seen.',
  },
  {
    id: 'GS-DYLIB',
    title: 'It needs a dylib that macOS does not have',
    help: 'Only libraries below /usr/lib and /System are on every Mac; any other must be shipped with the program.',
  },
  {
    id: 'GS-KERNEL',
    title: 'The kernel of the host is too old',
    help: 'Each Go release has a lowest kernel, and the C library of a static program may ask for a higher one.',
  },
  {
    id: 'GS-EXEC',
    title: 'The host lets nothing run from that folder',
    help: 'The file system of the folder is mounted with noexec, or has no bytes or inodes left for the release; or fapolicyd lets only programs start that it knows.',
  },
  {
    id: 'GS-SELINUX',
    title: 'SELinux may keep the service from starting',
    help: 'A file that keeps the label of a home or temporary folder is not started by systemd (203/EXEC). restorecon gives it the label of the folder it lies in.',
  },
  {
    id: 'GS-SECCOMP',
    title: 'A seccomp filter may end it',
    help: 'glibc 2.34 and newer start threads by clone3, which filters of older container engines refuse with an error that it does not expect: "pthread_create failed: Operation not permitted".',
  },
  {
    id: 'GS-MEMORY',
    title: 'The memory policy of the host may end it',
    help: 'Go reserves far more address space than it uses. A limit on it (ulimit -v) or strict overcommit counts that (golang/go#38010).',
  },
] as const satisfies readonly Rule[];

export type FindingId = (typeof rules)[number]['id'];
