import { expect, test } from 'vitest';
import type { Asked } from '../../../src/domain/inspect/asked.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import { judgeInterpreter } from '../../../src/domain/inspect/interpreter.ts';
import { judgeLibraries } from '../../../src/domain/inspect/libraries.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { LinkClass, Needs } from '../../../src/domain/inspect/needs.ts';
import { asked, elf, elfCgo, found } from '../../fakes/programs.ts';

const base = needsOf(elfCgo(), found());

const missing = (names: string, count = 1): readonly Finding[] => [
  {
    id: 'GS-NEEDED',
    severity: 'warning',
    message:
      count === 1
        ? 'it does not start where this shared library is not installed'
        : `it does not start where one of these ${count} shared libraries is not installed`,
    value: names,
    fix: 'link it in statically (`-extldflags -static` under ldflags), or install its package on every server',
  },
];

test.each<[LinkClass, string, readonly Finding[]]>([
  ['dynamic-glibc', 'libc.so.6 libm.so.6 libpthread.so.0 libdl.so.2 librt.so.1 libresolv.so.2', []],
  ['dynamic-glibc', 'libgcc_s.so.1 libstdc++.so.6 libz.so.1 ld-linux-x86-64.so.2 ld64.so.2', []],
  ['dynamic-glibc', 'libc.so.6 libsqlite3.so.0', missing('libsqlite3.so.0')],
  [
    'dynamic-glibc',
    'libvips.so.42 libc.so.6 libX11.so.6',
    missing('libvips.so.42, libX11.so.6', 2),
  ],
  ['dynamic-glibc', 'libc.so.6\u001B', missing('libc.so.6\\u001b')],
  ['dynamic-musl', 'libc.musl-x86_64.so.1 libz.so.1', []],
  ['dynamic-musl', 'libc.so libgcc_s.so.1', missing('libgcc_s.so.1')],
  ['bsd', 'libc.so.7 libpthread.so.27.1 libthr.so.3', []],
  ['bsd', 'libc.so.7 libsqlite3.so.0', missing('libsqlite3.so.0')],
  ['system', 'KERNEL32.dll whatever', []],
  ['unknown', 'libfoo.so.1', missing('libfoo.so.1')],
])('%s: %s', (link, names, findings) => {
  expect(judgeLibraries({ ...base, link, libraries: names.split(' ') })).toEqual(findings);
});

const note = (message: string, value: string, fix: string): readonly Finding[] => [
  { id: 'GS-INTERP', severity: 'warning', message, value, fix },
];
const musl = '/lib/ld-musl-x86_64.so.1';
const onlyMusl = note(
  'it is linked against musl, so it starts on Alpine and nowhere else',
  musl,
  'build with `cgo: off`, or add `-linkmode external -extldflags -static` to ldflags',
);
const alpine = asked({
  floors: [{ kind: 'distribution', id: 'alpine', release: '3.20', text: 'alpine:3.20' }],
});
const nix = '/nix/store/x-glibc/lib/ld-linux-x86-64.so.2';
const noClass = 'how it reaches the C library is not known, so neither is what it runs on';
const forClass = 'build with `cgo: off`, or with a C compiler for glibc or musl';
const staticNeeds = needsOf(elf(), found());

test.each<[string, Asked, Needs, readonly Finding[]]>([
  ['static', asked(), staticNeeds, []],
  ['glibc where it usually is', asked(), base, []],
  ['musl', asked(), { ...base, link: 'dynamic-musl', interpreter: musl }, onlyMusl],
  [
    'musl where Alpine is asked for',
    alpine,
    { ...base, link: 'dynamic-musl', interpreter: musl },
    [],
  ],
  [
    'pie without cgo',
    asked(),
    { ...base, link: 'interp-only' },
    note(
      'it uses no shared library and yet names a loader: where that file is absent (Alpine, empty images), it does not start',
      '/lib64/ld-linux-x86-64.so.2',
      'remove -buildmode=pie from flags',
    ),
  ],
  [
    'Nix',
    asked(),
    { ...base, interpreter: nix },
    note(
      'it names a loader that lies where common distributions have none',
      nix,
      "build with `cgo: off`, or outside of Nix and the like, with the distribution's own C compiler",
    ),
  ],
  [
    'unknown with a loader',
    asked(),
    { ...base, link: 'unknown', interpreter: '/my/ld' },
    note(noClass, '/my/ld', forClass),
  ],
  [
    'unknown without one',
    asked(),
    { ...staticNeeds, link: 'unknown' },
    note(noClass, 'a dynamic section without a loader', forClass),
  ],
  ['another system', asked(), { ...base, os: 'openbsd', link: 'bsd' }, []],
])('the loader: %s', (_, question, needs, findings) => {
  expect(judgeInterpreter(question, needs)).toEqual(findings);
});
