/** What does a zip hold, by its directory, and where in it do the bytes of a file lie? */

import { type Range, type Reading, type FileSize, take } from '../binary/reading.ts';
import { Unreadable } from '../binary/unreadable.ts';
import { type View, decodeText } from '../binary/view.ts';

export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly crc: number;
  /** Bytes in the zip. */
  readonly packed: number;
  /** Where its own header begins. */
  readonly at: number;
  /** As `st_mode` has it, with the kind of file; absent where no Unix wrote it. */
  readonly unixMode?: number;
}

/**
 * Of APPNOTE.TXT (PKWARE) what is written for artifacts of less than 4 GiB: no zip64, no encryption, no
 * other method than deflate. Folders, whose names end in a slash, are among them.
 * @throws Unreadable for any other file
 */
export function* readZipEntries(file: FileSize): Reading<readonly ZipEntry[]> {
  const { range, count } = yield* findDirectory(file);
  const directory = yield* take(file, range, { what: 'its directory', order: 'little' });
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let n = 0; n < count; n += 1) {
    if (directory.u32(at) !== 0x02014b50) throw new Unreadable('its directory is damaged');
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.u16(at + field));
    const entry = readEntry(directory.part(at, 46 + (name ?? 0)));
    entries.push(entry);
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

/** The same without folders. @throws Unreadable */
export function* readZip(file: FileSize): Reading<readonly ZipEntry[]> {
  const entries = yield* readZipEntries(file);
  return entries.filter(({ name }) => !name.endsWith('/'));
}

/** Where its bytes lie: the file's own header stands before them. @throws Unreadable */
export function* readZipData(file: FileSize, { at, packed }: ZipEntry): Reading<Range> {
  const how = { what: 'the header of a file', order: 'little' } as const;
  const header = yield* take(file, { offset: at, length: 30 }, how);
  if (header.u32(0) !== 0x04034b50) throw new Unreadable('the header of a file is damaged');
  const offset = at + 30 + header.u16(26) + header.u16(28);
  if (offset + packed > file.size) throw new Unreadable('a file reaches past its end');
  return { offset, length: packed };
}

const endLength = 22;
const longestComment = 0xffff;

function* findDirectory(
  file: FileSize,
): Reading<{ readonly range: Range; readonly count: number }> {
  const length = Math.min(file.size, endLength + longestComment);
  const offset = file.size - length;
  const tail = yield* take(file, { offset, length }, { what: 'its end', order: 'little' });
  for (let at = length - endLength; at >= 0; at -= 1) {
    if (tail.u32(at) !== 0x06054b50 || tail.u16(at + 20) !== length - endLength - at) continue;
    const range = { offset: tail.u32(at + 16), length: tail.u32(at + 12) };
    if (range.offset === 0xffff_ffff || tail.u16(at + 10) === 0xffff) {
      throw new Unreadable('it is larger than artifacts of releases are (zip64)');
    }
    return { range, count: tail.u16(at + 10) };
  }
  throw new Unreadable('it is no zip, or cut off');
}

function readEntry(view: View): ZipEntry {
  const name = decodeText(view.bytes.subarray(46));
  const method = view.u16(10);
  const isEncrypted = (view.u16(8) & 1) === 1;
  const packed = view.u32(20);
  const at = view.u32(42);
  if (isEncrypted) throw new Unreadable('it is encrypted');
  if (method !== 0 && method !== 8) throw new Unreadable(`it is packed by method ${method}`);
  if (packed === 0xffff_ffff || at === 0xffff_ffff) {
    throw new Unreadable('it is larger than artifacts of releases are (zip64)');
  }
  const isOfUnix = view.u8(5) === 3;
  const mode = isOfUnix ? { unixMode: view.u16(40) } : {};
  return { name, deflated: method === 8, crc: view.u32(16), packed, at, ...mode };
}
