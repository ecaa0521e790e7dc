/** What do the inputs of a release say? */

import type { Reader } from './reader.ts';

export interface ReleaseInputs {
  readonly release: boolean;
  /** Whether people publish it. */
  readonly draft: boolean;
  readonly prerelease: 'auto' | 'true' | 'false';
  readonly generateNotes: boolean;
  readonly makeLatest: 'auto' | 'true' | 'false';
}

const details = ['draft', 'prerelease', 'generate-notes', 'make-latest'];
const words = { on: 'true', off: 'false' } as const;

export function parseReleaseInputs(reader: Reader, given: ReadonlySet<string>): ReleaseInputs {
  const inputs: ReleaseInputs = {
    release: reader.boolean('release'),
    draft: reader.boolean('draft'),
    prerelease: reader.word('prerelease', ['auto', 'true', 'false'], words),
    generateNotes: reader.boolean('generate-notes'),
    makeLatest: reader.word('make-latest', ['auto', 'true', 'false'], words),
  };
  const { release, draft, prerelease, makeLatest } = inputs;
  for (const name of details.filter((one) => given.has(one) && !release)) {
    reader.problem(
      name,
      'says how the release is made, but release is false; write release: true, or drop the line',
    );
  }
  if (makeLatest === 'true' && (draft || prerelease === 'true')) {
    const other = draft ? 'draft' : 'prerelease';
    reader.problem(
      'make-latest',
      `and ${other} are both true, but GitHub takes no ${other} for the latest release; drop one of the two`,
    );
  }
  return inputs;
}
