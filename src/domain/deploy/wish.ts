/** What is to be deployed, as far as a server can stand against it? */

import type { ArchiveFacts, BinaryFacts } from '../archive/manifest.ts';

/** Settings that the user did not give are absent: then the server's mark, or the app's name, decides. */
export interface DeployWish {
  /** As the user named it: `deploy@203.0.113.7`. */
  readonly server: string;
  readonly name: string;
  readonly deployPath?: string;
  readonly statePath?: string;
  readonly runAs?: string;
  readonly port: number;
  /** The unit that may be taken over. */
  readonly adopt?: string;
  readonly persist: readonly string[];
  readonly writePaths: readonly string[];
  readonly snapshot: boolean;
  readonly allowDowngrade: boolean;
  readonly source: DeploySource;
  readonly archive: ArchiveFacts;
  readonly program: BinaryFacts;
  /** Of all that the archive holds, unpacked. */
  readonly unpackedBytes: number;
  readonly helper: OwnHelper;
}

export interface DeploySource {
  /** `owner/name`; this and the next are absent outside of GitHub. */
  readonly repository?: string;
  readonly workflow?: string;
  readonly run: string;
  readonly attempt: number;
  readonly commit?: string;
  /** Whether the commit is an ancestor of the one that runs, and not that one; absent: not known. */
  readonly isAncestor?: boolean;
}

/** The helper that this gin-ship brings. */
export interface OwnHelper {
  readonly version: string;
  readonly protocol: number;
  readonly sha256: string;
  /** Where people get this very file. */
  readonly url: string;
}
