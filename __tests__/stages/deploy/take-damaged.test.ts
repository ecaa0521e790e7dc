import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../fixtures/release-set.ts';
import { type ZipFile, makeZip } from '../../fixtures/zip-maker.ts';
import { type Taking, startTaking } from './taking.ts';

let taking: Taking;

beforeEach(() => {
  taking = startTaking();
});

afterEach(() => taking[Symbol.dispose]());

describe('no artifact is taken', () => {
  test('of a raw file in place of a zip', async () => {
    expect(
      await taking.failureOf({ script: { zips: [Buffer.from('x'.repeat(99))] } }),
    ).toMatchObject({
      happened: 'it cannot be read: it is no zip, or cut off',
      code: 'artifact-odd-zip',
    });
  });

  test('without a manifest', async () => {
    const zips = [taking.zipOf((file) => (file.name === 'manifest.json' ? [] : [file]))];
    expect(await taking.failureOf({ script: { zips } })).toMatchObject({
      happened: 'it holds no manifest.json, only 3 other files',
      code: 'artifact-odd-zip',
    });
  });

  test('of another manifest than the one expected, and nothing else of it is looked at', async () => {
    expect(await taking.failureOf({ source: { manifest: sha256('x') } })).toMatchObject({
      happened: 'its manifest.json is another than the one expected',
      details: { expected: sha256('x'), 'is there': taking.set.digest },
      code: 'manifest-digest',
    });
  });

  test('of a manifest that is none', async () => {
    const content = '{"schema":"gin-ship/manifest/v9"}';
    const zips = [
      taking.zipOf((file) => [file.name === 'manifest.json' ? { ...file, content } : file]),
    ];
    const source = { manifest: sha256(content) };
    expect(await taking.failureOf({ script: { zips }, source })).toMatchObject({
      doing: 'reading manifest.json of the artifact notes',
      happened: 'manifest.json schema is not gin-ship/manifest/v1',
      code: 'manifest',
    });
  });

  test('of a manifest that is a bomb', async () => {
    const content = Buffer.alloc(33 * 2 ** 20, ' ');
    const file = { name: 'manifest.json', content, deflated: true };
    expect(await taking.failureOf({ script: { zips: [makeZip([file])] } })).toMatchObject({
      happened: 'it is larger than 32.0 MiB',
      code: 'manifest',
    });
  });

  test('where files are missing, damaged, larger or of other bytes: all are told at once', async () => {
    const changed: Readonly<Record<string, (file: ZipFile) => readonly ZipFile[]>> = {
      'notes-1.4.0-linux-amd64.tar.gz': (file) => [{ ...file, crc: 1 }],
      'notes-arm64.tar.gz': () => [],
    };
    const zips = [taking.zipOf((file) => changed[file.name]?.(file) ?? [file])];
    expect(await taking.failureOf({ script: { zips } })).toMatchObject({
      doing: 'checking the archives of the artifact notes',
      happened: '2 of them are not what manifest.json names',
      output:
        'notes-1.4.0-linux-amd64.tar.gz is damaged where it is packed\nnotes-arm64.tar.gz is missing',
      code: 'archive-files',
    });
    const large = Buffer.alloc(50_000_000);
    const [archive] = taking.set.manifest.archives;
    const more: Readonly<Record<string, (file: ZipFile) => readonly ZipFile[]>> = {
      'notes-1.4.0-linux-amd64.tar.gz': (file) => [{ ...file, content: large, deflated: true }],
      'notes-arm64.tar.gz': (file) => [
        { ...file, content: Buffer.from(file.content).fill(0, 50, 51) },
      ],
    };
    const again = await taking.failureOf({
      script: { zips: [taking.zipOf((file) => more[file.name]?.(file) ?? [file])] },
    });
    expect(again.output).toMatch(
      new RegExp(
        `^notes-1.4.0-linux-amd64.tar.gz has more than the ${archive?.bytes} bytes that are expected\n` +
          `notes-arm64.tar.gz has SHA-256 [0-9a-f]{64}; expected ${archive?.sha256}$`,
      ),
    );
  });
});
