/** Which files lie where something is packed from? */

import { type Found, isLicence, isReadme, serviceFolders } from '../domain/archive/contents.ts';
import { type Wanted, adviseIdle, nameInArchive } from '../domain/archive/include.ts';
import { foldersAbove } from '../domain/archive/entry.ts';
import { Failure } from '../domain/failure.ts';
import { baseName, relativeTo } from '../domain/paths.ts';
import type { World } from '../ports.ts';

/** Absolute, with links resolved. */
export interface Places {
  readonly dir: string;
  readonly root: string;
}

/** Licences and readmes of the module's folder; where it has no licence, the repository's. */
export async function findTexts(world: World, places: Places): Promise<readonly Found[]> {
  const { dir, root } = places;
  const beside = (await world.files.list(dir)).map((name) => `${dir}/${name}`);
  const above = (await world.files.list(root)).map((name) => `${root}/${name}`);
  const own = beside.filter((path) => isLicence(baseName(path)));
  const licences = own.length > 0 ? own : above.filter((path) => isLicence(baseName(path)));
  const readmes = beside.filter((path) => isReadme(baseName(path)));
  const texts = await Promise.all(
    [...licences, ...readmes].map(async (path): Promise<readonly Found[]> => {
      const source = await followLink(world, path, places);
      if (source === undefined || (await world.files.stat(source))?.kind !== 'file') return [];
      const found = await lookAt(world, source, { places, named: false });
      return [{ ...found, name: baseName(path) }];
    }),
  );
  return texts.flat();
}

/** A module's LICENSE is often a link to the one above: what it points to is packed. */
async function followLink(
  world: World,
  path: string,
  { root }: Places,
): Promise<string | undefined> {
  if ((await world.files.stat(path))?.kind !== 'link') return path;
  try {
    const real = await world.files.realPath(path);
    return relativeTo(root, real) === undefined ? undefined : real;
  } catch {
    return undefined;
  }
}

/** The service folders that are there, as git names them, and all that is in them. */
export async function findFolders(
  world: World,
  places: Places,
): Promise<{ readonly found: readonly Found[]; readonly whole: readonly string[] }> {
  const { dir, root } = places;
  const sources: string[] = [];
  const whole: string[] = [];
  for (const name of serviceFolders) {
    const folder = `${dir}/${name}`;
    const kind = (await world.files.stat(folder))?.kind;
    if (kind !== 'folder' && kind !== 'link') continue;
    whole.push(relativeTo(root, folder) ?? name);
    if (kind === 'link') sources.push(folder);
    else sources.push(...(await world.files.walk(folder)).map((below) => `${folder}/${below}`));
  }
  const found = sources.map((source) => lookAt(world, source, { places, named: false }));
  return { found: await Promise.all(found), whole };
}

/** @throws Failure (`include`) that names the patterns that match nothing */
export async function findIncluded(
  world: World,
  places: Places,
  wanted: readonly Wanted[],
): Promise<readonly Found[]> {
  const links = new Map<string, Promise<boolean>>();
  const isLink = (path: string): Promise<boolean> => {
    const known = links.get(path) ?? world.files.stat(path).then((stat) => stat?.kind === 'link');
    links.set(path, known);
    return known;
  };
  const idle: string[] = [];
  const found: Found[] = [];
  for (const { written, pattern, named } of wanted) {
    const matches = await world.files.glob(places.root, [pattern]);
    if (matches.length === 0) idle.push(written);
    const sources = matches.map((path) => upToFirstLink(path, places.root, isLink));
    for (const source of new Set(await Promise.all(sources))) {
      found.push(await lookAt(world, source, { places, named }));
    }
  }
  if (idle.length === 0) return found;
  throw new Failure({
    doing: 'looking for what include names',
    happened: `nothing matches ${idle.join(', ')}`,
    attempt: adviseIdle(idle),
    code: 'include',
  });
}

/** A glob looks behind links to folders; the link itself is what is packed, once. */
async function upToFirstLink(
  path: string,
  root: string,
  isLink: (path: string) => Promise<boolean>,
): Promise<string> {
  for (const folder of foldersAbove(relativeTo(root, path) ?? '')) {
    if (await isLink(`${root}/${folder}`)) return `${root}/${folder}`;
  }
  return path;
}

async function lookAt(
  world: World,
  source: string,
  { places, named }: { places: Places; named: boolean },
): Promise<Found> {
  const stat = await world.files.stat(source);
  const kind = stat?.kind === 'file' || stat?.kind === 'link' ? stat.kind : 'other';
  const to = kind === 'link' ? await world.files.readLink(source) : undefined;
  const windows = world.runner.platform.os === 'windows';
  return {
    name: nameInArchive(source, places),
    source,
    path: relativeTo(places.root, source) ?? source,
    kind,
    executable: stat?.executable ?? false,
    named,
    ...(to === undefined ? {} : { to: windows ? to.replaceAll('\\', '/') : to }),
  };
}
