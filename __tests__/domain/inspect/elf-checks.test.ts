import { describe, expect, test } from 'vitest';
import type { ElfFacts } from '../../../src/domain/binary/facts.ts';
import { judgeStack } from '../../../src/domain/inspect/exec-stack.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import { judgePageSize } from '../../../src/domain/inspect/page-size.ts';
import { judgeResolver } from '../../../src/domain/inspect/resolver.ts';
import { judgeRunPaths, runPathsOf } from '../../../src/domain/inspect/run-paths.ts';
import type { LinkClass } from '../../../src/domain/inspect/needs.ts';
import type { WantedId } from '../../../src/domain/inspect/wanted.ts';
import { elf, found, words } from '../../fakes/programs.ts';

const ofBuilder = (value: string): Finding => ({
  id: 'GS-RPATH',
  severity: 'warning',
  message: 'it looks for shared libraries in a folder of the machine that built it',
  value,
  fix: 'remove -rpath from CGO_LDFLAGS, or use $ORIGIN and ship the libraries with the program',
});
const loose = (value: string): Finding => ({
  id: 'GS-RPATH',
  severity: 'warning',
  message: 'it looks for shared libraries in the folder that it is started in',
  value,
  fix: 'give -rpath in CGO_LDFLAGS absolute folders or $ORIGIN only',
});

test.each<[string, Partial<ElfFacts>, readonly Finding[]]>([
  ['none', {}, []],
  ["the system's own and its own", { runpath: '/usr/lib/x:$ORIGIN/../lib:${ORIGIN}:$LIB' }, []],
  ['a home', { runpath: '/usr/lib:/home/runner/work/lib' }, [ofBuilder('/home/runner/work/lib')]],
  ['a folder of this runner', { rpath: '/data/ws/lib:/data/wsx' }, [ofBuilder('/data/ws/lib')]],
  ['a folder whose name only begins like a home', { rpath: '/homestead/lib' }, []],
  ['relative and empty', { runpath: 'lib::/usr/lib' }, [loose('lib:(empty)')]],
  [
    'both kinds of list are looked at',
    { rpath: '/root/a', runpath: '/tmp/b' },
    [ofBuilder('/root/a'), ofBuilder('/tmp/b')],
  ],
])('run paths: %s', (_, facts, findings) => {
  expect(judgeRunPaths(elf(facts), ['/data/ws'])).toEqual(findings);
});

test('RUNPATH wins over RPATH', () => {
  expect([
    runPathsOf(elf({ rpath: '/a:/b', runpath: '/c' })),
    runPathsOf(elf({ rpath: '/a:/b' })),
    runPathsOf(elf()),
  ]).toEqual([['/c'], ['/a', '/b'], []]);
});

test('an executable stack is told; none, and no word of it, are not', () => {
  const { execStack: _, ...silent } = elf();
  expect([elf({ execStack: true }), elf(), silent].map(judgeStack)).toEqual([
    [
      {
        id: 'GS-EXECSTACK',
        severity: 'warning',
        message: 'it asks for an executable stack, which SELinux and newer systems refuse',
        value: 'PT_GNU_STACK is executable',
        fix: 'add `.section .note.GNU-stack,"",%progbits` to the assembler files of C parts, or -Wl,-z,noexecstack to CGO_LDFLAGS',
      },
    ],
    [],
    [],
  ]);
});

const small = (arch: string): readonly Finding[] => [
  {
    id: 'GS-PAGE',
    severity: 'warning',
    message: `its segments are aligned to 4096 bytes, so it does not start on ${arch} kernels with larger pages`,
    value: 'p_align 4096',
    fix: 'add -Wl,-z,max-page-size=65536 to CGO_LDFLAGS, and do not strip or pack the file afterwards',
  },
];

test.each<[string, number | undefined, readonly Finding[]]>([
  ['arm64', 65_536, []],
  ['arm64', 4096, small('arm64')],
  ['ppc64le', 4096, small('ppc64le')],
  ['loong64', 4096, small('loong64')],
  ['amd64', 4096, []],
  ['riscv64', 4096, []],
  ['arm64', undefined, []],
])('%s aligned to %s bytes', (arch, loadAlign, findings) => {
  const { loadAlign: _, ...rest } = elf();
  const facts = loadAlign === undefined ? rest : { ...rest, loadAlign };
  expect(judgePageSize(facts, arch)).toEqual(findings);
});

describe('names and users', () => {
  const tag = { notes: [{ owner: 'GNU', type: 1, value: words(0, 3, 2, 0) }] };
  const nss = (value: string): readonly Finding[] => [
    {
      id: 'GS-STATIC-NSS',
      severity: 'warning',
      message:
        'glibc is linked in statically, and it is asked for names or users: it loads libraries of the host for that and can crash',
      value,
      fix: 'add netgo and osusergo to tags',
    },
  ];
  const musl: readonly Finding[] = [
    {
      id: 'GS-RESOLVER',
      severity: 'note',
      message: 'musl resolves the names of hosts for it, not Go',
      value: 'net._C2func_getaddrinfo',
      fix: 'add netgo to tags',
    },
  ];

  test.each<[string, Partial<ElfFacts>, LinkClass, WantedId[], readonly Finding[]]>([
    ['neither is in it', tag, 'static', [], []],
    ['static glibc, names', tag, 'static', ['net-cgo'], nss('net._C2func_getaddrinfo')],
    ['static glibc, users', tag, 'static-pie', ['user-cgo'], nss('os/user._Cfunc')],
    [
      'static glibc, both',
      tag,
      'static',
      ['user-cgo', 'net-cgo'],
      nss('net._C2func_getaddrinfo, os/user._Cfunc'),
    ],
    ['static musl, names', {}, 'static', ['net-cgo'], musl],
    ['dynamic musl, names', {}, 'dynamic-musl', ['net-cgo'], musl],
    ['static musl, users', {}, 'static', ['user-cgo'], []],
    ['dynamic glibc', tag, 'dynamic-glibc', ['net-cgo', 'user-cgo'], []],
  ])('%s', (_, ...[facts, link, seen, findings]) => {
    expect(judgeResolver(elf(facts), link, found(...seen))).toEqual(findings);
  });
});
