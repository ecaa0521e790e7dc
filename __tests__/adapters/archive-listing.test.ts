import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listArchive } from '../../src/adapters/archive-listing.ts';
import { createPacker } from '../../src/adapters/packer.ts';
import { listingLimits } from '../../src/domain/deploy/listed-entry.ts';
import { checkShipped } from '../../src/domain/deploy/shipped-files.ts';
import { bytesRead } from '../fixtures/no-clock.ts';
import { type TarMaker, createTarMaker } from '../fixtures/tar-maker.ts';

let maker: TarMaker;
let folder: string;

beforeAll(() => {
  maker = createTarMaker();
  folder = maker.folder;
});

afterAll(() => maker.remove());

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const list = (name: string, limits = listingLimits) => listArchive(join(folder, name), limits);

test('an archive of our own is listed with the digest of each file, and is taken', async () => {
  const { bytes } = await createPacker().pack({
    format: 'tar.gz',
    mtimeSeconds: 1,
    to: join(folder, 'own.tar.gz'),
    entries: [
      { kind: 'file', name: 'notes', source: join(folder, 'tree/notes'), executable: true },
      { kind: 'folder', name: 'static' },
      {
        kind: 'file',
        name: 'static/模板.css',
        source: join(folder, 'tree/static/a.css'),
        executable: false,
      },
    ],
  });
  const listing = await list('own.tar.gz');
  expect(listing).toEqual({
    bytes,
    sha256: sha256(readFileSync(join(folder, 'own.tar.gz'))),
    entries: [
      { kind: 'file', name: 'notes', mode: 0o755, size: 7, sha256: sha256('program') },
      { kind: 'folder', name: 'static/', mode: 0o755, size: 0 },
      { kind: 'file', name: 'static/模板.css', mode: 0o644, size: 3, sha256: sha256('css') },
    ],
  });
  const expected = {
    file: 'own.tar.gz',
    format: 'tar.gz' as const,
    bytes,
    sha256: listing.sha256,
    binaries: [],
    contents: ['notes', 'static/模板.css'],
  };
  expect(checkShipped(listing, expected)).toEqual({
    files: {
      folders: ['static'],
      files: [
        { name: 'notes', executable: true, bytes: 7, sha256: sha256('program') },
        { name: 'static/模板.css', executable: false, bytes: 3, sha256: sha256('css') },
      ],
      bytes: 10,
      top: ['notes', 'static'],
    },
  });
});

describe('what is no whole tar.gz is damaged', () => {
  test.each<[string, (whole: Buffer) => Buffer]>([
    ['cut off', (whole) => whole.subarray(0, -20)],
    ['cut off at once', (whole) => whole.subarray(0, 5)],
    ['empty', () => Buffer.alloc(0)],
    ['of other bytes', () => Buffer.from('hello\n'.repeat(200))],
    [
      'with a flipped bit',
      (whole) => Buffer.from(whole.map((byte, at) => (at === 60 ? byte ^ 8 : byte))),
    ],
    ['of zip', () => Buffer.from('PK\u0003\u0004')],
  ])('%s', async (_what, change) => {
    const whole = readFileSync(maker.tar('notes', 'static'));
    writeFileSync(join(folder, 'damaged.tgz'), change(whole));
    expect(await list('damaged.tgz')).toMatchObject({ trouble: 'damaged' });
  });

  test('and so is a tar in gzip that ends within a file', async () => {
    const whole = execFileSync('tar', ['-cf', '-', 'notes'], { cwd: join(folder, 'tree') });
    const cut = execFileSync('gzip', ['-c'], { input: whole.subarray(0, 515) });
    writeFileSync(join(folder, 'cut.tgz'), cut);
    expect(await list('cut.tgz')).toMatchObject({ trouble: 'damaged' });
  });
});

describe('a bomb is not unpacked', () => {
  test('of zeros, of which the limit is read', async () => {
    const zeros = execFileSync('sh', ['-c', 'head -c 200000000 /dev/zero | gzip -1'], {
      maxBuffer: 2 ** 26,
    });
    writeFileSync(join(folder, 'zeros.tgz'), zeros);
    const listing = await list('zeros.tgz', { entries: 10, bytes: 2 ** 20 });
    expect(listing).toMatchObject({ entries: [], trouble: 'too-many-bytes' });
  });

  test('of noise, of which no more is unpacked than the limit', async () => {
    writeFileSync(join(folder, 'noise'), randomBytes(30_000_000));
    const noise = execFileSync('tar', ['-czf', '-', 'noise'], { cwd: folder, maxBuffer: 2 ** 26 });
    writeFileSync(join(folder, 'noise.tgz'), noise);
    const before = bytesRead();
    const listing = await list('noise.tgz', { entries: 10, bytes: 2 ** 20 });
    expect(listing).toMatchObject({ entries: [], trouble: 'too-many-bytes' });
    // All of it for its digest.
    expect(bytesRead() - before).toBeLessThan(noise.length + 4_000_000);
  });

  test('of more entries than the limit', async () => {
    const path = maker.tar('notes', 'static', 'notes');
    const { entries, trouble } = await listArchive(path, { entries: 2, bytes: 2 ** 20 });
    expect([entries.length, trouble]).toEqual([2, 'too-many-entries']);
  });
});

test('a file that is not there is told by the file system', async () => {
  await expect(list('no-such.tgz')).rejects.toMatchObject({ code: 'ENOENT' });
});
