import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Reading, readFrom } from '../../../src/domain/binary/reading.ts';
import { Unreadable } from '../../../src/domain/binary/unreadable.ts';
import { pickFromZip } from '../../../src/domain/deploy/pick-from-zip.ts';
import { readZip, readZipData } from '../../../src/domain/deploy/zip-directory.ts';
import { randomFrom } from '../../fixtures/hostile.ts';
import { type ZipFile, makeZip } from '../../fixtures/zip-maker.ts';

function said<T>(bytes: Uint8Array, reading: Reading<T>): T | string {
  try {
    return readFrom(bytes, reading);
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

const files: readonly ZipFile[] = [
  { name: 'a.txt', content: 'stored' },
  { name: 'dir/', content: '' },
  { name: 'dir/ü.txt', content: 'x'.repeat(1000), deflated: true },
];

test.each(['', 'a comment', 'PK\u0005\u0006 in a comment'.padEnd(60_000)])(
  'files are listed without folders, and their bytes are found (comment %#)',
  (comment) => {
    const zip = makeZip(files, comment);
    const entries = readFrom(zip, readZip({ size: zip.length }));
    expect(entries).toEqual([
      { name: 'a.txt', deflated: false, crc: crc32('stored'), packed: 6, at: 0 },
      {
        name: 'dir/ü.txt',
        deflated: true,
        crc: crc32('x'.repeat(1000)),
        packed: deflateRawSync('x'.repeat(1000)).length,
        at: 115,
      },
    ]);
    const [first] = entries;
    const range = first && readFrom(zip, readZipData({ size: zip.length }, first));
    expect(range).toEqual({ offset: 39, length: 6 });
    expect(zip.subarray(39, 45).toString()).toBe('stored');
  },
);

describe('a zip is refused', () => {
  const large = 'it is larger than artifacts of releases are (zip64)';
  test.each<[string, Buffer, string]>([
    [
      'that is none',
      Buffer.from('\u001f\u008b raw tar.gz'.padEnd(500)),
      'it is no zip, or cut off',
    ],
    ['that is empty', Buffer.alloc(0), 'it is no zip, or cut off'],
    ['that is cut off', makeZip(files).subarray(0, 200), 'it is no zip, or cut off'],
    [
      'whose start is missing',
      makeZip(files).subarray(50),
      'its directory reaches past the end of the file',
    ],
    ['that is encrypted', makeZip([{ name: 'a', content: 'a', flags: 1 }]), 'it is encrypted'],
    [
      'of another method',
      makeZip([{ name: 'a', content: 'a', method: 93 }]),
      'it is packed by method 93',
    ],
    ['of zip64 sizes', makeZip([{ name: 'a', content: 'a', packed: 0xffff_ffff }]), large],
    ['of zip64 places', makeZip([{ name: 'a', content: 'a', at: 0xffff_ffff }]), large],
    [
      'whose directory is garbage',
      Buffer.from(makeZip(files)).fill(0, 160, 230),
      'its directory is damaged',
    ],
  ])('%s', (_what, zip, why) => {
    expect(said(zip, readZip({ size: zip.length }))).toBe(why);
  });

  test.each<[string, Partial<ZipFile>, string]>([
    ['past the end', { packed: 5000 }, 'a file reaches past its end'],
    ['elsewhere', { at: 3 }, 'the header of a file is damaged'],
    ['nowhere', { at: 100_000 }, 'the header of a file reaches past the end of the file'],
  ])('whose file lies %s', (_where, wrong, why) => {
    const zip = makeZip([{ name: 'a', content: 'abc', ...wrong }]);
    const size = { size: zip.length };
    const [entry] = readFrom(zip, readZip(size));
    expect(entry && said(zip, readZipData(size, entry))).toBe(why);
  });

  test('with a sentence, whichever of its bytes is another', () => {
    const random = randomFrom(7);
    const zip = makeZip(files);
    for (let n = 0; n < 3000; n += 1) {
      const broken = Buffer.from(zip);
      for (let flips = 0; flips < 1 + (n % 4); flips += 1) {
        broken[Math.floor(random() * broken.length)] = Math.floor(random() * 256);
      }
      const size = { size: broken.length };
      const entries = said(broken, readZip(size));
      if (typeof entries === 'string') continue;
      for (const entry of entries) said(broken, readZipData(size, entry));
    }
  });
});

describe('manifest.json and what lies beside it', () => {
  const names = (paths: readonly string[]): unknown => {
    const zip = makeZip(paths.map((name) => ({ name, content: name })));
    const picked = pickFromZip(readFrom(zip, readZip({ size: zip.length })));
    if ('problem' in picked) return picked.problem;
    return [...picked.files].map(([name, entry]) => `${name} = ${entry.name}`);
  };
  test.each<[string, string[], unknown]>([
    [
      'at the top',
      ['manifest.json', 'a.tar.gz', 'sub/manifest.json', 'sub/b.tar.gz', '../c.tar.gz'],
      ['manifest.json = manifest.json', 'a.tar.gz = a.tar.gz'],
    ],
    [
      'in one folder',
      ['README.md', 'app/dist/a.tar.gz', 'app/dist/manifest.json'],
      ['a.tar.gz = app/dist/a.tar.gz', 'manifest.json = app/dist/manifest.json'],
    ],
    [
      'in two folders',
      ['a/manifest.json', 'b/manifest.json'],
      'it holds 2 files called manifest.json',
    ],
    ['nowhere', ['a.tar.gz', 'not-manifest.json'], 'it holds no manifest.json, only 2 other files'],
    ['twice', ['manifest.json', 'manifest.json'], 'it holds 2 files called manifest.json'],
    [
      'in a folder above',
      ['../manifest.json', '../a'],
      ['manifest.json = ../manifest.json', 'a = ../a'],
    ],
  ])('%s', (_where, paths, expected) => {
    expect(names(paths)).toEqual(expected);
  });
});
