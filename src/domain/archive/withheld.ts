/** Which files are kept out of archives by their name, and why? */

/** Not part of what anybody ships: bookkeeping of git and of file managers. */
const neverPacked: ReadonlySet<string> = new Set(
  '.git .gitignore .gitattributes .gitmodules .gitkeep .keep .DS_Store Thumbs.db'.split(' '),
);

export function isNeverPacked(name: string): boolean {
  return name.split('/').some((part) => neverPacked.has(part));
}

/** A file that is there only so that git keeps its folder. */
export function keepsFolder(name: string): boolean {
  return /(?:^|\/)\.(?:gitkeep|keep|gitignore)$/.test(name);
}

export type Withheld = 'state' | 'private';

const patterns: readonly (readonly [Withheld, RegExp])[] = [
  ['state', /\.(?:db|db3|s3db|sqlite|sqlite3|sqlitedb|bolt|boltdb|mdb|ldb|rdb|aof)$/],
  ['state', /-(?:wal|shm|journal)$/],
  ['state', /\.(?:log|pid|sock)$/],
  ['private', /^\.env$|^\.env\.(?!(?:example|sample|template|dist)$)|.\.env$/],
  ['private', /^id_(?:rsa|dsa|ecdsa|ed25519)$/],
  ['private', /key[^/]*\.pem$|\.(?:key|p12|pfx|jks|keystore|kdbx)$/],
  ['private', /^(?:\.htpasswd|\.netrc|\.pgpass)$/],
];

/** What a file looks like by the last part of its path; undefined: nothing to keep back. */
export function looksLike(fileName: string): Withheld | undefined {
  const lower = fileName.toLowerCase();
  return patterns.find(([, pattern]) => pattern.test(lower))?.[0];
}

/**
 * Whether an `include` pattern asks for such files by name: `data/*.db` and `.env*` do, `data/**`
 * does not.
 */
export function namesWithheld(pattern: string): boolean {
  const last = pattern.slice(pattern.lastIndexOf('/') + 1).replace(/[*?]+$/, '');
  return looksLike(last) !== undefined;
}
