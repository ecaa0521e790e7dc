import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { openZip } from '../../../src/adapters/zip.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { listZip } from '../../../src/stages/fan-out/list-zip.ts';
import { lookInto } from '../../../src/stages/fan-out/look-into.ts';
import type { ArchiveReader } from '../../../src/ports-archive.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { makeReleaseSet, sha256 } from '../../fixtures/release-set.ts';
import { type ZipFile, makeZip } from '../../fixtures/zip-maker.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/gin-ship-list-zip-`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program: ZipFile = { name: 'notes', content: 'program', deflated: true, unixMode: 0o100755 };
const style: ZipFile = { name: 'static/a.css', content: 'css', unixMode: 0o100644 };

/** What is told of a zip; `contents` of the manifest beside our own two. */
async function told(zip: Buffer, contents: readonly string[] = []): Promise<string | undefined> {
  using world = fakeWorld({ archives: createArchiveReader() });
  const path = `${folder}/made.zip`;
  writeFileSync(path, zip);
  const facts = { file: 'notes.zip', contents: ['notes', 'static/a.css', ...contents] };
  const set = makeReleaseSet(`${folder}/set`, [{ path, ...facts, format: 'zip' }]);
  try {
    await lookInto(world, [{ from: 'a part', ...set }]);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.facts.output;
  }
}

test('a zip as gin-ship writes it is listed with kinds, modes, digests and targets', async () => {
  using world = fakeWorld({ archives: createArchiveReader() });
  const [source, path] = [`${folder}/source`, `${folder}/own.zip`];
  writeFileSync(source, 'program');
  const [out] = await openZip({
    format: 'zip',
    to: path,
    mtimeSeconds: 1_700_000_000,
    entries: [
      { kind: 'folder', name: 'static' },
      { kind: 'link', name: 'now', to: 'notes' },
      { kind: 'file', name: 'notes', source, executable: true },
      { kind: 'file', name: 'static/a.css', source, executable: false },
    ],
  });
  if (out === undefined) throw new Error('no stream');
  await pipeline(out, createWriteStream(path));
  const content = { size: 7, sha256: sha256('program') };
  const { entries, trouble } = await listZip(world, path);
  expect([entries, trouble]).toEqual([
    [
      { kind: 'folder', name: 'static/', mode: 0o755, size: 0 },
      { kind: 'link', name: 'now', mode: 0o777, size: 0, to: 'notes' },
      { kind: 'file', name: 'notes', mode: 0o755, ...content },
      { kind: 'file', name: 'static/a.css', mode: 0o644, ...content },
    ],
    undefined,
  ]);
});

test('of the bytes that all files may have together, each file leaves less to the next', async () => {
  const asked: number[] = [];
  const digest: ArchiveReader['digest'] = (_path, { most }) => {
    asked.push(most);
    return Promise.resolve(asked.length < 3 ? { bytes: 2 ** 31, sha256: '' } : 'too-large');
  };
  using world = fakeWorld({ archives: { ...createArchiveReader(), digest } });
  const path = `${folder}/bomb.zip`;
  writeFileSync(path, makeZip([program, style, { ...style, name: 'b' }]));
  const { entries, trouble } = await listZip(world, path);
  expect([asked, trouble]).toEqual([[2 ** 32, 2 ** 31, 0], 'too-many-bytes']);
  expect(entries.map(({ name }) => name)).toEqual(['notes', 'static/a.css']);
});

describe('of a zip', () => {
  test('what its manifest says is sound, with folders and links within', async () => {
    const more: ZipFile[] = [
      { name: 'static/', content: '', unixMode: 0o040755 },
      { name: 'now.css', content: 'static/a.css', unixMode: 0o120777 },
    ];
    expect(await told(makeZip([program, style, ...more]), ['now.css'])).toBe(undefined);
  });

  /** The entry beside our own two; a file or link is in the manifest too. */
  test.each<[entry: ZipFile, problem: string]>([
    [{ name: '../x/', content: '', unixMode: 0o040755 }, '"../x" goes through ..'],
    [{ name: '/x/', content: '', unixMode: 0o040755 }, '"/x" is an absolute path'],
    [{ name: '../x', content: '', unixMode: 0o100644 }, '"../x" goes through ..'],
    [
      { name: 'x', content: '', unixMode: 0o104755 },
      '"x" has mode 4755: setuid, setgid and sticky are never installed',
    ],
    [
      { name: 'x/', content: '', unixMode: 0o041777 },
      '"x" has mode 1777: setuid, setgid and sticky are never installed',
    ],
    [
      { name: 'x', content: '', unixMode: 0o100666 },
      '"x" has mode 0666; files have 0644 or 0755, folders 0755',
    ],
    [
      { name: 'x', content: '../../etc', unixMode: 0o120777 },
      'x -> ../../etc points out of the archive',
    ],
    [{ name: 'x', content: '/etc', unixMode: 0o120777 }, 'x -> /etc is an absolute path'],
    [
      { name: 'x', content: 'notes', deflated: true, unixMode: 0o120777 },
      '"x" is neither a file nor a folder',
    ],
    [{ name: 'x', content: '', unixMode: 0o020644 }, '"x" is a device'],
    [{ name: 'x', content: '', unixMode: 0o010644 }, '"x" is neither a file nor a folder'],
    [{ name: 'x/', content: 'x', unixMode: 0o040755 }, '"x/" is no plain path'],
    [{ name: 'x', content: '' }, '"x" is neither a file nor a folder'],
    [style, '"static/a.css" is in it twice'],
    [
      { name: 'notes/x', content: '', unixMode: 0o100644 },
      '"notes/x" lies below "notes", which is no folder',
    ],
  ])('with entries that gin-ship never packs is refused: %o', async (entry, problem) => {
    const isFolder = entry.name.endsWith('/') && entry.content === '';
    const contents = isFolder || entry === style ? [] : [entry.name];
    expect(await told(makeZip([program, style, entry]), contents)).toBe(`notes.zip: ${problem}`);
  });

  const another = 'the program "notes" is another than the manifest names';
  test.each<[what: string, zip: Buffer, problem: string]>([
    ['another program', makeZip([{ ...program, content: 'PROGRAM' }, style]), another],
    [
      'a program that is not executable',
      makeZip([{ ...program, unixMode: 0o100644 }, style]),
      another,
    ],
    ['a file that is not there', makeZip([program]), '"static/a.css" is missing'],
    ['a damaged file', makeZip([program, { ...style, crc: 1 }]), 'is damaged, or no zip'],
    ['something else', Buffer.from('x'.repeat(99)), 'cannot be read: it is no zip, or cut off'],
  ])('%s is refused', async (_what, zip, problem) => {
    expect(await told(zip)).toBe(`notes.zip: ${problem}`);
  });

  test('what the manifest does not name is refused', async () => {
    const more: ZipFile = { name: 'more', content: '', unixMode: 0o100644 };
    expect(await told(makeZip([program, style, more]))).toBe(
      'notes.zip: "more" is not in the manifest',
    );
  });
});
