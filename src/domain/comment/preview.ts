/** What does a build show of itself to who reads its pull request? */

import type { ArchiveFacts, Manifest } from '../archive/manifest.ts';
import { describeNeeds } from '../inspect/verdict.ts';

export interface Preview {
  readonly name: string;
  readonly version: string;
  readonly targets: readonly PreviewTarget[];
  readonly survival: Survival;
}

export interface PreviewTarget {
  /** `linux/arm/v7` */
  readonly target: string;
  /** Of its archive. */
  readonly file: string;
  readonly bytes: number;
  /** Link classes of its programs, each once. */
  readonly links: readonly string[];
  /** Where its programs run, each sentence once. Text of the files is in it. */
  readonly runsOn: readonly string[];
}

export const survivalVerdicts = [
  'survived',
  'lost',
  'not-asked',
  'not-rehearsed',
  'elsewhere',
] as const;

export type SurvivalVerdict = (typeof survivalVerdicts)[number];

export interface Survival {
  readonly verdict: SurvivalVerdict;
  /** The rehearsal's own sentence, or why there was none; absent where a stranger may have written it. */
  readonly line?: string;
}

export function previewOf({ name, version, archives }: Manifest, survival: Survival): Preview {
  return { name, version, survival, targets: archives.map(targetOf) };
}

function targetOf({ target, file, bytes, binaries }: ArchiveFacts): PreviewTarget {
  return {
    target,
    file,
    bytes,
    links: once(binaries.map(({ needs }) => needs.link)),
    runsOn: once(binaries.map(({ needs }) => describeNeeds(needs))),
  };
}

function once(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

const sentences: Readonly<Record<SurvivalVerdict, string>> = {
  survived: 'data survives a restart: written, and read back after it',
  lost: 'data does not survive a restart',
  'not-asked': 'the archive ran; whether data survives a restart was not asked',
  'not-rehearsed': 'the archive was not rehearsed',
  elsewhere: 'the jobs that built the archives say how they were rehearsed',
};

export function describeSurvival({ verdict, line }: Survival): string {
  return line ?? sentences[verdict];
}
