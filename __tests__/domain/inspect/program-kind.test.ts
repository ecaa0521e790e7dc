import { describe, expect, test } from 'vitest';
import type { BinaryFacts } from '../../../src/domain/binary/facts.ts';
import type { Asked } from '../../../src/domain/inspect/asked.ts';
import { inspectBinary } from '../../../src/domain/inspect/inspect.ts';
import { asked, elf, elfCgo, found, macho, pe } from '../../fakes/programs.ts';

const cutOff = {
  id: 'GS-FORMAT',
  severity: 'error',
  message:
    'the file is cut off: a part that is loaded is missing, so it does not start, or crashes',
  fix: 'build it again, and look for a full disk or a step that writes to the file after the build',
} as const;

describe('a file that is cut off where it is loaded', () => {
  const damage = ['segment 1 of 7 reaches past the end of the file'];
  const part = { ...macho(), damage, flaw: 'cut-off' } as const;
  const fat = { format: 'fat', slices: [part], damage: [] } as const;
  const onMac = asked({ target: { os: 'darwin', arch: 'arm64' } });

  test.each<[string, BinaryFacts, Asked]>([
    ['a program of Linux', elf({ damage, flaw: 'cut-off' }), asked()],
    [
      'a program of Windows',
      pe({ damage, flaw: 'cut-off' }),
      asked({ target: { os: 'windows', arch: 'amd64' } }),
    ],
    ['a program of macOS', part, onMac],
    ['a program in a fat file', fat, onMac],
  ])('is an error: %s', (_name, facts, question) => {
    const { findings, needs } = inspectBinary(question, facts, found());
    expect([findings, needs.unknown]).toEqual([[{ ...cutOff, value: damage[0] }], ['whole']]);
  });

  test('is one of a fat file too, whose other programs are whole', () => {
    const file = {
      ...fat,
      slices: [macho()],
      damage: ['slice 2 is gone'],
      flaw: 'cut-off',
    } as const;
    const { findings, needs } = inspectBinary(onMac, file, found());
    expect([findings, needs.unknown]).toEqual([[{ ...cutOff, value: 'slice 2 is gone' }], []]);
  });
});

describe('what is only a part of a program', () => {
  const { interpreter: _interpreter, ...shared } = elfCgo({ pie: false });
  const other = (kind: string, value: string): readonly unknown[] => [
    {
      id: 'GS-FORMAT',
      severity: 'error',
      message: `it is ${kind}, not a program: nothing starts it by itself`,
      value,
      fix: 'build a main package, without -buildmode=c-shared, c-archive, plugin or shared in flags',
    },
  ];
  const linux = asked({ cgo: true });
  const windows = asked({ target: { os: 'windows', arch: 'amd64' } });
  const mac = asked({ target: { os: 'darwin', arch: 'arm64' } });

  test.each<[string, BinaryFacts, Asked, readonly unknown[]]>([
    ['a shared library', { ...shared, versions: [] }, linux, other('a shared library', 'e_type 3')],
    ['an object file', elf({ type: 1 }), asked(), other('an object file', 'e_type 1')],
    ['a core dump', elf({ type: 4 }), asked(), other('a core dump', 'e_type 4')],
    ['a type of nobody', elf({ type: 9 }), asked(), other('an ELF file of type 9', 'e_type 9')],
    ['a DLL', pe({ dll: true }), windows, other('a DLL', 'IMAGE_FILE_DLL')],
    ['a dylib', macho({ fileType: 6 }), mac, other('a shared library', 'filetype 6')],
    ['a bundle', macho({ fileType: 8 }), mac, other('a bundle', 'filetype 8')],
    [
      'a strange one',
      macho({ fileType: 99 }),
      mac,
      other('a Mach-O file of type 99', 'filetype 99'),
    ],
  ])('is an error: %s', (_name, facts, question, findings) => {
    const inspected = inspectBinary(question, facts, found());
    expect([inspected.findings, inspected.needs.link, inspected.needs.unknown]).toEqual([
      findings,
      'unknown',
      ['link'],
    ]);
  });
});
