/** What becomes of a temporary folder of ours that cannot be removed? It is told, and the result stands. */

import { plainLine } from '../domain/plain-text.ts';
import { codeOf } from '../domain/system-trouble.ts';
import type { World } from '../ports.ts';

/** Removes what lies below the runner's temp folder, or warns: it never throws, so it may end a `finally`. */
export async function cleanUp(
  { files, log }: Pick<World, 'files' | 'log'>,
  path: string,
): Promise<void> {
  try {
    await files.remove(path);
  } catch (error) {
    const why = codeOf(error) ?? String(error);
    log.warning(
      plainLine(
        `${path} could not be removed (${why}) and stays until the runner empties its temporary folder; ` +
          'where it is in the way, end the program that uses it and remove it by hand',
      ),
    );
  }
}
