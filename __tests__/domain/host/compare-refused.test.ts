import { describe } from 'vitest';
import { alpine, debian, raspberryPi, runAll } from './cases.ts';
import { arm64, withGlibc, withMusl } from './needs.ts';

describe('what keeps a start from happening:', () => {
  runAll([
    {
      title: 'a loader of glibc on Alpine',
      needs: { link: 'interp-only', interpreter: '/lib64/ld-linux-x86-64.so.2' },
      host: alpine,
      says: [
        'error GS-INTERP: the host does not have the loader that the program names: its C library is musl | /lib64/ld-linux-x86-64.so.2',
      ],
      start: {
        starts: 'no',
        code: 127,
        text: 'No such file or directory',
        why: 'the host does not have the loader that the program names: its C library is musl',
      },
    },
    {
      title: 'a dynamic arm64 program on a Raspberry Pi with 32-bit programs',
      needs: {
        ...arm64,
        ...withGlibc,
        interpreter: '/lib/ld-linux-aarch64.so.1',
        libraries: [],
        arch: 'arm64',
      },
      host: raspberryPi,
      says: [
        'error GS-INTERP: the host does not have the loader that the program names: its own programs are for arm, so only a static one for arm64 starts | /lib/ld-linux-aarch64.so.1',
      ],
      start: {
        starts: 'no',
        code: 127,
        text: 'No such file or directory',
        why: 'the host does not have the loader that the program names: its own programs are for arm, so only a static one for arm64 starts',
      },
    },
    {
      title: 'a loader for another processor',
      needs: { link: 'interp-only', interpreter: '/lib/ld.so.1' },
      host: {
        ...debian,
        loaders: new Map([
          ['/lib/ld.so.1', { there: true, kind: { bits: 32, order: 'big', machine: 8 } }],
        ]),
      },
      says: [
        'error GS-INTERP: the loader on the host is for another processor than the program | /lib/ld.so.1',
      ],
      start: {
        starts: 'no',
        code: 126,
        text: 'Accessing a corrupted shared library',
        why: 'the loader on the host is for another processor than the program',
      },
    },
    {
      title: 'a shared library that is not installed',
      needs: { ...withGlibc, libraries: ['libc.so.6', 'libfoo.so.1'] },
      host: debian,
      says: [
        'error GS-NEEDED: the host does not have shared libraries that the program needs to start | libfoo.so.1',
      ],
      start: {
        starts: 'no',
        code: 127,
        text: 'error while loading shared libraries: libfoo.so.1',
        why: 'the host does not have shared libraries that the program needs to start',
      },
    },
    {
      title: 'a shared library that is there for another processor only',
      needs: withMusl,
      host: {
        ...alpine,
        libraries: new Map([
          [
            'libz.so.1',
            { musl: [{ path: '/lib/libz.so.1', kind: { bits: 32, order: 'little', machine: 3 } }] },
          ],
        ]),
      },
      says: [
        'error GS-NEEDED: the host does not have shared libraries that the program needs to start | libz.so.1',
      ],
      start: {
        starts: 'no',
        code: 127,
        text: 'Error loading shared library libz.so.1',
        why: 'the host does not have shared libraries that the program needs to start',
      },
    },
    {
      title: 'an older glibc',
      needs: withGlibc,
      host: { ...debian, libc: { kind: 'glibc', version: '2.9' } },
      says: [
        'error GS-GLIBC: the host has glibc 2.9, and the program needs 2.34 | pthread_create@GLIBC_2.34',
      ],
      start: {
        starts: 'no',
        code: 1,
        text: "version `GLIBC_2.34' not found",
        why: 'the host has glibc 2.9, and the program needs 2.34',
      },
    },
    {
      title: 'GOAMD64=v3 on a processor of v2',
      needs: { cpu: { variable: 'GOAMD64', level: 'v3', from: 'setting' } },
      host: debian,
      says: [
        'error GS-CPU: the processor of the host lacks avx2, bmi1, bmi2, f16c, fma, abm, movbe, xsave, which the program was built for | GOAMD64=v3',
      ],
      start: {
        starts: 'no',
        code: 1,
        text: 'This program can only be run on AMD64 processors with v3 microarchitecture support.',
        why: 'the processor of the host lacks avx2, bmi1, bmi2, f16c, fma, abm, movbe, xsave, which the program was built for',
      },
    },
    {
      title: 'an ISA note of v4 with a glibc that reads it',
      needs: { ...withGlibc, cpu: { variable: 'GOAMD64', level: 'v3', from: 'isa-note' } },
      host: { ...debian, cpu: { level: 2 } },
      says: [
        'error GS-CPU: the processor of the host lacks x86-64-v3, which the program was built for | GOAMD64=v3, by the ISA note of C objects',
      ],
      start: {
        starts: 'no',
        code: 127,
        text: 'CPU ISA level is lower than required',
        why: 'the processor of the host lacks x86-64-v3, which the program was built for',
      },
    },
    {
      title: 'LSE atomics on a Raspberry Pi',
      needs: { ...arm64, cpu: { variable: 'GOARM64', level: 'v8.1', from: 'setting' } },
      host: raspberryPi,
      says: [
        'error GS-CPU: the processor of the host lacks atomics, which the program was built for | GOARM64=v8.1',
      ],
      start: {
        starts: 'no',
        code: 132,
        text: 'Illegal instruction',
        why: 'the processor of the host lacks atomics, which the program was built for',
      },
    },
    {
      title: 'GOARM=7 on a Raspberry Pi Zero',
      needs: { arch: 'arm', cpu: { variable: 'GOARM', level: '7', from: 'setting' } },
      host: {
        ...debian,
        arch: 'arm',
        machine: 'armv6l',
        cpu: { flags: new Set('half thumb fastmult vfp edsp java tls'.split(' ')) },
      },
      says: [
        'error GS-CPU: the processor of the host lacks vfpv3, which the program was built for | GOARM=7',
      ],
      start: {
        starts: 'no',
        code: 132,
        text: 'Illegal instruction',
        why: 'the processor of the host lacks vfpv3, which the program was built for',
      },
    },
    {
      title: 'an ARMv5 that can do floating point, for a program of ARMv6',
      needs: { arch: 'arm', cpu: { variable: 'GOARM', level: '6', from: 'setting' } },
      host: {
        ...debian,
        arch: 'arm',
        machine: 'armv5tejl',
        cpu: { flags: new Set(['half', 'vfp']) },
      },
      says: [
        'error GS-CPU: the processor of the host lacks ARMv6, which the program was built for | GOARM=6',
      ],
      start: {
        starts: 'no',
        code: 132,
        text: 'Illegal instruction',
        why: 'the processor of the host lacks ARMv6, which the program was built for',
      },
    },
    {
      title: 'a library whose name would be read as a command, made plain',
      needs: { ...withGlibc, libraries: ['lib\u001b[31m\n::error::x.so'] },
      host: {
        ...debian,
        libraries: new Map([['lib\u001b[31m\n::error::x.so', { glibc: [] }]]),
      },
      says: [
        String.raw`error GS-NEEDED: the host does not have shared libraries that the program needs to start | lib\u001b[31m\u000a::error::x.so`,
      ],
      start: {
        starts: 'no',
        code: 127,
        text: String.raw`error while loading shared libraries: lib\u001b[31m\u000a::error::x.so`,
        why: 'the host does not have shared libraries that the program needs to start',
      },
    },
  ]);
});
