/** What has the service written since the last look, and is the nonce in it? */

import { createSearch } from '../../domain/binary/search.ts';
import { type Marks, type Written, compareMarks, isData } from '../../domain/rehearse/written.ts';
import type { World } from '../../ports.ts';
import type { Rehearsal } from './context.ts';

const places = ['state', 'release', 'tmp'] as const;
type Looks = Readonly<Record<(typeof places)[number], Marks>>;

/** Files that are looked at, and bytes in which the nonce is looked for, at the most. */
const mostFiles = 20_000;
const mostBytes = 64 * 1024 * 1024;
const chunk = 1024 * 1024;

export async function lookAtFiles({ rehearsal }: World, { enclosure }: Rehearsal): Promise<Looks> {
  const { outside } = enclosure;
  const look = async (folder: string): Promise<Marks> => {
    const { files } = await rehearsal.disk.listing(folder, mostFiles);
    return new Map(
      files.map(({ path, size, ctimeMs }) => [path.slice(folder.length + 1), `${size} ${ctimeMs}`]),
    );
  };
  return {
    state: await look(outside.state),
    release: await look(outside.release),
    tmp: await look(outside.tmp),
  };
}

export async function findWritten(
  world: World,
  rehearsal: Rehearsal,
  before: Looks,
): Promise<readonly Written[]> {
  const after = await lookAtFiles(world, rehearsal);
  const { shipped } = rehearsal.enclosure;
  const written = places.flatMap((place) =>
    compareMarks(place, { before: before[place], after: after[place] }, shipped).map((one) => ({
      one,
      path: `${rehearsal.enclosure.outside[place]}/${one.name}`,
    })),
  );
  let left = mostBytes;
  const told: Written[] = [];
  for (const { one, path } of written) {
    const size = isData(one) ? ((await world.files.stat(path))?.size ?? 0) : 0;
    left -= size;
    const looked = size > 0 && left >= 0;
    told.push(looked ? { ...one, holdsNonce: await holds(world, path, rehearsal.nonce) } : one);
  }
  return told;
}

async function holds({ files }: World, path: string, nonce: string): Promise<boolean> {
  return files.withFile(path, async (file) => {
    const search = createSearch([nonce]);
    for (let offset = 0; offset < file.size && !search.done(); offset += chunk) {
      search.feed(await file.read({ offset, length: chunk }));
    }
    return search.done();
  });
}
