import { expect, test } from 'vitest';
import type { MachOFacts } from '../../../../src/domain/binary/facts.ts';
import { readMachO } from '../../../../src/domain/binary/macho/read-macho.ts';
import { readFrom } from '../../../../src/domain/binary/reading.ts';
import { concat, fixed, join, patched } from '../../../fixtures/bytes.ts';
import { appInfo, appLines, goBlob } from '../../../fixtures/go-blob.ts';
import {
  type CommandWish,
  buildVersion,
  command,
  cpu,
  dylib,
  dylibUse,
  makeMachO,
  segment,
} from '../../../fixtures/macho-maker.ts';

const read = (bytes: Uint8Array) => readFrom(bytes, readMachO({ size: bytes.length }));

const needed = 2 ** 31;
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

const blob = goBlob('go1.26.8', ...appLines);
const size = 0x4000;
const content = new Uint8Array(size);
content.set(blob, 0x3000);
content.set([0xfa, 0xde, 0x0c, 0xc0], 0x3f00);

/** As Go lays out a program that does not depend on where it is loaded. */
const goSegments = [
  segment({ name: '__PAGEZERO', offset: 0, size: 0 }),
  segment({
    name: '__TEXT',
    address: 0x1000,
    offset: 0,
    size: 0x2000,
    sections: [
      { name: '__text', offset: 0x1000, size: 0x100 },
      { name: '__rodata', offset: 0x1100, size: 0x80 },
    ],
  }),
  segment({
    name: '__DATA_CONST',
    offset: 0x2000,
    size: 0x1000,
    sections: [
      { name: '__rodata', offset: 0x2000, size: 0x40 },
      { name: '__gopclntab', offset: 0x2040, size: 0x400 },
    ],
  }),
  segment({
    name: '__DATA',
    offset: 0x3000,
    size: 0x1000,
    sections: [
      { name: '__go_buildinfo', offset: 0x3000, size: blob.length },
      { name: '__bss', offset: 0, size: 0xffff_ffff, flags: 1 },
    ],
  }),
];
const goCommands = [
  ...goSegments,
  buildVersion(1, 0xc_0000, 0xf_0203),
  command(
    0x1b,
    Uint8Array.from({ length: 16 }, (_, index) => index * 17),
  ),
  dylib(0xc, '/usr/lib/libSystem.B.dylib'),
  command(0x1d, [4, 0x3f00], [4, 0x100]),
];
const goFacts: MachOFacts = {
  ...bare,
  libraries: [{ path: '/usr/lib/libSystem.B.dylib', kind: 'load' }],
  platform: 1,
  minOs: '12.0',
  sdk: '15.2.3',
  uuid: '00112233445566778899aabbccddeeff',
  signature: { offset: 0x3f00, size: 0x100, endsFile: true, begins: true },
  go: appInfo,
  names: [{ offset: 0x2040, length: 0x400 }],
  texts: [
    { offset: 0x1100, length: 0x80 },
    { offset: 0x2000, length: 0x40 },
  ],
};

test.each([
  [64, 'little'],
  [32, 'little'],
  [64, 'big'],
  [32, 'big'],
] as const)('a %s-bit %s-endian program of Go is read', (bits, order) => {
  const bytes = makeMachO({ bits, order, commands: goCommands, content });
  expect(read(bytes)).toEqual({ ...goFacts, bits, order });
});

test('each way to need a library is told apart, and its own name is none', () => {
  const commands = [
    dylib(0xd, '/own'),
    dylib(0xc, '/load'),
    dylib(needed + 0x18, '/weak'),
    dylib(needed + 0x1f, '/re-export'),
    dylib(0x20, '/lazy'),
    dylib(needed + 0x23, '/upward'),
    dylibUse(0xc, '/plain-use', 0),
    dylibUse(0xc, '/weak-use', 1),
    dylibUse(0xc, '/re-export-use', 2),
    dylibUse(0xc, '/upward-use', 4),
    dylibUse(0xc, '/lazy-use', 8),
    dylibUse(needed + 0x18, '/weak-and-lazy-use', 9),
  ];
  expect(read(makeMachO({ commands }))).toEqual({
    ...bare,
    libraries: [
      { path: '/load', kind: 'load' },
      { path: '/weak', kind: 'weak' },
      { path: '/re-export', kind: 're-export' },
      { path: '/lazy', kind: 'lazy' },
      { path: '/upward', kind: 'upward' },
      { path: '/plain-use', kind: 'load' },
      { path: '/weak-use', kind: 'weak' },
      { path: '/re-export-use', kind: 're-export' },
      { path: '/upward-use', kind: 'upward' },
      { path: '/lazy-use', kind: 'lazy' },
      { path: '/weak-and-lazy-use', kind: 'weak' },
    ],
  });
});

test.each<[string, readonly CommandWish[], Partial<MachOFacts>]>([
  ['without a command, nothing', [], {}],
  [
    'with LC_VERSION_MIN_MACOSX, no platform',
    [command(0x24, [4, 0xa_0d01], [4, 0])],
    { minOs: '10.13.1' },
  ],
  [
    'for macOS and Mac Catalyst, macOS',
    [buildVersion(6, 0xd_0100, 0xf_0000), buildVersion(1, 0xa_0f00, 0xf_0000)],
    { platform: 1, minOs: '10.15', sdk: '15.0' },
  ],
  ['for iOS, iOS', [command(0x25, [4, 0xc_0000], [4, 0])], { platform: 2, minOs: '12.0' }],
  ['for DriverKit, DriverKit', [buildVersion(10, 0, 0)], { platform: 10, minOs: '0.0' }],
])('the system and its version: %s', (_, commands, expected) => {
  expect(read(makeMachO({ commands }))).toEqual({ ...bare, ...expected });
});

test('load commands of more than the first 4 KiB are read to their end', () => {
  const paths = Array.from({ length: 200 }, (_, index) => `/usr/lib/lib${index}.dylib`);
  const commands = paths.map((path) => dylib(0xc, path));
  expect(read(makeMachO({ commands })).libraries).toEqual(
    paths.map((path) => ({ path, kind: 'load' })),
  );
});

test('a signature that does not end the file is seen', () => {
  const bytes = makeMachO({ commands: goCommands, content });
  expect(read(concat([bytes, new Uint8Array(1)]))).toEqual({
    ...goFacts,
    signature: { offset: 0x3f00, size: 0x100, endsFile: false, begins: true },
  });
});

test.each<[string, Uint8Array, NonNullable<MachOFacts['signature']>]>([
  ['of no bytes', content, { offset: 0x4000, size: 0, endsFile: true, begins: false }],
  ['of three', content, { offset: 0x3ffd, size: 3, endsFile: true, begins: false }],
  [
    'of something else',
    patched(content, 0x3f00, [4, 0xc00cdefb]),
    { offset: 0x3f00, size: 0x100, endsFile: true, begins: false },
  ],
])('a signature %s is none', (_, bytes, signature) => {
  const commands = [command(0x1d, [4, signature.offset], [4, signature.size])];
  expect(read(makeMachO({ commands, content: bytes }))).toEqual({ ...bare, signature });
});

test('build info behind pointers, as before Go 1.18, is found by its addresses', () => {
  const text = (address: number, length: number) => join('little', [8, address], [8, length]);
  const data = concat([
    join('little', [1, 0xff], ' Go buildinf:', [1, 8], [1, 0], [8, 0x9020], [8, 0]),
    text(0x9030, 8),
    fixed('go1.17.1', 8),
  ]);
  const old = new Uint8Array(0x2000);
  old.set(data, 0x1000);
  const sections = [{ name: '__go_buildinfo', offset: 0x1000, size: 32 }];
  const part = { name: '__DATA', address: 0x9000, offset: 0x1000, size: 0x1000, sections };
  expect(read(makeMachO({ commands: [segment(part)], content: old }))).toEqual({
    ...bare,
    go: { version: 'go1.17.1', deps: [], settings: new Map() },
  });
});
