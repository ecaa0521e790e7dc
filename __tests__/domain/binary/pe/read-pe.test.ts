import { expect, test } from 'vitest';
import type { PeFacts, PeImport } from '../../../../src/domain/binary/facts.ts';
import { readPe } from '../../../../src/domain/binary/pe/read-pe.ts';
import { readFrom } from '../../../../src/domain/binary/reading.ts';
import { appInfo, appLines, goBlob } from '../../../fixtures/go-blob.ts';
import { dataFlags, makeImports, makePe, peLayout } from '../../../fixtures/pe-maker.ts';

const read = (bytes: Uint8Array) => readFrom(bytes, readPe({ size: bytes.length }));

const imports: readonly PeImport[] = [
  { library: 'kernel32.dll', symbols: ['WriteFile', 'ExitProcess', '#12'] },
  { library: 'ws2_32.dll', symbols: ['#115'] },
  { library: 'empty.dll', symbols: [] },
];
const delayImports: readonly PeImport[] = [{ library: 'late.dll', symbols: ['Sooner', '#65535'] }];

const plain: PeFacts = {
  format: 'pe',
  machine: 0x8664,
  bits: 64,
  dll: false,
  subsystem: 3,
  osVersion: '6.1',
  subsystemVersion: '5.2',
  imports: [],
  delayImports: [],
  damage: [],
};

test('headers, imports, delayed imports, build info and constants are read', () => {
  const bytes = makePe({
    directories: { 1: 0x2000, 13: 0x3000 },
    sections: [
      { name: '.rdata', address: 0x1000, data: new Uint8Array(0x300) },
      { name: '.idata', address: 0x2000, data: makeImports(imports, { at: 0x2000 }) },
      {
        name: '.didat',
        address: 0x3000,
        data: makeImports(delayImports, { at: 0x3000, kind: 'delay' }),
      },
      {
        name: '.data',
        address: 0x4000,
        data: goBlob('go1.26.8', ...appLines),
        flags: dataFlags,
      },
    ],
  });
  const constants = [{ offset: peLayout.headers, length: 0x400 }];
  expect(read(bytes)).toEqual({
    ...plain,
    imports,
    delayImports,
    go: appInfo,
    names: constants,
    texts: constants,
  });
});

test('a 32-bit program of an old linker is read as a new one is', () => {
  const bytes = makePe({
    bits: 32,
    subsystem: 2,
    directories: { 1: 0x2000, 13: 0x3000 },
    sections: [
      {
        name: '.idata',
        address: 0x2000,
        data: makeImports(imports, { at: 0x2000, bits: 32, kind: 'borland' }),
      },
      {
        name: '.didat',
        address: 0x3000,
        data: makeImports(delayImports, { at: 0x3000, bits: 32, kind: 'old-delay' }),
      },
    ],
  });
  expect(read(bytes)).toEqual({
    ...plain,
    machine: 0x14c,
    bits: 32,
    subsystem: 2,
    imports,
    delayImports,
  });
});

test('a library without a list of names is a library all the same', () => {
  const table = makeImports(delayImports, { at: 0x2000, kind: 'delay' });
  table.fill(0, 16, 20);
  const sections = [{ name: '.didat', address: 0x2000, data: table }];
  expect(read(makePe({ directories: { 13: 0x2000 }, sections }))).toEqual({
    ...plain,
    delayImports: [{ library: 'late.dll', symbols: [] }],
  });
});

test('symbols behind the last section, as in every default build of Go, change nothing', () => {
  const sections = [
    { name: '.idata', address: 0x2000, data: makeImports(imports, { at: 0x2000 }) },
  ];
  const wish = { directories: { 1: 0x2000 }, sections };
  const rest = new Uint8Array(18 * 5 + 4);
  expect(read(makePe({ ...wish, rest }))).toEqual({ ...plain, imports });
});

test('what is not in the file but in memory is zero, so that a table can end there', () => {
  const library = [{ library: 'a.dll', symbols: ['Function'] }];
  const data = makeImports(library, { at: 0x2000 });
  const whole = makePe({
    directories: { 1: 0x2000 + 0x200 - 20 },
    sections: [
      { name: 'names', address: 0x3000, data },
      { name: '.idata', address: 0x2000, data: new Uint8Array(0x200), virtualSize: 0x1000 },
    ],
  });
  const names = makeImports(library, { at: 0x3000 });
  whole.set(names, peLayout.headers);
  // The table's only entry ends with the file's part of its section.
  whole.set(names.subarray(0, 20), whole.length - 20);
  expect(read(whole)).toEqual({ ...plain, imports: library });
});

test('a section whose offset is not that of a sector is loaded from the sector, as Windows does', () => {
  const sections = [
    { name: '.idata', address: 0x2000, data: makeImports(imports, { at: 0x2000 }) },
  ];
  const bytes = makePe({ directories: { 1: 0x2000 }, sections });
  const pointer = peLayout.optional + 112 + 128 + 20;
  bytes[pointer] = 0x10;
  expect(read(bytes)).toEqual({ ...plain, imports });
  const aligned = makePe({ directories: { 1: 0x2000 }, sectionAlignment: 0x10, sections });
  aligned[pointer] = 0x10;
  expect(read(aligned).imports).not.toEqual(imports);
});

test('a DLL says that it is one', () => {
  const bytes = makePe();
  bytes[peLayout.coff + 19] = 0x20;
  expect(read(bytes)).toEqual({ ...plain, dll: true });
});

test('imports can lie in the headers', () => {
  const bytes = makePe({ directories: { 1: 0x300 } });
  bytes.set(makeImports([{ library: 'a.dll', symbols: ['B'] }], { at: 0x300 }), 0x300);
  expect(read(bytes)).toEqual({ ...plain, imports: [{ library: 'a.dll', symbols: ['B'] }] });
});

test('build info is searched in writable data only, in all of its sections', () => {
  const blob = goBlob('go1.26.8', ...appLines);
  const read64 = (flags: number) =>
    read(
      makePe({
        sections: [
          { name: '.tls', address: 0x1000, data: new Uint8Array(0x200), flags: dataFlags },
          { name: '.data', address: 0x2000, data: blob, flags },
        ],
      }),
    );
  expect(read64(dataFlags)).toEqual({ ...plain, go: appInfo });
  expect(read64(0x4000_0040)).toEqual(plain);
  expect(read64(0xe000_0060)).toEqual(plain);
});
