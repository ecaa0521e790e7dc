import { describe, expect, test } from 'vitest';
import type { MachOFacts } from '../../../../src/domain/binary/facts.ts';
import { readMachO } from '../../../../src/domain/binary/macho/read-macho.ts';
import { patched } from '../../../fixtures/bytes.ts';
import { appLines, goBlob } from '../../../fixtures/go-blob.ts';
import { drive, flipped, randomFrom } from '../../../fixtures/hostile.ts';
import {
  type CommandWish,
  buildVersion,
  command,
  cpu,
  dylib,
  makeFat,
  makeMachO,
  segment,
} from '../../../fixtures/macho-maker.ts';

const read = (bytes: Uint8Array, size = bytes.length) => drive(bytes, readMachO({ size }), size);

const blob = goBlob('go1.26.8', ...appLines);
const content = new Uint8Array(0x800);
content.set(blob, 0x600);
const uuid = command(0x1b, new Uint8Array(16).fill(0xab));
const system = dylib(0xc, '/usr/lib/libSystem.B.dylib');
const commands = [
  segment({
    name: '__TEXT',
    offset: 0,
    size: 0x700,
    sections: [{ name: '__go_buildinfo', offset: 0x600, size: blob.length }],
  }),
  system,
  buildVersion(1, 0xc_0000, 0),
  uuid,
  command(0x1d, [4, 0x700], [4, 0x100]),
];
const sample = makeMachO({ commands, content });
const headerSize = 32;
const countAt = 16;

const bare: MachOFacts = {
  format: 'macho',
  bits: 64,
  order: 'little',
  cpuType: cpu.arm64,
  cpuSubtype: 0,
  fileType: 2,
  libraries: [],
  damage: [],
};
const bareUuid = { uuid: 'ab'.repeat(16) };

describe('what is no macOS program is refused with the reason', () => {
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'the Mach-O header ends too early'],
    ['a text', new TextEncoder().encode('hello'), 'it does not begin as a Mach-O file does'],
    [
      'a fat file',
      makeFat([{ cpuType: cpu.arm64, bytes: sample }]),
      'it does not begin as a Mach-O file does',
    ],
    ['only a magic', sample.subarray(0, 4), 'the Mach-O header ends too early'],
    ['half a header', sample.subarray(0, 31), 'the Mach-O header ends too early'],
  ])('%s', (_, bytes, reason) => {
    expect(read(bytes).outcome).toBe(reason);
  });
});

describe('damage is told and the rest is read', () => {
  test.each<[string, Uint8Array, MachOFacts]>([
    [
      'load commands past the end',
      makeMachO({ commands: [uuid, system] }).subarray(0, headerSize + 24 + 10),
      {
        ...bare,
        ...bareUuid,
        flaw: 'cut-off',
        damage: [
          'its load commands reach past the end of the file',
          'only 1 of its 2 load commands can be read',
        ],
      },
    ],
    [
      'endless load commands',
      patched(makeMachO({ commands: [uuid] }), countAt, [4, 2 ** 32 - 1], [4, 2 ** 32 - 1]),
      {
        ...bare,
        ...bareUuid,
        flaw: 'damaged',
        damage: [
          'its load commands are said to be 4294967295 bytes long',
          'only 1 of its 4294967295 load commands can be read',
        ],
      },
    ],
    [
      'a load command of no length',
      patched(makeMachO({ commands: [uuid, uuid] }), headerSize + 24 + 4, [4, 0]),
      {
        ...bare,
        ...bareUuid,
        flaw: 'damaged',
        damage: ['only 1 of its 2 load commands can be read'],
      },
    ],
    [
      'a library without an end to its name',
      makeMachO({ commands: [command(0xc, [4, 12], '/'.repeat(20)), uuid] }),
      {
        ...bare,
        ...bareUuid,
        flaw: 'damaged',
        damage: ['a load command holds a text without an end'],
      },
    ],
    [
      'a library whose name is elsewhere',
      makeMachO({ commands: [command(0xc, [4, 2 ** 32 - 1]), system] }),
      {
        ...bare,
        libraries: [{ path: '/usr/lib/libSystem.B.dylib', kind: 'load' }],
        flaw: 'damaged',
        damage: ['a load command ends too early'],
      },
    ],
    ...['identity', 'version', 'signature'].map((what, index): [string, Uint8Array, MachOFacts] => [
      `half a command for its ${what}`,
      makeMachO({ commands: [command([0x1b, 0x32, 0x1d][index]!), system] }),
      {
        ...bare,
        libraries: [{ path: '/usr/lib/libSystem.B.dylib', kind: 'load' }],
        flaw: 'damaged',
        damage: ['a load command ends too early'],
      },
    ]),
    [
      'a signature past the end',
      makeMachO({ commands: [command(0x1d, [4, 2 ** 32 - 1], [4, 2 ** 32 - 1])] }),
      {
        ...bare,
        signature: { offset: 2 ** 32 - 1, size: 2 ** 32 - 1, endsFile: false, begins: false },
        flaw: 'damaged',
        damage: ['its signature reaches past the end of the file'],
      },
    ],
    [
      'segments and sections past the end',
      makeMachO({
        commands: [
          segment({
            name: '__TEXT',
            offset: 0,
            size: 2 ** 53 + 2,
            sections: [{ name: '__gopclntab', offset: 2 ** 32 - 1, size: 1 }],
          }),
        ],
      }),
      {
        ...bare,
        flaw: 'cut-off',
        damage: [
          'segment __TEXT reaches past the end of the file',
          'section __gopclntab reaches past the end of the file',
        ],
      },
    ],
    [
      'endless sections',
      makeMachO({
        commands: [segment({ name: '__TEXT', offset: 0, size: 0, count: 2 ** 32 - 1 }), uuid],
      }),
      {
        ...bare,
        ...bareUuid,
        flaw: 'damaged',
        damage: ['segment __TEXT has no room for its 4294967295 sections'],
      },
    ],
    [
      'half a segment',
      makeMachO({ commands: [command(0x19), uuid] }),
      { ...bare, ...bareUuid, flaw: 'damaged', damage: ['a segment command ends too early'] },
    ],
  ])('%s', (_, bytes, expected) => {
    expect(read(bytes).outcome).toEqual(expected);
  });

  test('build info that cannot be read leaves the rest as it is', () => {
    const whole = read(sample).outcome as MachOFacts;
    const { go, ...rest } = whole;
    expect(go?.version).toBe('go1.26.8');
    const bytes = patched(sample, 0x600 + 32, [1, 0x7f]).subarray(0, 0x800);
    bytes.fill(0xff, 0x620, 0x62a);
    expect(read(bytes).outcome).toEqual({
      ...rest,
      damage: [expect.stringContaining('build info')],
    });
  });
});

test('a file of terabytes costs no more than 64 KiB of reading', () => {
  const many: readonly CommandWish[] = [
    ...Array.from({ length: 2000 }, () => system),
    segment({
      name: '__DATA',
      offset: 0,
      size: 2 ** 41,
      sections: [{ name: '__go_buildinfo', offset: 2 ** 31, size: 2 ** 40 }],
    }),
  ];
  expect(read(makeMachO({ commands: many }), 2 ** 42).bytes).toBeLessThan(65_536);
  const last = makeMachO({ commands: many.slice(-1) });
  expect(read(last, 2 ** 42)).toMatchObject({ outcome: bare, bytes: 8192 });
});

test('cut off anywhere, a program is refused or read in part', () => {
  for (let length = 0; length < sample.length; length += 1) {
    const { outcome } = read(sample.subarray(0, length));
    if (length < headerSize) expect(outcome).toBe('the Mach-O header ends too early');
    else if (typeof outcome !== 'string') expect(outcome.damage).not.toEqual([]);
  }
});

test('with bytes changed at random, a program gives facts or a reason', () => {
  const random = randomFrom(20_260_912);
  let readable = 0;
  for (let run = 0; run < 2500; run += 1) {
    const { outcome, bytes: asked } = read(flipped(sample, random));
    if (typeof outcome !== 'string') readable += 1;
    expect(typeof outcome === 'string' || outcome.damage.length <= 16).toBe(true);
    expect(asked).toBeLessThan(65_536);
  }
  expect(readable).toBeGreaterThan(1000);
});
