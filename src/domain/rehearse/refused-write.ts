/** Did the service try to write where it may not, and was it inside the release? */

import { isAbsolute } from '../paths.ts';
import { plainLine } from '../plain-text.ts';
import type { Remark } from '../service/remark.ts';
import { readOnlyTroubles } from '../service/start-troubles.ts';
import { type Places, placeOf, releaseFix } from './written.ts';

export interface RefusedWrite {
  /** `unknown`: SQLite does not name its file. */
  readonly where: 'release' | 'elsewhere' | 'unknown';
  /** As the program named it; absent where it did not. */
  readonly path?: string;
  /** The line that tells it, made plain. */
  readonly line: string;
}

/** The first such line of a text, which is what the service printed or answered. */
export function findRefusedWrite(text: string, places: Places): RefusedWrite | undefined {
  for (const raw of text.split('\n')) {
    const said = raw.slice(0, 2000);
    for (const { pattern } of readOnlyTroubles) {
      const match = pattern.exec(said);
      if (match === null) continue;
      const line = plainLine(said.trim()).slice(0, 200);
      const path = match[1];
      if (path === undefined) return { where: 'unknown', line };
      // The working directory can be written, but for what ships in it.
      const inside = !isAbsolute(path) || placeOf(path, places).where === 'release';
      return { where: inside ? 'release' : 'elsewhere', path, line };
    }
  }
  return undefined;
}

/** On a server the same places are read-only, so inside the release it is a failure. */
export function explainRefusedWrite({ where, path, line }: RefusedWrite): Remark {
  if (where === 'elsewhere') {
    const message = `the service tries to write outside of its working directory: ${line}`;
    const fix = ['write into the working directory, by a relative path'];
    return { id: 'written-elsewhere', level: 'warning', message, fix };
  }
  const [message, fix] =
    where === 'release'
      ? [`the service tries to write inside the release: ${line}`, releaseFix(path)]
      : [
          `the service tries to write where it may not: ${line}`,
          ['name the file by a relative path outside of what the archive brings, as app.db'],
        ];
  return { id: 'written-release', level: 'failure', message, fix };
}
