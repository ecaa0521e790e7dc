import { expect, test } from 'vitest';
import type { MachOFacts, MachOLibrary, PeImport } from '../../../src/domain/binary/facts.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import { judgeDylibs, judgeSignature, judgeUuid } from '../../../src/domain/inspect/macos.ts';
import { judgeDlls, judgeSubsystem } from '../../../src/domain/inspect/windows.ts';
import { macho, pe } from '../../fakes/programs.ts';

const dlls = (...names: string[]): readonly PeImport[] =>
  names.map((library) => ({ library, symbols: [] }));

const minGw = (value: string): Finding => ({
  id: 'GS-DLL',
  severity: 'error',
  message: 'it needs DLLs of the C compiler that no Windows has: it ends with 0xC0000135',
  value,
  fix: 'add `-extldflags -static` to ldflags',
});
const foreign = (value: string, late = false): Finding => ({
  id: 'GS-DLL',
  severity: 'warning',
  message: `${late ? 'it fails when it first uses' : 'it does not start without'} DLLs that are not part of Windows`,
  value,
  fix: 'ship the DLLs with `include`, or link them in statically',
});

test.each<[string, readonly PeImport[], readonly PeImport[], readonly Finding[]]>([
  ['pure Go', dlls('kernel32.dll'), [], []],
  [
    'of Windows, in any case',
    dlls(
      'KERNEL32.dll',
      'msvcrt.dll',
      'WS2_32.dll',
      'api-ms-win-crt-runtime-l1-1-0.dll',
      'WINSPOOL.DRV',
      'bcryptprimitives.dll',
      'ext-ms-win-x-l1-1-0.dll',
    ),
    dlls('dbghelp.dll'),
    [],
  ],
  [
    'of MinGW',
    dlls('libgcc_s_seh-1.dll', 'libstdc++-6.dll', 'libwinpthread-1.dll', 'libgcc_s_dw2-1.dll'),
    [],
    [minGw('libgcc_s_seh-1.dll, libstdc++-6.dll, libwinpthread-1.dll, libgcc_s_dw2-1.dll')],
  ],
  ['of others', dlls('sqlite3.dll', 'kernel32.dll'), [], [foreign('sqlite3.dll')]],
  [
    'both',
    dlls('vcruntime140.dll', 'libgcc_s_seh-1.dll'),
    [],
    [minGw('libgcc_s_seh-1.dll'), foreign('vcruntime140.dll')],
  ],
  ['delayed', [], dlls('zlib1.dll'), [foreign('zlib1.dll', true)]],
  [
    'a name that begins like one of Windows',
    dlls('kernel32.dll.evil'),
    [],
    [foreign('kernel32.dll.evil')],
  ],
])('DLLs: %s', (_, imports, delayImports, findings) => {
  expect(judgeDlls(pe({ imports, delayImports }))).toEqual(findings);
});

const noConsole = (message: string, subsystem: number): readonly Finding[] => [
  {
    id: 'GS-SUBSYSTEM',
    severity: 'warning',
    message,
    value: `subsystem ${subsystem}`,
    fix: 'remove -H=windowsgui from ldflags',
  },
];

test.each<[number, readonly Finding[]]>([
  [3, []],
  [2, noConsole('it is a program for windows, not for the console: what it prints is lost', 2)],
  [10, noConsole('it is a program neither for the console nor for windows', 10)],
])('subsystem %d', (subsystem, findings) => {
  expect(judgeSubsystem(pe({ subsystem }))).toEqual(findings);
});

test('a missing LC_UUID is told', () => {
  const { uuid: _, ...without } = macho();
  expect([judgeUuid(macho()), judgeUuid(without)]).toEqual([
    [],
    [
      {
        id: 'GS-UUID',
        severity: 'warning',
        message: 'it has no LC_UUID: macOS 26 ends it at start if it loads CoreFoundation',
        value: 'no LC_UUID',
        fix: 'build it with Go 1.24 or newer',
      },
    ],
  ]);
});

const { signature: _signature, ...unsigned } = macho();
const amd64 = { cpuType: 0x01000007 };
const broken = { signature: { offset: 4096, size: 512, endsFile: false, begins: true } };
const empty = { signature: { offset: 4608, size: 0, endsFile: true, begins: false } };
const signature = (
  severity: Finding['severity'],
  message: string,
  value: string,
): readonly Finding[] => [
  {
    id: 'GS-SIGNATURE',
    severity,
    message,
    value,
    fix: 'ship the file as Go links it: no strip, UPX or edit afterwards, or sign it again with `codesign -s -`',
  },
];
const none = 'its signature is none: only the place for one is there';
const changed = 'its signature does not end the file: something changed it after it was signed';

test.each<[string, MachOFacts, readonly Finding[]]>([
  ['arm64, signed', macho(), []],
  [
    'arm64, unsigned',
    unsigned,
    signature(
      'error',
      'it is not signed, and macOS on arm64 kills it at start',
      'no LC_CODE_SIGNATURE',
    ),
  ],
  ['arm64, changed', macho(broken), signature('error', changed, 'signature at 4096, 512 bytes')],
  [
    'arm64, with a place for a signature and none in it',
    macho(empty),
    signature('error', none, 'signature at 4608, 0 bytes'),
  ],
  ['amd64, signed', macho(amd64), []],
  [
    'amd64, with a place alone',
    macho({ ...amd64, ...empty }),
    signature('warning', none, 'signature at 4608, 0 bytes'),
  ],
  ['amd64, unsigned', { ...unsigned, ...amd64 }, []],
  [
    'amd64, changed',
    macho({ ...amd64, ...broken }),
    signature('warning', changed, 'signature at 4096, 512 bytes'),
  ],
])('signature: %s', (_, facts, findings) => {
  expect(judgeSignature(facts)).toEqual(findings);
});

const dylib = (severity: Finding['severity'], message: string, value: string): Finding => ({
  id: 'GS-DYLIB',
  severity,
  message,
  value,
  fix: 'link them in statically, or build with `cgo: off`',
});
const must = 'it does not start without dylibs that macOS does not have';
const may = 'it does without these dylibs, which macOS does not have';
const brew = '/opt/homebrew/lib/libvips.dylib';

test.each<[string, readonly MachOLibrary[], readonly Finding[]]>([
  [
    "the system's",
    [
      { path: '/usr/lib/libSystem.B.dylib', kind: 'load' },
      { path: '/System/Library/Frameworks/Security.framework/Versions/A/Security', kind: 'load' },
      { path: '/usr/lib/libx.dylib', kind: 'weak' },
    ],
    [],
  ],
  ['of Homebrew', [{ path: brew, kind: 'load' }], [dylib('error', must, brew)]],
  [
    'beside it',
    [{ path: '@rpath/libx.dylib', kind: 're-export' }],
    [dylib('error', must, '@rpath/libx.dylib')],
  ],
  ['weak', [{ path: brew, kind: 'weak' }], [dylib('note', may, brew)]],
  [
    'both',
    [
      { path: '/usr/local/lib/a.dylib', kind: 'lazy' },
      { path: '/usr/libexec/b.dylib', kind: 'upward' },
    ],
    [dylib('error', must, '/usr/libexec/b.dylib'), dylib('note', may, '/usr/local/lib/a.dylib')],
  ],
])('dylibs: %s', (_, libraries, findings) => {
  expect(judgeDylibs(macho({ libraries }))).toEqual(findings);
});
