import { describe, expect, test } from 'vitest';
import type { FatFacts, MachOFacts } from '../../../../src/domain/binary/facts.ts';
import { readFat } from '../../../../src/domain/binary/macho/read-macho.ts';
import { concat, join, padded, patched } from '../../../fixtures/bytes.ts';
import { appInfo, appLines, goBlob } from '../../../fixtures/go-blob.ts';
import { drive, flipped, randomFrom } from '../../../fixtures/hostile.ts';
import {
  command,
  cpu,
  dylib,
  fatHeader,
  makeFat,
  makeMachO,
  segment,
} from '../../../fixtures/macho-maker.ts';

const read = (bytes: Uint8Array, size = bytes.length) => drive(bytes, readFat({ size }), size);

const blob = goBlob('go1.26.8', ...appLines);
const content = new Uint8Array(0x400);
content.set(blob, 0x300);
content.set([0xfa, 0xde, 0x0c, 0xc0], 0x3f0);
const sections = [
  { name: '__go_buildinfo', offset: 0x300, size: blob.length },
  { name: '__gopclntab', offset: 0x200, size: 0x80 },
  { name: '__rodata', offset: 0x280, size: 0x80 },
];
const arm = makeMachO({
  commands: [
    segment({ name: '__TEXT', offset: 0, size: 0x400, sections }),
    command(0x1d, [4, 0x3f0], [4, 0x10]),
  ],
  content,
});
const powerPc = makeMachO({
  bits: 32,
  order: 'big',
  cpuType: cpu.ppc,
  commands: [dylib(0xc, '/a')],
});
const programs = [
  { cpuType: cpu.ppc, bytes: powerPc },
  { cpuType: cpu.arm64, bytes: arm },
];
const sample = makeFat(programs);

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

test.each([32, 64] as const)('each program of one with %s-bit offsets is read', (bits) => {
  const bytes = makeFat(programs, bits);
  expect(read(bytes).outcome).toEqual({
    format: 'fat',
    slices: [
      {
        ...bare,
        bits: 32,
        order: 'big',
        cpuType: cpu.ppc,
        libraries: [{ path: '/a', kind: 'load' }],
      },
      {
        ...bare,
        signature: { offset: 0x3f0, size: 0x10, endsFile: true, begins: true },
        go: appInfo,
        names: [{ offset: 8192 + 0x200, length: 0x80 }],
        texts: [{ offset: 8192 + 0x280, length: 0x80 }],
      },
    ],
    damage: [],
  });
});

describe('what is no fat file, or has no program that can be read, is refused with the reason', () => {
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'the fat header reaches past the end of the file'],
    ['a program alone', arm, 'it does not begin as a fat Mach-O file does'],
    ['no program', fatHeader([]), 'it is a fat Mach-O file without a program'],
    [
      "a class of Java's",
      join('big', [4, 0xcafebabe], [2, 0], [2, 52], new Uint8Array(99)),
      'it is said to hold 52 programs; 16 are read at the most',
    ],
    [
      'a program for each number there is',
      patched(sample, 4, [4, 2 ** 32 - 1]),
      'it is said to hold 4294967295 programs; 16 are read at the most',
    ],
    [
      'itself',
      fatHeader([{ cpuType: cpu.arm64, offset: 0, size: 28 }]),
      'none of its slices can be read: slice 1 begins inside the fat header',
    ],
    [
      'a fat file',
      concat([
        padded(fatHeader([{ cpuType: cpu.arm64, offset: 4096, size: sample.length }]), 4096),
        sample,
      ]),
      'none of its slices can be read: slice 1: it does not begin as a Mach-O file does',
    ],
  ])('%s', (_, bytes, reason) => {
    expect(read(bytes).outcome).toBe(reason);
  });
});

describe('slices of a fat file', () => {
  const small = makeMachO({ cpuType: cpu.amd64 });
  const at = (offset: number, size = small.length) => ({ cpuType: cpu.amd64, offset, size });
  const withSlices = (...slices: Parameters<typeof fatHeader>[0]) => {
    const bytes = new Uint8Array(0x300);
    bytes.set(fatHeader(slices));
    bytes.set(small, 0x200);
    return bytes;
  };
  const slice = { ...bare, cpuType: cpu.amd64 };

  test.each<[string, Uint8Array, Partial<FatFacts>]>([
    [
      'that overlap are read once',
      withSlices(at(0x200), at(0x210)),
      { damage: ['slice 2 overlaps with another'], flaw: 'damaged' },
    ],
    [
      'that are the same are read once',
      withSlices(at(0x200), at(0x200)),
      { damage: ['slice 2 overlaps with another'], flaw: 'damaged' },
    ],
    [
      'past the end are left out',
      withSlices(at(0x200), at(0x2f0)),
      { damage: ['slice 2 reaches past the end of the file'], flaw: 'cut-off' },
    ],
    [
      'that are no program are left out, and keep no other from starting',
      withSlices(at(0x200), at(0x280, 4)),
      { damage: ['slice 2: it does not begin as a Mach-O file does'] },
    ],
    [
      'for another processor than the header says are read and told, each as its own damage',
      withSlices({ ...at(0x200), cpuType: cpu.arm64 }),
      {
        slices: [
          {
            ...slice,
            damage: ['slice 1 is for another processor than the fat header says'],
            flaw: 'damaged',
          },
        ],
      },
    ],
  ])('%s', (_, bytes, expected) => {
    const whole = { format: 'fat', slices: [slice], damage: [] };
    expect(read(bytes).outcome).toEqual({ ...whole, ...expected });
  });
});

test('cut off anywhere, it is refused or read in part', () => {
  for (let length = 0; length < sample.length; length += 1) {
    const { outcome } = read(sample.subarray(0, length));
    if (length < 48) expect(outcome).toBe('the fat header reaches past the end of the file');
    else if (typeof outcome !== 'string') expect(outcome.damage).not.toEqual([]);
  }
});

test('with bytes changed at random, it gives facts or a reason', () => {
  const offsets = [48, 48 + arm.length];
  const header = fatHeader(offsets.map((offset) => ({ cpuType: 0, offset, size: arm.length })));
  const dense = concat([header, arm, arm]);
  const random = randomFrom(20_260_913);
  let readable = 0;
  for (let run = 0; run < 2500; run += 1) {
    const { outcome, bytes: asked } = read(flipped(dense, random));
    if (typeof outcome !== 'string') readable += 1;
    expect(typeof outcome === 'string' || outcome.damage.length <= 16).toBe(true);
    expect(asked).toBeLessThan(65_536);
  }
  expect(readable).toBeGreaterThan(1000);
});
