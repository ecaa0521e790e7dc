import { expect, test } from 'vitest';
import { readElf } from '../../../../src/domain/binary/elf/read-elf.ts';
import type { ElfFacts } from '../../../../src/domain/binary/facts.ts';
import { readFrom } from '../../../../src/domain/binary/reading.ts';
import { patched } from '../../../fixtures/bytes.ts';
import { at, sample, valueOf } from '../../../fixtures/elf-sample.ts';

const facts = (bytes: Uint8Array): ElfFacts => readFrom(bytes, readElf({ size: bytes.length }));
const whole = facts(sample.bytes);

test.each<[string, Uint8Array, Partial<ElfFacts>]>([
  [
    'fewer libraries counted than linked: the loader follows the links',
    patched(sample.bytes, valueOf(0x6fffffff), [8, 1]),
    {
      ...whole,
      flaw: 'damaged',
      damage: ['the list of needed versions counts 1 libraries and leads to 2'],
    },
  ],
  [
    'fewer versions counted than linked',
    patched(sample.bytes, at('needs') + 2, [2, 1]),
    {
      ...whole,
      flaw: 'damaged',
      damage: ['the list of needed versions counts 1 of a library and leads to 2'],
    },
  ],
  [
    'a list that ends before what its symbols ask for',
    patched(sample.bytes, at('needs') + 12, [4, 0]),
    {
      ...whole,
      versions: whole.versions.slice(0, 2),
      flaw: 'damaged',
      damage: [
        'the list of needed versions counts 2 libraries and leads to 1',
        'symbols ask for a version that is neither needed nor defined',
      ],
    },
  ],
])('needed versions: %s', (_name, bytes, expected) => {
  expect(facts(bytes)).toEqual(expected);
});
