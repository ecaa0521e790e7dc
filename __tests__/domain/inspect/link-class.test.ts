import { expect, test } from 'vitest';
import type { ElfFacts } from '../../../src/domain/binary/facts.ts';
import { linkClassOf } from '../../../src/domain/inspect/link-class.ts';
import { loaderOf } from '../../../src/domain/inspect/loader.ts';
import type { LinkClass } from '../../../src/domain/inspect/needs.ts';
import { elf, macho, pe } from '../../fakes/programs.ts';

const glibc = '/lib64/ld-linux-x86-64.so.2';

test.each<[string, Partial<ElfFacts>, string, LinkClass]>([
  ['no loader and no library', {}, 'linux', 'static'],
  ['it relocates itself', { dynamic: true, pie: true }, 'linux', 'static-pie'],
  ['a library without needs', { dynamic: true, soname: 'libx.so' }, 'linux', 'unknown'],
  ['-buildmode=pie without cgo', { dynamic: true, interpreter: glibc }, 'linux', 'interp-only'],
  ['a loader of nobody, no library', { interpreter: '/my/ld' }, 'linux', 'interp-only'],
  ['glibc by its loader', { interpreter: glibc, needed: ['libm.so.6'] }, 'linux', 'dynamic-glibc'],
  [
    'glibc by its library',
    { interpreter: '/my/ld', needed: ['libc.so.6'] },
    'linux',
    'dynamic-glibc',
  ],
  [
    'musl by its loader',
    { interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libc.so'] },
    'linux',
    'dynamic-musl',
  ],
  ["musl by Alpine's name for it", { needed: ['libc.musl-x86_64.so.1'] }, 'linux', 'dynamic-musl'],
  [
    "musl's loader wins over names",
    { interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libc.so.6'] },
    'linux',
    'dynamic-musl',
  ],
  ['a library with needs', { type: 3, dynamic: true, needed: ['libc.so.6'] }, 'linux', 'unknown'],
  ['an object file', { type: 1 }, 'linux', 'unknown'],
  ['neither is told', { interpreter: '/my/ld', needed: ['libfoo.so.1'] }, 'linux', 'unknown'],
  [
    'OpenBSD is always dynamic',
    { interpreter: '/usr/libexec/ld.so', needed: ['libc.so.97.1'] },
    'openbsd',
    'bsd',
  ],
  ['OpenBSD with a loader only', { interpreter: '/usr/libexec/ld.so' }, 'openbsd', 'bsd'],
  [
    'FreeBSD with cgo',
    { interpreter: '/libexec/ld-elf.so.1', needed: ['libc.so.7'] },
    'freebsd',
    'bsd',
  ],
  [
    "a BSD's loader where the system is not told",
    { interpreter: '/libexec/ld.elf_so', needed: ['libc.so.12'] },
    'unknown',
    'bsd',
  ],
  ['FreeBSD without cgo', {}, 'freebsd', 'static'],
  ['Android', { interpreter: '/system/bin/linker64', needed: ['libc.so'] }, 'android', 'system'],
  ['illumos', { interpreter: '/lib/amd64/ld.so.1', needed: ['libc.so.1'] }, 'illumos', 'system'],
])('%s', (_, facts, os, expected) => {
  expect(linkClassOf(elf(facts), os, 'amd64')).toBe(expected);
});

test('a DLL and a dylib are no programs', () => {
  expect([
    linkClassOf(pe({ dll: true }), 'windows', 'amd64'),
    linkClassOf(macho({ fileType: 6 }), 'darwin', 'arm64'),
  ]).toEqual(['unknown', 'unknown']);
});

test('Windows and macOS go through the libraries of the system', () => {
  expect([linkClassOf(pe(), 'windows', 'amd64'), linkClassOf(macho(), 'darwin', 'arm64')]).toEqual([
    'system',
    'system',
  ]);
});

test.each<[string, string, ReturnType<typeof loaderOf>]>([
  [glibc, 'amd64', { libc: 'glibc', usual: true }],
  [glibc, 'arm64', { libc: 'glibc', usual: false }],
  ['/lib/ld-linux.so.2', '386', { libc: 'glibc', usual: true }],
  ['/lib/ld-linux-aarch64.so.1', 'arm64', { libc: 'glibc', usual: true }],
  ['/lib/ld-linux-armhf.so.3', 'arm', { libc: 'glibc', usual: true }],
  ['/lib/ld-linux.so.3', 'arm', { libc: 'glibc', usual: true }],
  ['/lib/ld-linux-riscv64-lp64d.so.1', 'riscv64', { libc: 'glibc', usual: true }],
  ['/lib64/ld64.so.2', 'ppc64le', { libc: 'glibc', usual: true }],
  ['/lib/ld64.so.1', 's390x', { libc: 'glibc', usual: true }],
  ['/lib64/ld-linux-loongarch-lp64d.so.1', 'loong64', { libc: 'glibc', usual: true }],
  ['/lib/ld.so.1', 'mipsle', { libc: 'glibc', usual: true }],
  ['/nix/store/abc-glibc-2.40/lib/ld-linux-x86-64.so.2', 'amd64', { libc: 'glibc', usual: false }],
  ['/lib/ld-musl-x86_64.so.1', 'amd64', { libc: 'musl', usual: true }],
  ['/usr/local/musl/lib/ld-musl-x86_64.so.1', 'amd64', { libc: 'musl', usual: false }],
  ['/usr/libexec/ld.so', 'amd64', { libc: 'bsd', usual: true }],
  ['/usr/libexec/ld-elf.so.2', 'amd64', { libc: 'bsd', usual: true }],
  ['/libexec/ld.elf_so', 'amd64', { libc: 'bsd', usual: true }],
  ['/system/bin/linker', 'arm', { libc: 'system', usual: true }],
  ['/lib/amd64/ld.so.1', 'amd64', { libc: 'system', usual: true }],
  ['/my/ld', 'amd64', undefined],
  ['', 'amd64', undefined],
])('the loader %s of %s', (path, arch, loader) => {
  expect(loaderOf(path, arch)).toEqual(loader);
});
