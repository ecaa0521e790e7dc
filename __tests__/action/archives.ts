/** What does somebody get who unpacks an archive with the programs that people have? */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import type { ActionEnded } from './runner.ts';

export type Unpacker = 'tar' | 'bsdtar' | 'unzip';

/** Arguments by program; GNU tar reads no zip, unzip nothing else. */
const unpackers: Readonly<Record<Unpacker, (archive: string, to: string) => readonly string[]>> = {
  tar: (archive, to) => ['-xzf', archive, '-C', to],
  bsdtar: (archive, to) => ['-xf', archive, '-C', to],
  unzip: (archive, to) => ['-q', archive, '-d', to],
};

export function unpackersOf(archive: string): readonly Unpacker[] {
  return archive.endsWith('.zip') ? ['unzip', 'bsdtar'] : ['tar', 'bsdtar'];
}

/** Gives the new folder, below `folder`. */
export function unpack(archive: string, folder: string, by = unpackersOf(archive)[0]): string {
  const to = mkdtempSync(join(folder, 'unpacked-'));
  const program = by ?? 'tar';
  execFileSync(program, unpackers[program](archive, to), { stdio: ['ignore', 'ignore', 'pipe'] });
  return to;
}

/** Every file of a folder with its mode: `755 notes`, sorted by name. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stat: statSync(join(folder, name)) }))
    .filter(({ stat }) => stat.isFile())
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, stat }) => `${(stat.mode & 0o777).toString(8)} ${name}`);
}

/** What `go version -m` says of a binary: `build` settings by name. */
export function buildSettings(binary: string): Readonly<Record<string, string>> {
  const text = execFileSync('go', ['version', '-m', binary], {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  const rows = text.matchAll(/^\tbuild\t([^=\n]+)=(.*)$/gm);
  return Object.fromEntries([...rows].map(([, name = '', value = '']) => [name, value]));
}

/** Unpacks the only archive of the run. */
export function unpackOnly(bench: Bench, ended: ActionEnded): string {
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  const archives = JSON.parse(ended.outputs['archives'] ?? '[]') as { readonly path: string }[];
  expect(archives).toHaveLength(1);
  return unpack(join(bench.workspace, archives[0]?.path ?? ''), bench.folder);
}

/** What a program of an unpacked archive prints. */
export function run(folder: string, name: string): string {
  return execFileSync(join(folder, name), { cwd: folder, encoding: 'utf8' }).trim();
}
