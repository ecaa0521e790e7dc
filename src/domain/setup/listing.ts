/** Which archives of Go are there? What the listing of go.dev or of a mirror says. */

import { Failure } from '../failure.ts';
import type { Platform } from '../target.ts';
import { parseReleaseWord } from './go-version.ts';

export interface GoArchive extends Platform {
  /** As Go names its release: `1.26.8`, `1.27rc1`. */
  readonly version: string;
  readonly file: string;
  /** Lower-case hex; absent where the listing has none. */
  readonly sha256?: string;
  /** Absent where the listing does not say. */
  readonly bytes?: number;
}

/**
 * Reads the JSON of `/dl/?mode=json&include=all` (https://go.dev/dl/#json), archives only. Entries of
 * a shape that is not known are left out; a body without any is a Failure of code `no-listing`.
 */
export function parseListing(body: string, from: string): readonly GoArchive[] {
  const archives = list(parseJson(body)).flatMap((release) => list(field(release, 'files')));
  const found = archives.flatMap((file) => parseFile(file));
  if (found.length > 0) return found;
  throw new Failure({
    doing: `reading the listing of ${from}`,
    happened: 'the answer is no listing of Go versions',
    details: { 'it begins with': JSON.stringify(body.slice(0, 60)) },
    code: 'no-listing',
  });
}

function parseFile(entry: unknown): GoArchive[] {
  const word = text(entry, 'version');
  const file = text(entry, 'filename');
  const os = text(entry, 'os');
  const arch = text(entry, 'arch');
  const version = word === undefined ? undefined : parseReleaseWord(word);
  if (version === undefined || file === undefined || os === undefined || arch === undefined) {
    return [];
  }
  if (field(entry, 'kind') !== 'archive' || !/^[\w.+-]+\.(?:tar\.gz|zip)$/.test(file)) return [];
  const sha256 = text(entry, 'sha256')?.toLowerCase();
  const bytes = field(entry, 'size');
  return [
    {
      version,
      file,
      os,
      arch: arch === 'armv6l' ? 'arm' : arch,
      ...(sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256) ? { sha256 } : {}),
      ...(typeof bytes === 'number' && bytes > 0 ? { bytes } : {}),
    },
  ];
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function text(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** The digest in the text of a `.sha256` file: alone, or as sha256sum writes it. */
export function parseSha256File(body: string): string | undefined {
  return /^([0-9a-fA-F]{64})(?:\s|$)/.exec(body.trim())?.[1]?.toLowerCase();
}
