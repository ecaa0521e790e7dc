import { expect, test } from 'vitest';
import { readElf } from '../../../../src/domain/binary/elf/read-elf.ts';
import type { ElfFacts } from '../../../../src/domain/binary/facts.ts';
import { readFrom } from '../../../../src/domain/binary/reading.ts';
import { join, patched } from '../../../fixtures/bytes.ts';
import { makeElf } from '../../../fixtures/elf-maker.ts';
import { sample } from '../../../fixtures/elf-sample.ts';

const facts = (bytes: Uint8Array): ElfFacts => readFrom(bytes, readElf({ size: bytes.length }));

test('versions that share a number share no list of symbols: only the first has it', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `pthread_function_${index}`);
  const { bytes, parts } = makeElf({
    interpreter: '/lib64/ld-linux-x86-64.so.2',
    dynamic: {
      needed: ['libc.so.6'],
      needs: [
        {
          library: 'libc.so.6',
          versions: names.map((name) => ({ version: 'GLIBC_2.34', symbols: [name] })),
        },
      ],
    },
  });
  const shared = bytes.slice();
  for (let entry = 0; entry < names.length; entry += 1) {
    shared.set([2, 0], parts.get('needs')!.offset + 16 + entry * 16 + 6);
    shared.set([2, 0], parts.get('versions')!.offset + 2 + entry * 2);
  }
  const { versions, damage, flaw } = facts(shared);
  expect(versions.map(({ symbols }) => symbols.length)).toEqual([
    names.length,
    ...names.slice(1).map(() => 0),
  ]);
  expect([damage, flaw]).toEqual([
    ['the list of needed versions has the number 2 twice'],
    'damaged',
  ]);
  expect(versions[0]?.symbols).toEqual(names.toSorted());
});

test('sections are held against no more segments of notes than are read, in no time', () => {
  const many = 65_530;
  const [stride, table] = [56, 64 + many * 64];
  const bytes = new Uint8Array(table + many * stride);
  bytes.set(sample.bytes.subarray(0, 64));
  const [sections, segments] = [
    join('little', [4, 0], [4, 7], [8, 2], [8, 0], [8, 0], [8, 16], [8, 0], [8, 1], [8, 0]),
    join('little', [4, 4], [4, 4], [8, 32], [8, 0], [8, 0], [8, 16], [8, 16], [8, 4]),
  ];
  for (let index = 0; index < many; index += 1) {
    bytes.set(sections, 64 + index * 64);
    bytes.set(segments, table + index * stride);
  }
  // The table of segments lies behind, at its place in the header; each of both is of notes.
  const header = patched(bytes, 32, [8, table], [8, 64]);
  const { notes, damage } = facts(patched(header, 54, [2, stride], [2, many], [2, 64], [2, many]));
  expect([notes, damage]).toEqual([
    [],
    ['it has notes in more than 64 places', 'a note is longer than the place it is in'],
  ]);
});
