/** What has the service written, and is the nonce in it? */

import { createSearch } from '../../domain/binary/search.ts';
import { type Look, type Mark, compareLooks } from '../../domain/rehearse/looks.ts';
import { type Written, placeOf } from '../../domain/rehearse/written.ts';
import type { World } from '../../ports.ts';
import { type Rehearsal, placesOf } from './context.ts';

const places = ['state', 'release', 'tmp'] as const;
type Place = (typeof places)[number];
export type Looks = Readonly<Record<Place, Look>>;

/** Files that are looked at in one place, and bytes in which the nonce is looked for, at the most. */
export const mostFiles = 20_000;
const mostBytes = 64 * 1024 * 1024;
const chunk = 1024 * 1024;

export async function lookAtFiles(world: World, { enclosure }: Rehearsal): Promise<Looks> {
  const { outside } = enclosure;
  const look = async (folder: string): Promise<Look> => {
    const at = world.clock.now().getTime();
    const { files, complete } = await world.rehearsal.disk.listing(folder, mostFiles);
    const named = files.map(({ path, size, ctimeMs }): readonly [string, Mark] => [
      path.slice(folder.length + 1),
      { size, ctimeMs },
    ]);
    return { at, complete, files: new Map(named) };
  };
  return {
    state: await look(outside.state),
    release: await look(outside.release),
    tmp: await look(outside.tmp),
  };
}

/** What was written between two looks. */
export function compareAll(
  rehearsal: Rehearsal,
  looks: { readonly before: Looks; readonly after: Looks },
): readonly Written[] {
  return places.flatMap((place) => compareIn(place, rehearsal, looks));
}

function compareIn(
  place: Place,
  { enclosure }: Rehearsal,
  { before, after }: { readonly before: Looks; readonly after: Looks },
): readonly Written[] {
  const looks = { before: before[place], after: after[place] };
  return compareLooks(place, looks, enclosure.shipped);
}

export function cutPlaces(...looks: readonly Looks[]): readonly Place[] {
  return places.filter((place) => looks.some((one) => !one[place].complete));
}

export interface Watched {
  readonly before: Looks;
  readonly after: Looks;
  /** Before data was written; absent where none was. */
  readonly atWrite?: Looks;
  /** What the service held open for writing after that, as it saw it. */
  readonly open?: readonly string[];
}

/** What was written, and searched for the nonce while there are not too many bytes: small files first. */
export async function searchWritten(
  world: World,
  rehearsal: Rehearsal,
  watched: Watched,
): Promise<readonly Written[]> {
  const { atWrite, after } = watched;
  if (atWrite === undefined) return compareAll(rehearsal, watched);
  const found = places.flatMap((place) => {
    const written = compareIn(place, rehearsal, watched);
    const late = compareIn(place, rehearsal, { before: atWrite, after });
    const since = new Set(late.map(({ name }) => name));
    return written.map((one) => {
      const size = after[place].files.get(one.name)?.size ?? 0;
      const isPending = since.has(one.name) || (size === 0 && isHeld(one, rehearsal, watched));
      const path = `${rehearsal.enclosure.outside[place]}/${one.name}`;
      return { path, size, one: isPending ? { ...one, pending: true as const } : one };
    });
  });
  const sought = new Map<string, boolean>();
  let left = mostBytes;
  for (const { path, size, one } of found.toSorted((a, b) => a.size - b.size)) {
    if (one.change === 'removed' || size > left) continue;
    left -= size;
    const holds = await search(world, path, rehearsal.nonce);
    if (holds !== undefined) sought.set(path, holds);
  }
  return found.map(({ path, one }) => {
    const holdsNonce = sought.get(path);
    return holdsNonce === undefined ? one : { ...one, holdsNonce };
  });
}

function isHeld({ where, name }: Written, rehearsal: Rehearsal, { open = [] }: Watched): boolean {
  return open.some((path) => {
    const at = placeOf(path, placesOf(rehearsal));
    return at.where === where && at.name === name;
  });
}

/** Absent where the file cannot be looked into: it is a link, a pipe, gone, or may not be read. */
async function search(
  { rehearsal }: World,
  path: string,
  nonce: string,
): Promise<boolean | undefined> {
  const looking = rehearsal.disk.withFile(path, async (file) => {
    const sought = createSearch([nonce]);
    for (let offset = 0; offset < file.size && !sought.done(); offset += chunk) {
      sought.feed(await file.read({ offset, length: chunk }));
    }
    return sought.done();
  });
  return looking.catch(() => undefined);
}
