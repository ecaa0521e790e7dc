import { describe, expect, test } from 'vitest';
import { readElf } from '../../../../src/domain/binary/elf/read-elf.ts';
import type { ElfFacts } from '../../../../src/domain/binary/facts.ts';
import { readFrom } from '../../../../src/domain/binary/reading.ts';
import { join } from '../../../fixtures/bytes.ts';
import { type ElfWish, makeElf } from '../../../fixtures/elf-maker.ts';
import { libc, needs, resolver } from '../../../fixtures/elf-sample.ts';

const facts = (wish: ElfWish): ElfFacts => {
  const { bytes } = makeElf(wish);
  return readFrom(bytes, readElf({ size: bytes.length }));
};

describe('which symbols ask for a version', () => {
  test.each<[string, ElfWish]>([
    ['counted by a System V hash table', { dynamic: { needs: [libc, resolver], hash: 'sysv' } }],
    [
      'counted by the wide hash table of s390x',
      { order: 'big', machine: 22, dynamic: { needs: [libc, resolver], hash: 'sysv64' } },
    ],
    [
      'counted by a GNU hash table with defined symbols behind them',
      { dynamic: { needs: [libc, resolver], exports: ['a', 'b', 'c'] } },
    ],
    [
      'counted by a tag of MIPS',
      { machine: 8, dynamic: { needs: [libc, resolver], hash: 'mips' } },
    ],
    [
      'counted by the next table, where a GNU hash table has no symbol at all',
      { dynamic: { needs: [libc, resolver], hash: 'empty' } },
    ],
    [
      'counted by the next table in 32 bits',
      { bits: 32, machine: 3, dynamic: { needs: [libc, resolver], hash: 'empty' } },
    ],
    [
      'counted by the next table, where none counts them',
      { dynamic: { needs: [libc, resolver], hash: 'none' } },
    ],
  ])('%s', (_, wish) => {
    expect(facts(wish).versions).toEqual(needs);
  });

  test('defined symbols of a version are not asked for', () => {
    const wish: ElfWish = { dynamic: { needs: [resolver], exports: ['stdout'] } };
    const { bytes, parts } = makeElf(wish);
    bytes.set(join('little', [2, 2]), parts.get('versions')!.offset + 4);
    const { versions } = readFrom(bytes, readElf({ size: bytes.length }));
    expect(versions).toEqual([needs[3]]);
  });

  test('a hashed symbol can be undefined: the last one counts', () => {
    const wish: ElfWish = { dynamic: { needs: [resolver], exports: ['a', 'free'] } };
    const { bytes, parts } = makeElf(wish);
    bytes.set(join('little', [2, 2]), parts.get('versions')!.offset + 6);
    bytes.set(join('little', [2, 0]), parts.get('symbols')!.offset + 3 * 24 + 6);
    const { versions } = readFrom(bytes, readElf({ size: bytes.length }));
    expect(versions).toEqual([{ ...needs[3], symbols: ['__res_nsearch', 'free'] }]);
  });

  test('the bit that hides a version is no part of its number', () => {
    const { bytes, parts } = makeElf({ dynamic: { needs: [resolver] } });
    bytes.set(join('little', [2, 0x8002]), parts.get('versions')!.offset + 2);
    bytes.set(join('little', [2, 0x8002]), parts.get('needs')!.offset + 16 + 6);
    const { versions } = readFrom(bytes, readElf({ size: bytes.length }));
    expect(versions).toEqual([needs[3]]);
  });
});
