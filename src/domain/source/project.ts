/** What is being built? The facts of the module, its commit and its version, read once before anything runs. */

import type { Difference } from './status.ts';

export interface Project {
  /** The folder of go.mod; commands run here. Absolute, forward slashes. */
  readonly dir: string;
  /** The repository's top folder; `dir` where there is no git. */
  readonly root: string;
  /** `dir` as seen from `root`: `.` or `services/notes`. */
  readonly subfolder: string;
  /** The module path of go.mod. */
  readonly module: string;
  /** The one word for archives, artifact and service. */
  readonly name: string;
  /** Set where a go.work governs the module: its absolute path. */
  readonly workspaceFile?: string;
  readonly vendored: boolean;
  readonly commit?: Commit;
  /** What made the commit dirty; absent where it is not. */
  readonly differences?: readonly Difference[];
  readonly version: Version;
  /** Where the tag that started the run does not say what is built: what it is another one of. */
  readonly tagOfOther?: OtherTag;
  /** `YYYYMMDD-HHMM`, UTC. */
  readonly timestamp: string;
  /** Where the timestamp came from, as a phrase. */
  readonly timestampFrom: string;
  /** Seconds since 1970: every time inside the archives. */
  readonly mtimeSeconds: number;
  /** RFC 3339, UTC: the stamp `-X main.date`. */
  readonly date: string;
}

/** `unclear`: of another module or of another version, as far as merge can know. */
export type OtherTag = 'module' | 'version' | 'unclear';

/** What of it a finished set of archives is known by. */
export type ShippedProject = Pick<
  Project,
  'name' | 'module' | 'version' | 'tagOfOther' | 'timestamp' | 'commit'
>;

export interface Commit {
  /** 40 or 64 hex digits. */
  readonly hash: string;
  /** Seconds since 1970. */
  readonly timeSeconds: number;
  /** Whether the working tree differed from the commit before we started. */
  readonly dirty: boolean;
}

export interface Version {
  /** Without a tag's leading `v`; letters, digits and `.-+_` only. */
  readonly text: string;
  /** Where it came from, as a phrase: "tag v1.4.0", "input version". */
  readonly from: string;
}
