import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createArchiveReader } from '../../src/adapters/archive-reader.ts';
import { readFrom } from '../../src/domain/binary/reading.ts';
import { readZip, readZipData } from '../../src/domain/deploy/zip-directory.ts';
import type { ExtractTrouble } from '../../src/ports-archive.ts';
import { bytesRead } from '../fixtures/no-clock.ts';
import { type ZipFile, makeZip } from '../fixtures/zip-maker.ts';

let folder: string;
const reader = createArchiveReader();

beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/gin-ship-zip-`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const digestOf = (text: string): object => ({
  bytes: text.length,
  sha256: createHash('sha256').update(text).digest('hex'),
});

/** The one file of a zip, of `most` bytes at the most. */
async function take(zip: Buffer, most = 1000): Promise<string | undefined> {
  writeFileSync(`${folder}/a.zip`, zip);
  const size = { size: zip.length };
  const entry = readFrom(zip, readZip(size)).at(-1);
  if (entry === undefined) throw new Error('it is empty');
  const range = readFrom(zip, readZipData(size, entry));
  const to = `${folder}/out`;
  const trouble = await reader.extract(`${folder}/a.zip`, { ...entry, range, to, most });
  if (trouble === undefined) return readFileSync(to, 'utf8');
  expect(existsSync(to)).toBe(false);
  return trouble;
}

test.each<[string, ZipFile]>([
  ['stored', { name: 'a', content: 'the text' }],
  ['deflated', { name: 'a', content: 'the text', deflated: true }],
  ['stored and empty', { name: 'a', content: '' }],
  ['deflated and empty', { name: 'a', content: '', deflated: true }],
])('a file that is %s comes whole', async (_how, file) => {
  expect(await take(makeZip([file]))).toBe(file.content);
});

test.each(['zip', 'python3', 'bsdtar'])('a zip of %s is read', async (writer) => {
  mkdirSync(`${folder}/tree`);
  writeFileSync(`${folder}/tree/a.txt`, 'text '.repeat(100));
  const commands: Readonly<Record<string, readonly string[]>> = {
    zip: ['-q', '../made.zip', 'a.txt'],
    python3: ['-m', 'zipfile', '-c', '../made.zip', 'a.txt'],
    bsdtar: ['-a', '-cf', '../made.zip', 'a.txt'],
  };
  execFileSync(writer, commands[writer] ?? [], { cwd: `${folder}/tree` });
  expect(await take(readFileSync(`${folder}/made.zip`))).toBe('text '.repeat(100));
});

describe('of a file nothing stays', () => {
  const content = 'text '.repeat(100);
  test.each<[string, Buffer, ExtractTrouble]>([
    ['with another sum', makeZip([{ name: 'a', content, crc: 1 }]), 'damaged'],
    ['that is cut off', makeZip([{ name: 'a', content, deflated: true, packed: 9 }]), 'damaged'],
    ['that is not deflated', makeZip([{ name: 'a', content, method: 8 }]), 'damaged'],
    ['that should be empty', makeZip([{ name: 'a', content, packed: 0 }]), 'damaged'],
    ['of a byte too many', makeZip([{ name: 'a', content: 'x'.repeat(1001) }]), 'too-large'],
  ])('%s', async (_what, zip, trouble) => {
    expect(await take(zip)).toBe(trouble);
  });

  test('that is a bomb', async () => {
    const bomb = makeZip([{ name: 'a', content: Buffer.alloc(50_000_000), deflated: true }]);
    expect(await take(bomb)).toBe('too-large');
  });

  test.each([true, false])(
    'that is large (deflated: %s), of which the limit is read',
    async (deflated) => {
      const large = makeZip([{ name: 'a', content: randomBytes(30_000_000), deflated }]);
      const before = bytesRead();
      expect(await take(large)).toBe('too-large');
      expect(bytesRead() - before).toBeLessThan(3_000_000);
    },
  );
});

test.each<[string, ZipFile, number, unknown]>([
  ['deflated', { name: 'a', content: 'text', deflated: true }, 4, digestOf('text')],
  ['stored', { name: 'a', content: 'text' }, 4, digestOf('text')],
  ['empty', { name: 'a', content: '' }, 0, digestOf('')],
  ['of a byte too many', { name: 'a', content: 'text' }, 3, 'too-large'],
  ['with another sum', { name: 'a', content: 'text', crc: 1 }, 4, 'damaged'],
  ['that is not deflated', { name: 'a', content: 'text', method: 8 }, 4, 'damaged'],
])('a file that is %s is hashed, and nothing is written', async (_what, file, most, expected) => {
  const zip = makeZip([file]);
  writeFileSync(`${folder}/a.zip`, zip);
  const size = { size: zip.length };
  const [entry] = readFrom(zip, readZip(size));
  if (entry === undefined) throw new Error('it is empty');
  const range = readFrom(zip, readZipData(size, entry));
  expect(await reader.digest(`${folder}/a.zip`, { ...entry, range, most })).toEqual(expected);
  expect(readdirSync(folder)).toEqual(['a.zip']);
});

test('what the file system says is passed on', async () => {
  const range = { offset: 0, length: 1 };
  const part = { range, deflated: false, crc: crc32('x'), most: 10 };
  writeFileSync(`${folder}/x`, 'x');
  await expect(
    reader.extract(`${folder}/none`, { ...part, to: `${folder}/out` }),
  ).rejects.toMatchObject({
    code: 'ENOENT',
  });
  await expect(
    reader.extract(`${folder}/x`, { ...part, to: `${folder}/no/x` }),
  ).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
