import { expect, test } from 'vitest';
import { parseHost } from '../../../src/domain/host/parse-host.ts';
import * as hosts from './hosts.ts';

test.each([
  ['4096', 4096],
  ['64 kB', 65_536],
  ['0', undefined],
  ['5000', undefined],
])('pages of %s', (said, bytes) => {
  const read = parseHost(hosts.answer(`page=${said}`));
  expect('host' in read ? read.host.pageSize : 0).toBe(bytes);
});

test.each([
  [['libc=glibc 2.36'], { kind: 'glibc', version: '2.36' }],
  [['libc=ldd (Ubuntu GLIBC 2.35-0ubuntu3.8) 2.35'], { kind: 'glibc', version: '2.35' }],
  [['libc=ldd (GNU libc) 2.17 Copyright (C) 2012'], { kind: 'glibc', version: '2.17' }],
  [['libc=musl libc (aarch64) Version 1.1.24'], { kind: 'musl', version: '1.1.24' }],
  [['libc=musl libc (aarch64)'], { kind: 'musl' }],
  [['libc.loader=/lib/ld-musl-x86_64.so.1'], { kind: 'musl' }],
  [['libc.loader=/lib64/ld-linux-x86-64.so.2'], { kind: 'glibc' }],
  [['libc.loader=/lib64/ld-linux-x86-64.so.2', 'libc.loader=/lib/ld-musl-x86_64.so.1'], undefined],
  [
    ['libc.loader=/lib64/ld-linux-x86-64.so.2', 'libc.file=/lib/x86_64-linux-gnu/libc-2.31.so'],
    { kind: 'glibc', version: '2.31' },
  ],
  [['libc=BusyBox v1.35'], undefined],
])('%j gives the C library', (lines, libc) => {
  const read = parseHost(hosts.answer(...lines));
  expect('host' in read ? read.host.libc : 0).toEqual(libc);
});

test.each([
  ['x86_64', 'amd64'],
  ['amd64', 'amd64'],
  ['i686', '386'],
  ['aarch64', 'arm64'],
  ['armv6l', 'arm'],
  ['armv7l', 'arm'],
  ['armv8l', 'arm'],
  ['riscv64', 'riscv64'],
  ['ppc64le', 'ppc64le'],
  ['s390x', 's390x'],
  ['loongarch64', 'loong64'],
  ['mips', undefined],
  ['toString', undefined],
])('a machine that calls itself %s is %s', (machine, arch) => {
  const read = parseHost(hosts.answer('system=Linux', `machine=${machine}`));
  expect('host' in read ? read.host.arch : 0).toBe(arch);
});

test('the byte order of a mips is that of its own programs', () => {
  const read = parseHost(hosts.answer('machine=mips64', `userland=${hosts.elf.mips}`));
  expect(read).toMatchObject({ host: { arch: 'mips64', userland: { bits: 32, order: 'big' } } });
});
