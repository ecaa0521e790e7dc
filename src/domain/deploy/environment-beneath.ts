/** Which files on the server give variables beneath those of the deploy? */

import { Failure } from '../failure.ts';
import { plainLine } from '../plain-text.ts';
import type { OldUnit } from './old-unit.ts';
import type { EnvFileBeneath } from './unit-conf.ts';

const plainPath = /^\/[\w./@+-]{1,200}$/;

/** Of a unit that is taken over. Throws a Failure for one that gin-ship's unit cannot name. */
export function filesOf({ unit, environmentFiles }: OldUnit): readonly EnvFileBeneath[] {
  const odd = environmentFiles.find(({ path }) => !plainPath.test(path));
  if (odd === undefined) return environmentFiles;
  throw new Failure({
    doing: `taking over ${plainLine(unit)}`,
    happened: `its EnvironmentFile=${plainLine(odd.path)} has a path that cannot be carried over`,
    attempt: ['give that file a path of letters, digits and . _ @ + - without patterns'],
    code: 'deploy-adopt',
  });
}

/** One setting of a plan: words parted by blanks, `-` before an optional one; a bare `-` for none. */
export function formatBeneath(files: readonly EnvFileBeneath[]): string {
  return files.map(({ path, optional }) => `${optional ? '-' : ''}${path}`).join(' ') || '-';
}

/** Undefined where the text is not of that form. */
export function parseBeneath(text: string): readonly EnvFileBeneath[] | undefined {
  if (text === '-') return [];
  const files = text.split(' ').map((word) => ({
    path: word.replace(/^-/, ''),
    optional: word.startsWith('-'),
  }));
  return files.every(({ path }) => plainPath.test(path)) ? files : undefined;
}
