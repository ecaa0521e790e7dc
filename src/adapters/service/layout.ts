/** Which folders and files are there before a service starts, and whose are they? */

import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Folders, User } from '../../domain/rehearse/enclosure.ts';
import { folderOf } from '../../domain/paths.ts';
import { codeOf } from '../../domain/system-trouble.ts';
import { remove } from '../moving.ts';

export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await fs.readdir(folder)).sort();
}

/** Gives a tree to a user: nothing where we are not root, and so that user already. */
export async function giveTo(user: User | undefined, path: string): Promise<void> {
  if (user === undefined || process.getuid?.() !== 0) return;
  await fs.lchown(path, user.uid, user.gid);
  if (!(await fs.lstat(path)).isDirectory()) return;
  for (const name of await fs.readdir(path)) await giveTo(user, `${path}/${name}`);
}

/** An empty folder for temporary files, as every system has one. */
export async function emptyTmp(folder: string, user: User | undefined): Promise<void> {
  await remove(folder);
  await fs.mkdir(folder);
  await fs.chmod(folder, 0o1777);
  await giveTo(user, folder);
}

/** An empty file for strace, in a folder of its own; strace may run as the service's user. */
export async function emptyTrace(file: string, user: User | undefined): Promise<void> {
  const folder = folderOf(file);
  await remove(folder);
  await fs.mkdir(folder, { mode: 0o755 });
  await fs.writeFile(file, '', { mode: 0o600 });
  await giveTo(user, folder);
}

/**
 * Makes in the state what can be mounted on for each name of the release, and links as they are.
 * Gives the names to mount.
 */
export async function markPlaces(
  { release, state }: Folders,
  names: readonly string[],
): Promise<readonly string[]> {
  const mounted: string[] = [];
  for (const name of names) {
    const [from, to] = [`${release}/${name}`, `${state}/${name}`];
    const facts = await fs.lstat(from);
    if (facts.isSymbolicLink())
      await unlessThere(fs.readlink(from).then((at) => fs.symlink(at, to)));
    else if (facts.isDirectory()) await fs.mkdir(to, { recursive: true });
    else await unlessThere(fs.writeFile(to, '', { flag: 'wx' }));
    if (!facts.isSymbolicLink()) mounted.push(name);
  }
  return mounted;
}

async function unlessThere(made: Promise<void>): Promise<void> {
  try {
    await made;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

export async function copyShipped(
  { release, state }: Folders,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await fs.cp(`${release}/${name}`, `${state}/${name}`, {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      preserveTimestamps: true,
      verbatimSymlinks: true,
    });
  }
}

/** Whether any user can walk to a folder: each folder above it lets others through. */
export async function isReachable(folder: string): Promise<boolean> {
  const parts = folder.split('/').slice(1);
  const all = parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`);
  const modes = await Promise.all(all.map(async (path) => (await fs.stat(path)).mode));
  return modes.every((mode) => mode % 2 === 1);
}

/** A new folder that any user can walk to, with the release in it. */
export async function copyToReachable(release: string): Promise<string> {
  const folder = await fs.mkdtemp(`${tmpdir()}/gin-ship-`);
  await fs.chmod(folder, 0o711);
  await fs.cp(release, `${folder}/release`, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
  });
  return folder;
}
