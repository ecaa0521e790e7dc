import { describe, expect, test } from 'vitest';
import type { BinaryFacts } from '../../../src/domain/binary/facts.ts';
import type { Asked } from '../../../src/domain/inspect/asked.ts';
import { inspectBinary } from '../../../src/domain/inspect/inspect.ts';
import { describeNeeds } from '../../../src/domain/inspect/verdict.ts';
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

  test('is one of a fat file whose table is: macOS then starts none of its programs', () => {
    const file = {
      ...fat,
      slices: [macho()],
      damage: ['slice 2 is gone'],
      flaw: 'cut-off',
    } as const;
    const { findings, needs } = inspectBinary(onMac, file, found());
    expect([findings, needs.unknown, describeNeeds(needs)]).toEqual([
      [{ ...cutOff, value: 'slice 2 is gone' }],
      ['whole'],
      'where it runs cannot be told: the file is damaged where it is loaded',
    ]);
  });

  const warned = (message: string, value: string, fix: string): readonly unknown[] => [
    { id: 'GS-FORMAT', severity: 'warning', message, value, fix },
  ];
  const notWhole = 'the file is not whole: what could not be read is not judged';
  const noPacker =
    'ship the file as Go links it: no packer, no strip of another system, no edit afterwards';

  test.each<[string, BinaryFacts, readonly unknown[], readonly [readonly string[], string]]>([
    [
      'another program of a fat file that is cut off',
      {
        ...fat,
        slices: [macho({ cpuType: 0x01000007, damage, flaw: 'cut-off' }), macho()],
      },
      warned(
        'another program of the fat file is not whole; this one is judged without it',
        damage[0] ?? '',
        'build that one again, and join them with lipo',
      ),
      [[], 'runs on macOS 12 or newer'],
    ],
    [
      'another one that cannot be read at all',
      { ...fat, slices: [macho()], damage: ['slice 2: it does not begin as a Mach-O file does'] },
      warned(notWhole, 'slice 2: it does not begin as a Mach-O file does', noPacker),
      [[], 'runs on macOS 12 or newer'],
    ],
    [
      'a table of slices that overlap',
      {
        ...fat,
        slices: [macho()],
        damage: ['slice 2 overlaps with another'],
        flaw: 'damaged',
      },
      warned(notWhole, 'slice 2 overlaps with another', noPacker),
      [['whole'], 'where it runs cannot be told: the file is damaged where it is loaded'],
    ],
  ])('%s is told, and the verdict says the same', (_name, facts, findings, [unknown, line]) => {
    const inspected = inspectBinary(onMac, facts, found());
    expect([inspected.findings, inspected.needs.unknown]).toEqual([findings, unknown]);
    expect(describeNeeds(inspected.needs)).toBe(line);
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
