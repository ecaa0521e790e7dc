import { describe, expect, test } from 'vitest';
import { readElf } from '../../../../src/domain/binary/elf/read-elf.ts';
import type { ElfFacts } from '../../../../src/domain/binary/facts.ts';
import { readFrom } from '../../../../src/domain/binary/reading.ts';
import type { ByteOrder } from '../../../../src/domain/binary/view.ts';
import { join } from '../../../fixtures/bytes.ts';
import { type ElfWish, makeElf } from '../../../fixtures/elf-maker.ts';
import { libc, needs, resolver } from '../../../fixtures/elf-sample.ts';
import { appInfo, appLines, goBlob } from '../../../fixtures/go-blob.ts';

const facts = (wish: ElfWish): ElfFacts => {
  const { bytes } = makeElf(wish);
  return readFrom(bytes, readElf({ size: bytes.length }));
};

const plain: ElfFacts = {
  format: 'elf',
  bits: 64,
  order: 'little',
  machine: 62,
  type: 2,
  osAbi: 0,
  flags: 0,
  dynamic: false,
  pie: false,
  relr: false,
  needed: [],
  versions: [],
  loadAlign: 0x1000,
  notes: [],
  damage: [],
};

const shapes: readonly (readonly [bits: 32 | 64, order: ByteOrder])[] = [
  [32, 'little'],
  [32, 'big'],
  [64, 'little'],
  [64, 'big'],
];

describe('every class and byte order', () => {
  test.each(shapes)('a program of %i bits, %s-endian, with all there is', (bits, order) => {
    const value = join(order, [4, 0], [4, 3], [4, 2], [4, 0]);
    const wish: ElfWish = {
      ...{ bits, order, machine: 8, type: 3, osAbi: 9, flags: 0x80001006 },
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      dynamic: {
        needed: ['libresolv.so.2', 'libc.so.6', 'libfür.so'],
        soname: 'libapp.so.1',
        rpath: '/home/runner/lib',
        runpath: '$ORIGIN/lib',
        flags1: 0x08000001,
        needs: [libc, resolver],
        exports: ['main.main', 'x_cgo_init'],
      },
      notes: [{ notes: [{ owner: 'GNU', type: 1, value }] }],
      stack: 7,
      align: 0x10000,
      data: goBlob('go1.26.8', ...appLines),
      sections: [
        { name: '.rodata', at: 'interpreter' },
        { name: '.gopclntab', at: 'strings' },
        { name: '.go.buildinfo', at: 'data' },
        { name: '.bss', type: 8, at: 'data' },
      ],
    };
    const { parts } = makeElf(wish);
    expect(facts(wish)).toEqual({
      format: 'elf',
      ...{ bits, order, machine: 8, type: 3, osAbi: 9, flags: 0x80001006 },
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      dynamic: true,
      pie: true,
      relr: true,
      needed: ['libresolv.so.2', 'libc.so.6', 'libfür.so'],
      soname: 'libapp.so.1',
      rpath: '/home/runner/lib',
      runpath: '$ORIGIN/lib',
      versions: needs,
      execStack: true,
      loadAlign: 0x10000,
      notes: [{ owner: 'GNU', type: 1, value }],
      go: appInfo,
      names: [parts.get('strings')],
      texts: [parts.get('interpreter')],
      damage: [],
    });
  });
});

describe('how it is linked', () => {
  test.each<[string, ElfWish, Partial<ElfFacts>]>([
    ['static', {}, {}],
    ['static, of a shared object file type', { type: 3 }, { type: 3 }],
    [
      'static-pie',
      { type: 3, dynamic: { flags1: 0x08000001 } },
      { type: 3, dynamic: true, pie: true },
    ],
    [
      'a loader and no libraries',
      { type: 3, interpreter: '/lib64/ld-linux-x86-64.so.2', dynamic: {} },
      { type: 3, dynamic: true, interpreter: '/lib64/ld-linux-x86-64.so.2' },
    ],
    [
      'musl',
      { interpreter: '/lib/ld-musl-x86_64.so.1', dynamic: { needed: ['libc.musl-x86_64.so.1'] } },
      {
        dynamic: true,
        interpreter: '/lib/ld-musl-x86_64.so.1',
        needed: ['libc.musl-x86_64.so.1'],
      },
    ],
    ['flags beside PIE', { dynamic: { flags1: 0x10000001 } }, { dynamic: true }],
    [
      'DT_RELR without a version for it',
      { dynamic: { relr: true } },
      { dynamic: true, relr: true },
    ],
    ['a stack that is not executable', { stack: 6 }, { execStack: false }],
    ['segments aligned to 64 KiB', { align: 0x10000 }, { loadAlign: 0x10000 }],
  ])('%s', (_, wish, expected) => {
    expect(facts(wish)).toEqual({ ...plain, ...expected });
  });

  test('of a tag that is there twice the last counts', () => {
    const wish: ElfWish = {
      dynamic: { flags1: 0x08000000, more: [[0x6ffffffb, 0]] },
    };
    expect(facts(wish)).toEqual({ ...plain, dynamic: true });
  });

  test('the smallest alignment of loaded segments counts, and of no others', () => {
    const { bytes, parts } = makeElf({ data: new Uint8Array(8), stack: 6 });
    const { offset } = parts.get('segments')!;
    bytes.set(join('little', [8, 0x200]), offset + 2 * 56 + 48);
    bytes.set(join('little', [8, 1]), offset + 56 + 48);
    const { loadAlign } = readFrom(bytes, readElf({ size: bytes.length }));
    expect(loadAlign).toBe(0x200);
  });
});

describe('where things lie', () => {
  test('names of a position-independent program, and several parts of constant texts', () => {
    const wish: ElfWish = {
      sections: [
        { name: '.data.rel.ro.gopclntab', data: new Uint8Array(40) },
        { name: '.rodata', data: new Uint8Array(16) },
        { name: '.rodata.str1.1', data: new Uint8Array(24) },
        { name: '.rodatax', data: new Uint8Array(8) },
        { name: '.notgopclntab', data: new Uint8Array(8) },
      ],
    };
    const { parts } = makeElf(wish);
    expect(facts(wish)).toEqual({
      ...plain,
      names: [parts.get('.data.rel.ro.gopclntab')],
      texts: [parts.get('.rodata'), parts.get('.rodata.str1.1')],
    });
  });

  test('an object file is read by its sections', () => {
    const value = join('little', [4, 0], [4, 3], [4, 2], [4, 0]);
    const note = join('little', [4, 4], [4, 16], [4, 1], 'GNU', [1, 0], value);
    const wish: ElfWish = {
      ...{ type: 1, segments: false },
      sections: [
        { name: '.note.ABI-tag', type: 7, flags: 2, data: note },
        { name: '.note.stapsdt', type: 7, data: note },
      ],
    };
    const { loadAlign: _, ...rest } = plain;
    expect(facts(wish)).toEqual({
      ...rest,
      type: 1,
      notes: [{ owner: 'GNU', type: 1, value }],
    });
  });

  test('so is the dynamic table of a file without segments', () => {
    const wish: ElfWish = {
      ...{ type: 1, segments: false },
      dynamic: { needed: ['libc.so.6'], needs: [resolver] },
      sections: [
        { name: '.dynamic', type: 6, flags: 2, at: 'dynamic' },
        { name: '.dynstr', type: 3, flags: 2, at: 'strings' },
        { name: '.gnu.version_r', flags: 2, at: 'needs' },
      ],
    };
    const { loadAlign: _, ...rest } = plain;
    expect(facts(wish)).toEqual({
      ...rest,
      type: 1,
      dynamic: true,
      needed: ['libc.so.6'],
      versions: [{ ...needs[3], symbols: [] }],
    });
  });

  test('build info is found in writable data where there are no sections', () => {
    const data = new Uint8Array(5000);
    data.set(goBlob('go1.26.8', ...appLines), 4096);
    expect(facts({ data })).toEqual({ ...plain, go: appInfo });
  });

  test.each([32, 64] as const)('of %i bits, too many segments are counted in section 0', (bits) => {
    const { bytes } = makeElf({ bits, interpreter: '/lib/ld.so.1', stack: 7 });
    const wide = bits === 64;
    const whole = new Uint8Array(bytes.length + 64);
    whole.set(bytes);
    whole.set(join('little', [4, 3]), bytes.length + (wide ? 44 : 28));
    whole.set(join('little', [wide ? 8 : 4, bytes.length]), wide ? 40 : 32);
    const counts = [
      [2, 0xffff],
      [2, wide ? 64 : 40],
      [2, 1],
      [2, 0],
    ] as const;
    whole.set(join('little', ...counts), wide ? 56 : 44);
    expect(readFrom(whole, readElf({ size: whole.length }))).toEqual({
      ...plain,
      bits,
      interpreter: '/lib/ld.so.1',
      execStack: true,
    });
  });
});
