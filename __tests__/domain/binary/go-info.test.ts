import { describe, expect, test } from 'vitest';
import type { GoInfo } from '../../../src/domain/binary/facts.ts';
import { type GoImage, readGoInfo } from '../../../src/domain/binary/go-info.ts';
import type { ByteOrder } from '../../../src/domain/binary/view.ts';
import { type Field, concat, join, padded, patched } from '../../fixtures/bytes.ts';
import { appInfo, appLines, goBlob } from '../../fixtures/go-blob.ts';
import { drive } from '../../fixtures/hostile.ts';

const MiB = 1024 * 1024;

type Wish = Partial<Omit<GoImage, 'order' | 'bits'>>;

function read(bytes: Uint8Array, wish: Wish = {}, size = bytes.length) {
  const image: GoImage = {
    scan: [{ offset: 0, length: size }],
    order: 'little',
    bits: 64,
    toOffset: () => undefined,
    ...wish,
  };
  return drive(bytes, readGoInfo({ size }, image), size);
}

const behind = (gap: number, blob: Uint8Array) => concat([new Uint8Array(gap), blob]);
const blob = goBlob('go1.26.8', ...appLines);

describe('where it is found', () => {
  const other = padded(goBlob('go1.27.0', ...appLines), 16);
  test.each<[string, Uint8Array, Wish, string | undefined]>([
    ['in its section', behind(96, blob), { blob: { offset: 96, length: blob.length } }, 'go1.26.8'],
    [
      'in its section, though it is elsewhere too',
      concat([other, blob]),
      { blob: { offset: other.length, length: blob.length } },
      'go1.26.8',
    ],
    ['behind an empty section', blob, { blob: { offset: 16, length: 0 } }, 'go1.26.8'],
    ['in the data', behind(3 * MiB, blob), {}, 'go1.26.8'],
    ['where two chunks meet', behind(64 - 16, blob), {}, 'go1.26.8'],
    [
      'in the second of two ranges',
      behind(64, blob),
      {
        scan: [
          { offset: 0, length: 32 },
          { offset: 64, length: 64 },
        ],
      },
      'go1.26.8',
    ],
    [
      'in data that begins off the alignment',
      behind(16, blob),
      { scan: [{ offset: 8, length: 200 }] },
      'go1.26.8',
    ],
    ['not off its alignment', behind(8, blob), {}, undefined],
    ['not beyond what is searched', behind(4 * MiB, blob), {}, undefined],
    [
      'not outside of the ranges',
      behind(64, blob),
      { scan: [{ offset: 0, length: 64 }] },
      undefined,
    ],
    [
      'not where a program only holds the magic as a constant',
      concat([
        join('little', [1, 0xff], ' Go buildinf:xy'),
        join('little', [1, 0xff], ' Go buildinf:', [1, 5], [1, 0]),
        blob,
      ]),
      {},
      'go1.26.8',
    ],
    ['nowhere in an empty file', new Uint8Array(), {}, undefined],
  ])('%s', (_, bytes, wish, version) => {
    const { outcome } = read(bytes, wish);
    expect(typeof outcome === 'object' ? outcome.version : outcome).toBe(version);
  });

  test('few bytes are read of a section, and no more than 4 MiB of data', () => {
    const section = read(behind(96, blob), { blob: { offset: 96, length: blob.length } });
    expect(section).toMatchObject({ outcome: appInfo, reads: 2 });
    expect(section.bytes).toBeLessThan(300);
    const nothing = read(new Uint8Array(), {}, 2 ** 40);
    expect(nothing).toMatchObject({ outcome: undefined, bytes: 4 * MiB });
    expect(nothing.reads).toBeLessThan(12);
  });
});

describe('texts in line', () => {
  test('a long list of modules is read whole', () => {
    const deps = Array.from({ length: 500 }, (_, index) => `example.com/dep${index}`);
    const lines = deps.map((dep) => `dep\t${dep}\tv1.0.0\th1:x=`);
    const { outcome } = read(goBlob('go1.26.8', ...lines.slice(0, 400)));
    expect(outcome).toEqual({
      version: 'go1.26.8',
      deps: deps.slice(0, 400).map((path) => ({ path, version: 'v1.0.0', sum: 'h1:x=' })),
      settings: new Map(),
    });
  });

  test('a version alone is enough', () => {
    const head = join('little', [1, 0xff], ' Go buildinf:', [1, 0], [1, 2], new Uint8Array(16));
    const bytes = join('little', head, [1, 8], 'go1.26.8', [1, 0]);
    expect(read(bytes).outcome).toEqual({ version: 'go1.26.8', deps: [], settings: new Map() });
  });

  test.each<[string, Uint8Array, string]>([
    ['no version', patched(blob, 32, [1, 0], [1, 0]), "Go's build info has no version"],
    [
      'a version that is too long',
      patched(blob, 32, [1, 0x81], [1, 0x20]),
      "Go's build info is said to be 4097 bytes long",
    ],
    [
      'a list that is too long',
      patched(blob, 41, [1, 0x81], [1, 0x80], [1, 0x40]),
      "Go's build info is said to be 1048577 bytes long",
    ],
    [
      'a length that never ends',
      concat([blob.subarray(0, 32), new Uint8Array(40).fill(0xff)]),
      "Go's build info holds a number without an end",
    ],
    [
      'a length of 2^64',
      concat([blob.subarray(0, 32), new Uint8Array(9).fill(0xff), new Uint8Array([1])]),
      "Go's build info is said to be 18446744073709552000 bytes long",
    ],
    [
      'an end within the header',
      blob.subarray(0, 20),
      "Go's build info reaches past the end of the file",
    ],
    [
      'an end within the list',
      blob.subarray(0, 60),
      "Go's build info reaches past the end of the file",
    ],
    [
      'an end behind the header',
      blob.subarray(0, 32),
      "Go's build info holds a number without an end",
    ],
  ])('%s', (_, bytes, reason) => {
    expect(read(bytes).outcome).toBe(reason);
  });
});

describe('texts behind pointers, as before Go 1.18', () => {
  const frame = '0123456789abcdef';
  const list = `${frame}path\texample.com/old\nmod\texample.com/old\t(devel)\t\n${frame}`;
  const base = 0x500000;

  /** Header, two string headers, two texts; addresses count from `base`. */
  function pointed(width: 4 | 8, order: ByteOrder, [version, text]: readonly [string, string]) {
    const size = 2 * width;
    const texts = 32 + 2 * size;
    const word = (value: number): Field => [width, value];
    const flags = order === 'big' ? 1 : 0;
    const fields: readonly Field[] = [
      ...([[1, 0xff], ' Go buildinf:', [1, width], [1, flags]] as const),
      ...[word(base + 32), word(base + 32 + size), new Uint8Array(16 - size)],
      ...[word(base + texts), word(version.length)],
      ...[word(base + texts + version.length), word(text.length)],
      ...[version, text],
    ];
    return join(order, ...fields);
  }
  const toOffset = (address: number) => (address >= base ? address - base : undefined);
  const expected: GoInfo = {
    version: 'go1.17.13',
    path: 'example.com/old',
    main: { path: 'example.com/old', version: '(devel)' },
    deps: [],
    settings: new Map(),
  };
  const nothing: GoInfo = { version: 'go1.17.13', deps: [], settings: new Map() };

  test.each<[4 | 8, ByteOrder]>([
    [4, 'little'],
    [4, 'big'],
    [8, 'little'],
    [8, 'big'],
  ])('pointers of %i bytes, %s-endian, whatever the file is', (width, order) => {
    expect(read(pointed(width, order, ['go1.17.13', list]), { toOffset }).outcome).toEqual(
      expected,
    );
  });

  const good = pointed(8, 'little', ['go1.17.13', list]);
  test.each<[string, Uint8Array, GoInfo | string]>([
    ['no modules', pointed(8, 'little', ['go1.17.13', '']), nothing],
    ['modules that lie nowhere', patched(good, 24, [8, 16]), nothing],
    ['a list that is too long', patched(good, 56, [8, 2 ** 40]), nothing],
    ['a list beyond the end', patched(good, 56, [8, list.length + 1]), nothing],
    ['no version', pointed(8, 'little', ['', list]), "Go's build info has no version"],
    [
      'a version that lies nowhere',
      patched(good, 16, [8, 16]),
      "Go's build info points to nothing in the file",
    ],
    [
      'a version beyond the end',
      patched(good, 16, [8, base + good.length]),
      "Go's build info reaches past the end of the file",
    ],
    [
      'a version that is too long',
      patched(good, 40, [8, 4097]),
      "Go's build info is said to be 4097 bytes long",
    ],
    [
      'pointers that lead to themselves',
      patched(good, 16, [8, base + 16], [8, base + 16]),
      "Go's build info is said to be 5242896 bytes long",
    ],
  ])('%s', (_, bytes, outcome) => {
    expect(read(bytes, { toOffset }).outcome).toEqual(outcome);
  });
});
