import { expect, test } from 'vitest';
import { formatChecksums } from '../../../src/domain/archive/checksums.ts';

test('checksums are sorted by name and written as sha256sum reads them', () => {
  const files = [
    { file: 'b.zip', sha256: 'bb' },
    { file: 'a.tar.gz', sha256: 'aa' },
  ];
  expect(formatChecksums(files)).toBe('aa  a.tar.gz\nbb  b.zip\n');
});
