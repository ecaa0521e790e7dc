/** Which files of this machine are read, beside those that were built? */

import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Every ELF file under /usr, links not followed. */
export function elfFilesUnderUsr(): readonly string[] {
  return filesUnder('/usr')
    .filter((path) => magicOf(path) === '7f454c46')
    .toSorted();
}

/** Node's own `recursive` follows links, and Debian has one from /usr/bin/X11 to /usr/bin. */
function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Go's own test data for its readers; what is packed there is unpacked into `folder`. */
export function goTestdata(folder: string): readonly string[] {
  const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  return ['elf', 'pe', 'macho', 'dwarf', 'buildinfo', 'gosym'].flatMap((name) => {
    const from = join(root, 'src/debug', name, 'testdata');
    return readdirSync(from, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(?:c|cc|h|go|s)$/.test(entry.name))
      .map((entry) => unpacked(join(entry.parentPath, entry.name), join(folder, name)));
  });
}

function unpacked(path: string, stem: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const to = `${stem}-${name.replace(/\.(?:gz|base64)$/, '')}`;
  if (name.endsWith('.gz')) writeFileSync(to, gunzipSync(readFileSync(path)));
  else if (name.endsWith('.base64')) {
    writeFileSync(to, Buffer.from(readFileSync(path, 'latin1'), 'base64'));
  } else return path;
  return to;
}

function magicOf(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(4);
    readSync(descriptor, bytes, 0, 4, 0);
    return bytes.toString('hex');
  } finally {
    closeSync(descriptor);
  }
}
