import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPacker } from '../../src/adapters/packer.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ArchiveEntry } from '../../src/domain/archive/entry.ts';
import { smallDisk } from '../fixtures/small-disk.ts';

const packer = createPacker();
const mtimeSeconds = Date.UTC(2026, 10, 22, 13, 51, 6) / 1000;
let folder = '';

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'gin-ship-packer-')));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer, executable = false): ArchiveEntry {
  const source = join(folder, 'source', createHash('sha256').update(name).digest('hex'));
  fs.mkdirSync(dirname(source), { recursive: true });
  fs.writeFileSync(source, content);
  return { kind: 'file', name, source, executable };
}

/** Bytes that compress badly, the same each time. */
function noise(bytes: number): Buffer {
  let seed = 1;
  return Buffer.from(
    Uint8Array.from({ length: bytes }, () => (seed = (seed * 48_271) % 0x7fffffff) & 0xff),
  );
}

const long = 'n'.repeat(120);
const deep = Array.from({ length: 30 }, (_, at) => `folder-${at}`).join('/');

function everything(): readonly ArchiveEntry[] {
  return [
    file('app', noise(700_000), true),
    { kind: 'folder', name: 'config' },
    file('config/prod.yaml', 'a: 1\n'),
    { kind: 'link', name: 'config/now.yaml', to: 'prod.yaml' },
    { kind: 'folder', name: 'empty' },
    file('empty.txt', ''),
    file('grüße 世界 🎉.txt', 'hello\n'),
    { kind: 'folder', name: long },
    file(`${long}/${long}.txt`, 'long\n'),
    { kind: 'link', name: 'far', to: `${long}/${long}.txt` },
    file(`${deep}/leaf`, 'deep\n'),
    file('with space and $(x) `y`', 'odd\n'),
  ];
}

/** Every file and link below a folder: mode, time and content of each. */
function listTree(root: string): Record<string, unknown> {
  const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names.sort().flatMap((name): [string, unknown][] => {
      const path = join(root, name);
      const stat = fs.lstatSync(path);
      if (stat.isDirectory()) return [[`${name}/`, (stat.mode & 0o777).toString(8)]];
      if (stat.isSymbolicLink()) return [[name, `-> ${fs.readlinkSync(path)}`]];
      const digest = createHash('sha256').update(fs.readFileSync(path)).digest('hex').slice(0, 8);
      return [[name, [(stat.mode & 0o777).toString(8), stat.mtimeMs / 1000, digest]]];
    }),
  );
}

function expectedTree(entries: readonly ArchiveEntry[]): Record<string, unknown> {
  const shown = new Map<string, unknown>();
  for (const entry of entries) {
    const parts = entry.name.split('/');
    for (let at = 1; at < parts.length; at += 1)
      shown.set(`${parts.slice(0, at).join('/')}/`, '755');
    if (entry.kind === 'folder') shown.set(`${entry.name}/`, '755');
    else if (entry.kind === 'link') shown.set(entry.name, `-> ${entry.to}`);
    else {
      const digest = createHash('sha256').update(fs.readFileSync(entry.source)).digest('hex');
      shown.set(entry.name, [entry.executable ? '755' : '644', mtimeSeconds, digest.slice(0, 8)]);
    }
  }
  return Object.fromEntries(shown);
}

async function packed(format: 'tar.gz' | 'zip', entries: readonly ArchiveEntry[]): Promise<string> {
  const to = join(folder, `out.${format}`);
  const { sha256, bytes } = await packer.pack({ format, entries, mtimeSeconds, to });
  const content = fs.readFileSync(to);
  expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
  expect(bytes).toBe(content.length);
  expect(fs.readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  return to;
}

test.each([
  ['GNU tar', 'tar.gz', (from: string, to: string) => ['tar', '-xzf', from, '-C', to]],
  ['bsdtar', 'tar.gz', (from: string, to: string) => ['bsdtar', '-xzf', from, '-C', to]],
  ['bsdtar', 'zip', (from: string, to: string) => ['bsdtar', '-xf', from, '-C', to]],
  ['unzip', 'zip', (from: string, to: string) => ['unzip', '-q', from, '-d', to]],
] as const)(
  '%s unpacks a %s with modes, times, links and long names',
  async (_, format, command) => {
    const entries = everything();
    const from = await packed(format, entries);
    const to = join(folder, 'to');
    fs.mkdirSync(to);
    const [program, ...args] = command(from, to);
    execFileSync(program ?? '', args, { env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' } });
    expect(listTree(to)).toEqual(expectedTree(entries));
  },
);

test("python's zipfile finds every sum right and the modes kept", async () => {
  const from = await packed('zip', everything());
  const script = `
import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([[i.filename, oct(i.external_attr >> 16), list(i.date_time)] for i in z.infolist()][:5]))
`;
  const printed = execFileSync('python3', ['-c', script, from], { encoding: 'utf8' });
  const time = [2026, 11, 22, 13, 51, 6];
  expect(JSON.parse(printed)).toEqual([
    ['app', '0o100755', time],
    ['config/', '0o40755', time],
    ['config/prod.yaml', '0o100644', time],
    ['config/now.yaml', '0o120777', time],
    ['empty/', '0o40755', time],
  ]);
});

test('owner and group of a tar are root by number and nobody by name', async () => {
  const tar = gunzipSync(fs.readFileSync(await packed('tar.gz', [file('a', 'a')])));
  expect(tar.subarray(108, 124).toString()).toBe('000000 \u0000000000 \u0000');
  expect(tar.subarray(265, 329)).toEqual(Buffer.alloc(64));
});

test('the header of gzip names no time and always the same system', async () => {
  const head = fs.readFileSync(await packed('tar.gz', [file('a', 'a')])).subarray(0, 10);
  expect(head.toString('hex')).toBe('1f8b0800000000000003');
});

test.each(['tar.gz', 'zip'] as const)('a %s packed twice is the same', async (format) => {
  const entries = everything();
  const first = fs.readFileSync(await packed(format, entries));
  for (const entry of entries) {
    if (entry.kind === 'file') fs.utimesSync(entry.source, 1, 1);
  }
  expect(fs.readFileSync(await packed(format, entries)).equals(first)).toBe(true);
});

async function failureOf(
  format: 'tar.gz' | 'zip',
  entry: ArchiveEntry,
  to: string,
): Promise<Failure> {
  const packing = packer.pack({ format, entries: [entry], mtimeSeconds, to });
  return packing.then(
    () => expect.unreachable('it was packed'),
    (error: unknown) => (error instanceof Failure ? error : expect.unreachable(String(error))),
  );
}

test.each(['tar.gz', 'zip'] as const)('a full disk leaves nothing of a %s', async (format) => {
  using disk = smallDisk('256k');
  const to = `${disk.folder}/out.${format}`;
  const failure = await failureOf(format, file('app', noise(2_000_000), true), to);
  expect(fs.readdirSync(disk.folder)).toEqual([]);
  expect(failure.message).toMatch(
    new RegExp(
      `^packing out.${format}: the disk is full\n {2}folder: ${disk.folder}\n {2}free there: `,
    ),
  );
  expect(failure.facts.code).toBe('ENOSPC');
});

test.each(['tar.gz', 'zip'] as const)(
  'what cannot be read leaves nothing of a %s',
  async (format) => {
    const to = join(folder, `out.${format}`);
    const gone: ArchiveEntry = {
      kind: 'file',
      name: 'a',
      source: join(folder, 'gone'),
      executable: true,
    };
    const notAFile: ArchiveEntry = { kind: 'file', name: 'a', source: folder, executable: true };
    expect((await failureOf(format, gone, to)).facts.code).toBe('ENOENT');
    expect((await failureOf(format, notAFile, to)).facts.code).toBe('EISDIR');
    expect(fs.readdirSync(folder)).toEqual([]);
  },
);

test('a folder that is not there is told', async () => {
  const to = join(folder, 'none/out.zip');
  const failure = await failureOf('zip', file('a', 'a'), to);
  expect([failure.facts.code, failure.facts.happened]).toEqual([
    'ENOENT',
    'a file or folder is not there',
  ]);
});
