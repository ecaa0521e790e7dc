/** What do we ask of the service that keeps the artifacts of runs? */

import type { FoundArtifact, FoundArtifacts } from './domain/deploy/found-artifacts.ts';

export interface ArtifactService {
  /** Why there is none here; absent where it can be used. */
  unavailable(): string | undefined;
  upload(artifact: {
    readonly name: string;
    readonly root: string;
    readonly files: readonly string[];
    readonly retentionDays?: number;
    /** The one file as it is, without a zip around it; the artifact is then called as the file is. */
    readonly raw?: true;
  }): Promise<{ id: number; bytes: number; url: string; digest?: string }>;
  /**
   * By name, of another run where `of` is given, else of this one.
   * @throws Failure (`http-403` and so on) where it cannot be asked
   */
  find(name: string, of?: OtherRun): Promise<FoundArtifacts>;
  /**
   * The zip, whole, to a new file of `most` bytes at the most (else `http-size`); gives the SHA-256 of
   * what came. Asks for a new address each time.
   */
  download(
    artifact: FoundArtifact,
    options: { readonly to: string; readonly most: number; readonly of?: OtherRun },
  ): Promise<{ sha256: string; bytes: number }>;
}

export interface OtherRun {
  readonly id: string;
  /** `owner/name` */
  readonly repository: string;
  /** With `actions: read`. */
  readonly token: string;
}
