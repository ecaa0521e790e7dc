import { describe, expect, test } from 'vitest';
import { parseListing, parseSha256File } from '../../../src/domain/setup/listing.ts';

const sha256 = '0123456789abcdef'.repeat(4);

/** As go.dev writes it. */
const file = {
  filename: 'go1.26.8.linux-amd64.tar.gz',
  os: 'linux',
  arch: 'amd64',
  version: 'go1.26.8',
  sha256,
  size: 64_000_000,
  kind: 'archive',
};

const read = {
  version: '1.26.8',
  file: 'go1.26.8.linux-amd64.tar.gz',
  os: 'linux',
  arch: 'amd64',
  sha256,
  bytes: 64_000_000,
};

describe('the files of a listing', () => {
  test.each<[string, readonly unknown[], readonly unknown[]]>([
    ['an archive', [file], [read]],
    [
      'archives only, whatever stands first',
      [
        { ...file, filename: 'go1.26.8.linux-amd64.pkg', kind: 'installer' },
        { ...file, filename: 'go1.26.8.src.tar.gz', os: '', arch: '', kind: 'source' },
        file,
      ],
      [read],
    ],
    ['armv6l is arm', [{ ...file, arch: 'armv6l' }], [{ ...read, arch: 'arm' }]],
    ['digests in capitals', [{ ...file, sha256: sha256.toUpperCase() }], [read]],
    [
      'old entries without digest and size',
      [{ ...file, version: 'go1.20', sha256: '', size: 0 }],
      [{ version: '1.20', file: read.file, os: 'linux', arch: 'amd64' }],
    ],
    [
      'entries of another shape are passed over',
      [null, 'x', {}, { ...file, os: 3 }, { ...file, filename: '../evil.tar.gz' }, file],
      [read],
    ],
  ])('%s', (_, files, expected) => {
    expect(parseListing(JSON.stringify([{ version: 'x', stable: true, files }]), 'go.dev')).toEqual(
      expected,
    );
  });

  test('of all versions, in their order', () => {
    const body = [{ files: [{ ...file, version: 'go1.27rc1' }] }, {}, null, { files: [file] }];
    expect(parseListing(JSON.stringify(body), 'go.dev').map(({ version }) => version)).toEqual([
      '1.27rc1',
      '1.26.8',
    ]);
  });
});

test.each(['<!DOCTYPE html>', '', '[]', '{"message":"no"}', '[{"files":[]}]'])(
  'the body %j is no listing',
  (body) => {
    expect(() => parseListing(body, 'mirror.test')).toThrow(
      'reading the listing of mirror.test: the answer is no listing of Go versions\n' +
        `  it begins with: ${JSON.stringify(body)}`,
    );
  },
);

test.each([
  [`${sha256}\n`, sha256],
  [`${sha256.toUpperCase()}  go1.26.8.linux-amd64.tar.gz\n`, sha256],
  ['<html>', undefined],
  [sha256.slice(1), undefined],
])('the digest file %j', (body, expected) => {
  expect(parseSha256File(body)).toBe(expected);
});
