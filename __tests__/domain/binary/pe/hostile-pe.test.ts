import { describe, expect, test } from 'vitest';
import type { PeFacts, PeImport } from '../../../../src/domain/binary/facts.ts';
import { readPe } from '../../../../src/domain/binary/pe/read-pe.ts';
import { appLines, goBlob } from '../../../fixtures/go-blob.ts';
import { patched } from '../../../fixtures/bytes.ts';
import { drive, flipped, randomFrom } from '../../../fixtures/hostile.ts';
import { dataFlags, makeImports, makePe, peLayout } from '../../../fixtures/pe-maker.ts';

const read = (bytes: Uint8Array, size = bytes.length) => drive(bytes, readPe({ size }), size);

function facts(bytes: Uint8Array): PeFacts {
  const { outcome } = read(bytes);
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}

const imports: readonly PeImport[] = [
  { library: 'kernel32.dll', symbols: ['WriteFile', '#12'] },
  { library: 'user32.dll', symbols: ['MessageBoxW'] },
];
const sample = makePe({
  directories: { 1: 0x2000, 13: 0x3000 },
  sections: [
    { name: '.rdata', address: 0x1000, data: new Uint8Array(0x10) },
    { name: '.idata', address: 0x2000, data: makeImports(imports, { at: 0x2000 }) },
    { name: '.didat', address: 0x3000, data: makeImports(imports, { at: 0x3000, kind: 'delay' }) },
    { name: '.data', address: 0x4000, data: goBlob('go1.26.8', ...appLines), flags: dataFlags },
  ],
});
const sample32 = makePe({
  bits: 32,
  directories: { 1: 0x2000 },
  sections: [
    { name: '.idata', address: 0x2000, data: makeImports(imports, { at: 0x2000, bits: 32 }) },
  ],
});
const idata = peLayout.headers + 0x200;
const countAt = peLayout.optional + 108;
const table = peLayout.optional + 112 + 128;

describe('what is no Windows program is refused with the reason', () => {
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'the DOS header reaches past the end of the file'],
    ['a text', new TextEncoder().encode('hello\n'.repeat(20)), 'it does not begin with MZ'],
    [
      'a DOS program',
      patched(sample, 0x3c, [4, 0]),
      'it has no PE header: it is a program for DOS or 16-bit Windows',
    ],
    [
      'a header beyond the end',
      patched(sample, 0x3c, [4, 0xffff_fff8]),
      'the PE header reaches past the end of the file',
    ],
    [
      'an object file',
      patched(sample, peLayout.coff + 16, [2, 0]),
      'it is an object file, not a program',
    ],
    [
      'a ROM image',
      patched(sample, peLayout.optional, [2, 0x107]),
      'its optional header is neither PE32 nor PE32+',
    ],
  ])('%s', (_, bytes, reason) => {
    expect(read(bytes).outcome).toBe(reason);
  });
});

describe('damage is told and the rest is read', () => {
  const whole = facts(sample);
  const damaged = { ...whole, flaw: 'damaged' } as const;

  test('the sample itself has none', () => {
    expect(whole).toMatchObject({ imports, delayImports: imports, damage: [] });
    expect([whole.go?.version, whole.names, whole.texts]).toEqual([
      'go1.26.8',
      [{ offset: 0x400, length: 0x200 }],
      [{ offset: 0x400, length: 0x200 }],
    ]);
  });

  test.each<[string, Uint8Array, Partial<PeFacts>]>([
    [
      'more data directories than there can be',
      patched(sample, countAt, [4, 2 ** 32 - 1]),
      {
        flaw: 'damaged',
        damage: ['its optional header is said to hold 4294967295 data directories, 16 at the most'],
      },
    ],
    [
      'an optional header that is too small',
      patched(patched(sample, peLayout.coff + 16, [2, 96]), peLayout.coff + 2, [2, 0]),
      {
        imports: [],
        delayImports: [],
        flaw: 'damaged',
        damage: [
          'its optional header is too small for its data directories',
          'the import table lies where nothing is loaded',
          'the table of delayed imports lies where nothing is loaded',
        ],
      },
    ],
    [
      'a section that is not all there',
      sample.subarray(0, sample.length - 1),
      { ...whole, flaw: 'cut-off', damage: ['section .data reaches past the end of the file'] },
    ],
    [
      'an import table that is nowhere',
      patched(sample, countAt + 4 + 8, [4, 0xffff_0000]),
      {
        ...damaged,
        imports: [],
        damage: ['the import table lies where nothing is loaded'],
      },
    ],
    [
      'a library whose name is nowhere',
      patched(sample, idata + 12, [4, 0x7fff_0000]),
      {
        ...damaged,
        imports: [imports[1]!],
        damage: ['the name of a library in the import table lies where nothing is loaded'],
      },
    ],
    [
      'a list of names that is nowhere',
      patched(sample, idata, [4, 0x7fff_0000]),
      {
        ...damaged,
        imports: [{ library: 'kernel32.dll', symbols: [] }, imports[1]!],
        damage: ['a list of functions in the import table lies where nothing is loaded'],
      },
    ],
  ])('%s', (_, bytes, expected) => {
    expect(facts(bytes)).toMatchObject(expected);
  });
});

test('more sections than the file has room for are told', () => {
  expect(facts(patched(sample32, peLayout.coff + 2, [2, 65_535])).damage).toContain(
    'its section table reaches past the end of the file',
  );
});

test('more sections than any linker writes are read up to a bound', () => {
  const bytes = new Uint8Array(table + 40 * 2000);
  bytes.set(sample.subarray(0, table));
  expect(facts(patched(bytes, peLayout.coff + 2, [2, 2000])).damage).toContain(
    'it is said to have 2000 sections; 1024 are read at the most',
  );
});

const repeat = <T>(length: number, value: T): T[] => Array.from({ length }, () => value);

describe('tables without an end', () => {
  const at = 0x2000;
  const inSection = (data: Uint8Array) =>
    makePe({ directories: { 1: at }, sections: [{ name: '.idata', address: at, data }] });
  const many = (libraries: number, symbols: number) =>
    Array.from({ length: libraries }, (_, index) => ({
      library: `${index}.dll`,
      symbols: Array.from({ length: symbols }, (__, number) => `#${number}`),
    }));

  test('libraries are read up to a bound', () => {
    const result = facts(inSection(makeImports(many(600, 1), { at })));
    expect(result.imports).toEqual(many(512, 1));
    expect([result.unread, result.damage, result.flaw]).toEqual([['libraries'], [], undefined]);
    const all = facts(inSection(makeImports(many(512, 1), { at })));
    expect([all.imports.length, all.unread]).toEqual([512, undefined]);
  });

  test('functions are read up to a bound over all libraries, and every library is named', () => {
    const result = facts(inSection(makeImports(many(100, 100), { at })));
    const counts = result.imports.map(({ symbols }) => symbols.length);
    expect(counts).toEqual([...repeat(40, 100), 96, ...repeat(59, 0)]);
    expect([result.unread, result.damage, result.flaw]).toEqual([['functions'], [], undefined]);
  });

  test('a table whose entries lead back to it ends at the bounds', () => {
    // Name, names and places of each library are the table itself; its last name is not text.
    const data = new Uint8Array(0x1_0000);
    for (let word = 0; word < data.length; word += 4) data.set([0x00, 0x20, 0, 0], word);
    const result = facts(inSection(data));
    expect(result.imports).toHaveLength(512);
    expect(result.imports.flatMap(({ symbols }) => symbols)).toHaveLength(4096);
    expect([result.unread, result.damage]).toEqual([['libraries', 'functions'], []]);
  });

  test('long names all in one place are not multiplied without end', () => {
    const data = new Uint8Array(0x1_0000);
    data.set(makeImports([{ library: 'a.dll', symbols: [] }], { at }));
    data.fill(0x80, 0x8000, 0x8fff);
    for (let word = 0x9000; word < data.length; word += 8) data.set([0x00, 0xa0], word);
    data.set([0x00, 0xb0], 0);
    const result = facts(inSection(data));
    const symbols = repeat(257, '\u0080'.repeat(4093));
    expect(result.imports).toEqual([{ library: 'a.dll', symbols }]);
    expect([result.unread, result.damage]).toEqual([['functions'], []]);
  });
});

test('a file of terabytes costs no more than four megabytes of reading', () => {
  const bytes = makePe({
    directories: { 1: 0x2000 },
    sections: Array.from({ length: 40 }, (_, index) => ({
      name: '.data',
      address: 0x2000 + index * 0x1000_0000,
      data: new Uint8Array(),
      virtualSize: 0xffff_ffff,
      flags: dataFlags,
    })),
  });
  for (let index = 0; index < 40; index += 1) {
    const entry = table + index * 40;
    bytes.set([0, 0, 0, 0xf0, 0, 0, index, 0], entry + 16);
  }
  const { outcome, bytes: asked } = read(bytes, 2 ** 42);
  expect(asked).toBeLessThan(4_000_000);
  expect(outcome).toMatchObject({
    damage: ['its data is too large to be searched for Go build info to its end'],
  });
});

test('cut off anywhere, a program is refused or read in part', () => {
  for (let length = 0; length < sample.length; length += 1) {
    const { outcome } = read(sample.subarray(0, length));
    if (length < peLayout.optional + 112) expect(outcome).toBeTypeOf('string');
    else if (typeof outcome !== 'string') expect(outcome.damage).not.toEqual([]);
  }
});

test.each([
  ['64', sample],
  ['32', sample32],
])('with bytes changed at random, a %s-bit program gives facts or a reason', (_, bytes) => {
  const random = randomFrom(20_260_911);
  let readable = 0;
  for (let run = 0; run < 2500; run += 1) {
    const { outcome, bytes: asked } = read(flipped(bytes, random));
    if (typeof outcome !== 'string') readable += 1;
    expect(typeof outcome === 'string' || outcome.damage.length <= 16).toBe(true);
    expect(asked).toBeLessThan(4_000_000);
  }
  expect(readable).toBeGreaterThan(1000);
});
