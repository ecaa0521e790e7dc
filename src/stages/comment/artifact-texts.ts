/** What do a few small files in an artifact say? */

import { Failure } from '../../domain/failure.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { World } from '../../ports.ts';
import { cleanUp } from '../clean-up.ts';
import { filesInZip } from '../deploy/archive-files.ts';
import { type ArtifactWish, fetchArtifact } from '../deploy/fetch-artifact.ts';

/** Bytes of one file. */
const most = 8 * 2 ** 20;

/** In the order of `names`; nothing of the artifact stays. @throws Failure (`artifact-…`) where one is not there or cannot be read */
export async function readTexts(
  world: World,
  wish: ArtifactWish,
  names: readonly string[],
): Promise<readonly string[]> {
  const work = await world.files.makeTemp('shown');
  try {
    const folder = `${work}/files`;
    await world.files.makeFolder(folder);
    const fetched = await fetchArtifact(world, wish, work);
    const source = filesInZip(world, wish, { ...fetched, folder });
    const texts: string[] = [];
    for (const name of names) {
      const found = await source.bring(name, most);
      const text =
        typeof found === 'string' || found.sha256 === undefined
          ? undefined
          : await world.files.readText(`${folder}/${name}`);
      if (text === undefined) throw unreadable(source.from, name, found);
      texts.push(text);
    }
    return texts;
  } finally {
    await cleanUp(world, work);
  }
}

function unreadable(from: string, name: string, found: unknown): Failure {
  return new Failure({
    doing: `reading ${name} of ${plainLine(from)}`,
    happened: typeof found === 'string' ? `it is ${found}` : 'it is too large',
    attempt: ['let gin-ship make the artifact, with `comment: true` in the run that builds'],
    code: 'artifact-part',
  });
}
