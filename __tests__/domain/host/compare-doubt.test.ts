import { describe } from 'vitest';
import { alpine, amazonLinux, debian, rhel7, runAll, yes } from './cases.ts';
import { arm64, withGlibc, withMusl } from './needs.ts';

describe('what may keep a start from happening:', () => {
  runAll([
    {
      title: 'another processor by emulation',
      needs: arm64,
      host: { ...debian, emulators: ['qemu-arm', 'qemu-aarch64'] },
      says: [
        'warning GS-ARCH: the program is for another processor, and runs there only by qemu-aarch64 | linux/arm64 on linux/amd64',
      ],
      start: {
        starts: 'unsure',
        why: ['the program is for another processor, and runs there only by qemu-aarch64'],
      },
    },
    {
      title: 'a level of another processor by emulation, whose features nobody asked',
      needs: { ...arm64, cpu: { variable: 'GOARM64', level: 'v8.1', from: 'setting' } },
      host: { ...debian, emulators: ['qemu-aarch64'] },
      says: [
        'warning GS-ARCH: the program is for another processor, and runs there only by qemu-aarch64 | linux/arm64 on linux/amd64',
        'note GS-CPU: whether the processor of the host has that level is not known | GOARM64=v8.1',
      ],
      start: {
        starts: 'unsure',
        why: [
          'the program is for another processor, and runs there only by qemu-aarch64',
          'whether the processor of the host has that level is not known',
        ],
      },
    },
    {
      title: 'a missing library that may lie in a RUNPATH',
      needs: { ...withGlibc, libraries: ['libfoo.so.1'], runPaths: ['$ORIGIN/lib'] },
      host: debian,
      says: [
        'warning GS-NEEDED: the host has these shared libraries at most in a folder that the program names | libfoo.so.1',
      ],
      start: {
        starts: 'unsure',
        why: ['the host has these shared libraries at most in a folder that the program names'],
      },
    },
    {
      title: 'a stand-in for glibc on Alpine',
      needs: { ...withGlibc, libraries: [] },
      host: {
        ...alpine,
        seccomp: 0,
        loaders: new Map([['/lib64/ld-linux-x86-64.so.2', { there: true }]]),
      },
      says: [
        'warning GS-GLIBC: the C library of the host is musl, and the program needs glibc 2.34 | /lib64/ld-linux-x86-64.so.2',
      ],
      start: {
        starts: 'unsure',
        why: ['the C library of the host is musl, and the program needs glibc 2.34'],
      },
    },
    {
      title: 'parts of glibc that no other glibc has',
      needs: {
        ...withGlibc,
        glibc: { symbols: [], others: ['GLIBC_PRIVATE'] },
      },
      host: debian,
      says: [
        'warning GS-GLIBC: the program asks for parts of glibc that only the very one it was built with has | GLIBC_PRIVATE',
      ],
      start: {
        starts: 'unsure',
        why: ['the program asks for parts of glibc that only the very one it was built with has'],
      },
    },
    {
      title: 'a libstdc++ that is newer than the host is, and one that nobody knows',
      needs: { ...withGlibc, versions: ['GCC_3.0', 'GLIBCXX_3.4.33'] },
      host: debian,
      says: [
        'warning GS-CXX: a C++ library as new comes with glibc 2.39 as a rule, and the host has 2.36 | GLIBCXX_3.4.33',
      ],
      start: {
        starts: 'unsure',
        why: ['a C++ library as new comes with glibc 2.39 as a rule, and the host has 2.36'],
      },
    },
    {
      title: 'an older musl',
      needs: { ...withMusl, musl: { version: '1.2.6', from: 'DT_RELR' } },
      host: { ...alpine, seccomp: 0 },
      says: [
        'error GS-INTERP: the host has musl 1.2.5, and the program needs 1.2.6 | musl 1.2.6 by DT_RELR',
      ],
      start: { starts: 'unsure', why: ['the host has musl 1.2.5, and the program needs 1.2.6'] },
    },
    {
      title: 'an old kernel',
      needs: {},
      host: { ...debian, kernel: '2.6.32-754.el6.x86_64' },
      says: [
        'error GS-KERNEL: the host has Linux 2.6.32, and the program needs 3.2 | Linux 3.2 by Go 1.26',
      ],
      start: { starts: 'unsure', why: ['the host has Linux 2.6.32, and the program needs 3.2'] },
    },
    {
      title: 'pages that are larger than the alignment',
      needs: { ...arm64, pageAlign: 4096 },
      host: { ...amazonLinux, pageSize: 65_536 },
      says: [
        'error GS-PAGE: pages of memory have 65536 bytes on the host, and the program is aligned to less | aligned to 4096 bytes',
      ],
      start: {
        starts: 'unsure',
        why: ['pages of memory have 65536 bytes on the host, and the program is aligned to less'],
      },
    },
    {
      title: 'a hardened RHEL 7 below a home folder',
      needs: {},
      host: { ...rhel7, folder: { path: '/home/a b/app', options: ['rw'], label: 'user_home_t' } },
      says: [
        'warning GS-SELINUX: systemd may not start programs with the SELinux label of that folder (203/EXEC) | user_home_t on /home/a b/app',
        'warning GS-EXEC: fapolicyd lets only programs start on the host that it has been told of | fapolicyd runs',
        'warning GS-MEMORY: the host counts address space that a Go program reserves and does not use | ulimit -v 8388608 KiB, vm.overcommit_memory=2',
      ],
      start: {
        starts: 'unsure',
        why: [
          'fapolicyd lets only programs start on the host that it has been told of',
          'the host counts address space that a Go program reserves and does not use',
        ],
      },
    },
    {
      title: 'threads of glibc in a container with a filter',
      needs: { ...withGlibc, libraries: [] },
      host: { ...debian, container: 'docker', seccomp: 2 },
      says: [
        'warning GS-SECCOMP: the host is a container with a seccomp filter, and old ones refuse the threads of glibc 2.34 (SIGABRT, exit code 134) | docker',
      ],
      start: {
        starts: 'unsure',
        why: [
          'the host is a container with a seccomp filter, and old ones refuse the threads of glibc 2.34 (SIGABRT, exit code 134)',
        ],
      },
    },
    {
      title: 'threads of a glibc that is linked in statically',
      needs: { cgo: true, libcInside: 'glibc' },
      host: { ...debian, container: 'docker', seccomp: 2 },
      says: [
        'warning GS-SECCOMP: the host is a container with a seccomp filter, and old ones refuse the threads of glibc 2.34 (SIGABRT, exit code 134) | docker',
      ],
      start: {
        starts: 'unsure',
        why: [
          'the host is a container with a seccomp filter, and old ones refuse the threads of glibc 2.34 (SIGABRT, exit code 134)',
        ],
      },
    },
    {
      title: 'a feature of glibc that is not known beside what glibc keeps for itself',
      needs: {
        ...withGlibc,
        glibc: { version: '2.34', symbols: [], others: ['GLIBC_ABI_GNU2_TLS', 'GLIBC_PRIVATE'] },
      },
      host: debian,
      says: [
        'warning GS-GLIBC: the program asks for parts of glibc that only the very one it was built with has | GLIBC_PRIVATE',
        'note GS-GLIBC: whether the glibc of the host has a feature that the program asks for is not known | GLIBC_ABI_GNU2_TLS',
      ],
      start: {
        starts: 'unsure',
        why: [
          'the program asks for parts of glibc that only the very one it was built with has',
          'whether the glibc of the host has a feature that the program asks for is not known',
        ],
      },
    },
    {
      title: 'data that the host does not have leaves the start alone',
      needs: { timeZones: 'host', roots: 'host' },
      host: { ...alpine, roots: false },
      says: [
        'warning GS-TZDATA: the program takes time zones from the host, and the host has none | time zones',
        'warning GS-ROOTS: the program takes CA certificates from the host, and the host has none | CA certificates',
      ],
      start: yes,
    },
  ]);
});
