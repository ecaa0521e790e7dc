import { describe, expect, test } from 'vitest';
import {
  type Reading,
  Unreadable,
  rangeCap,
  readFrom,
  take,
  tolerate,
} from '../../../src/domain/binary/reading.ts';
import { addDamage } from '../../../src/domain/binary/unreadable.ts';
import { type View, createView, decodeText } from '../../../src/domain/binary/view.ts';

const bytes = Uint8Array.from({ length: 24 }, (_, index) => 0x80 + index);
const view = (order: 'little' | 'big', content: Uint8Array = bytes) =>
  createView(content, { what: 'it', order });

describe('numbers', () => {
  test('in both byte orders, unsigned', () => {
    const all = (one: View) => [one.u8(1), one.u16(1), one.u32(1), one.word(1, 32)];
    expect(all(view('little'))).toEqual([0x81, 0x8281, 0x84838281, 0x84838281]);
    expect(all(view('big'))).toEqual([0x81, 0x8182, 0x81828384, 0x81828384]);
  });

  test('of 64 bits, exact up to 2^53 - 1 and refused beyond, but for words', () => {
    const most = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 0);
    expect(view('little', most).u64(0)).toBe(Number.MAX_SAFE_INTEGER);
    expect(view('big', most.toReversed()).u64(0)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => view('little').u64(0)).toThrow(new Unreadable('it holds a number out of bounds'));
    expect(view('little').word(0, 64)).toBe(Number(0x8786858483828180n));
    expect(view('big').word(0, 64)).toBe(Number(0x8081828384858687n));
  });

  test.each<[string, (one: View) => unknown]>([
    ['a byte behind the end', (one) => one.u8(24)],
    ['two bytes over the end', (one) => one.u16(23)],
    ['four bytes over the end', (one) => one.u32(21)],
    ['eight bytes over the end', (one) => one.u64(17)],
    ['a word over the end', (one) => one.word(17, 64)],
    ['a negative place', (one) => one.u8(-1)],
    ['a place between two', (one) => one.u8(0.5)],
    ['no number', (one) => one.u8(NaN)],
    ['an endless number', (one) => one.u8(Infinity)],
    ['a part over the end', (one) => one.part(20, 5)],
    ['a text behind the end', (one) => one.text(24)],
  ])('%s is refused', (_, access) => {
    expect(() => access(view('little'))).toThrow(new Unreadable('it ends too early'));
  });

  test('a part knows its own bounds', () => {
    const part = view('big').part(4, 4);
    expect(part.u32(0)).toBe(0x84858687);
    expect(() => part.u8(4)).toThrow(new Unreadable('it ends too early'));
  });
});

describe('texts', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Uint8Array.of(0xe6, 0x97, 0xa5), '日'],
    ['what is not UTF-8, byte by byte', Uint8Array.of(0x66, 0xfc, 0x72), 'für'],
    ['a mark of byte order, which is kept', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), '\ufeffa'],
    ['nothing', new Uint8Array(), ''],
  ])('%s', (_, content, text) => {
    expect(decodeText(content)).toBe(text);
    expect(decodeText(Uint8Array.of(0x6f, 0x6b))).toBe('ok');
  });

  test('end at a zero byte, at most 4096 bytes on', () => {
    const long = new Uint8Array(5000).fill(0x61);
    long[4096] = 0;
    expect(view('little', long).text(0)).toBe('a'.repeat(4096));
    expect(view('little', long).text(4096)).toBe('');
    long[4096] = 0x61;
    long[4097] = 0;
    const reason = new Unreadable('it holds a text without an end');
    expect(() => view('little', long).text(0)).toThrow(reason);
    expect(() => view('little').text(0)).toThrow(reason);
  });
});

describe('ranges', () => {
  const how = { what: 'it', order: 'little' } as const;
  const taken = (offset: number, length: number, size = bytes.length) =>
    readFrom(bytes, take({ size }, { offset, length }, how)).bytes;

  test('are given whole', () => {
    expect([...taken(2, 3)]).toEqual([0x82, 0x83, 0x84]);
    expect([...taken(24, 0)]).toEqual([]);
  });

  test.each<[string, readonly [offset: number, length: number, size?: number], string]>([
    ['over the end', [20, 5], 'it reaches past the end of the file'],
    ['over the end of a file that has shrunk', [20, 5, 100], 'it reaches past the end of the file'],
    ['before the start', [-1, 5], 'it lies nowhere'],
    ['of less than nothing', [0, -1], 'it lies nowhere'],
    ['beyond what is exact', [2 ** 53, 1], 'it lies nowhere'],
    ['of no number', [NaN, 1], 'it lies nowhere'],
    [
      'that are too long',
      [0, rangeCap + 1, 2 ** 40],
      `it is said to be ${rangeCap + 1} bytes long`,
    ],
  ])('%s are refused', (_, range, reason) => {
    expect(() => taken(...range)).toThrow(new Unreadable(reason));
  });
});

describe('damage', () => {
  const failing = function* (error: Error): Reading<number> {
    yield { offset: 0, length: 1 };
    throw error;
  };

  test('what cannot be read becomes a sentence, any other error goes on', () => {
    const damage: string[] = [];
    expect(readFrom(bytes, tolerate(damage, failing(new Unreadable('it is odd'))))).toBe(undefined);
    expect(damage).toEqual(['it is odd']);
    const bug = new RangeError('a bug');
    expect(() => readFrom(bytes, tolerate(damage, failing(bug)))).toThrow(bug);
  });

  test('is told once, and in 16 sentences at the most', () => {
    const damage: string[] = [];
    for (let number = 0; number < 100; number += 1) addDamage(damage, `sentence ${number % 50}`);
    expect(damage).toEqual(Array.from({ length: 16 }, (_, number) => `sentence ${number}`));
  });
});
