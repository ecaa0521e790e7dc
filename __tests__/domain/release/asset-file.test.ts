import { expect, test } from 'vitest';
import { assetNames, assetType } from '../../../src/domain/release/asset-file.ts';

test.each([
  ['notes.tar.gz', 'application/gzip'],
  ['notes.zip', 'application/zip'],
  ['manifest.json', 'application/json'],
  ['SHA256SUMS', 'application/octet-stream'],
])('%s is sent as %s', (name, type) => {
  expect(assetType(name)).toBe(type);
});

test('an asset is called as its file', () => {
  expect(assetNames(['/d/notes-1.4.0+dirty_x.tar.gz', '/d/SHA256SUMS'])).toEqual([
    'notes-1.4.0+dirty_x.tar.gz',
    'SHA256SUMS',
  ]);
});

test.each(['my notes.zip', '.hidden', 'notes.', 'nötes.zip', 'a~b.zip'])(
  'GitHub would call %s otherwise, so it is refused',
  (name) => {
    expect(() => assetNames([`/d/${name}`])).toThrow('would be called otherwise there');
  },
);
