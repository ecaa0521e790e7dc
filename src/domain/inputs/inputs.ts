/** What did the user ask for? Every input, parsed once into one readonly value. */

import type { ArchiveFormat } from '../archive/format.ts';
import type { TargetPattern } from '../build/targets.ts';
import type { CommentInputs } from './comment.ts';
import type { DeployInputs } from './deploy.ts';
import type { FanOutInputs } from './fan-out.ts';
import type { InspectInputs } from './inspect.ts';
import type { RehearseInputs } from './rehearse.ts';
import type { ReleaseInputs } from './release.ts';
import type { ServiceInputs } from './service.ts';

export type Command =
  | 'ship'
  | 'build'
  | 'deploy'
  | 'rollback'
  | 'status'
  | 'remove'
  | 'plan'
  | 'merge';

export interface Inputs {
  readonly command: Command;
  readonly workingDirectory: string;
  /** Names of the inputs whose value is not action.yml's default. */
  readonly given: ReadonlySet<string>;
  readonly setup: SetupInputs;
  readonly build: BuildInputs;
  readonly archive: ArchiveInputs;
  readonly inspect: InspectInputs;
  readonly service: ServiceInputs;
  readonly rehearse: RehearseInputs;
  readonly publish: PublishInputs;
  readonly release: ReleaseInputs;
  readonly deploy: DeployInputs;
  readonly fanOut: FanOutInputs;
}

export interface SetupInputs {
  readonly goVersion?: string;
  readonly goVersionFile?: string;
  readonly checkLatest: boolean;
  readonly cache: boolean;
  /** Globs; empty: go.sum of the module (go.work.sum and every member's go.sum in a workspace). */
  readonly cacheDependencyPath: readonly string[];
  /** In Go's words (`amd64`); absent: the runner's. */
  readonly architecture?: string;
  readonly token?: Secret;
  readonly goDownloadBaseUrl?: string;
  /** Lower-case hex. */
  readonly goSha256?: string;
}

export interface BuildInputs {
  readonly name?: string;
  /** Package patterns; empty: all main packages. */
  readonly main: readonly string[];
  readonly targets: readonly TargetPattern[];
  readonly check: 'none' | 'vet' | 'test';
  readonly cgo: 'auto' | 'on' | 'off';
  readonly ldflags: string;
  readonly flags: readonly string[];
  readonly tags: readonly string[];
  readonly buildEnv: Readonly<Record<string, string>>;
  /** Without a leading `v`. */
  readonly version?: string;
  readonly parallelism: number | 'auto';
}

export interface ArchiveInputs {
  readonly nameTemplate: string;
  readonly timestamp: 'commit' | 'now';
  /** The format by GOOS; `*` is that of all others. */
  readonly formats: Readonly<Record<string, ArchiveFormat>>;
  readonly include: readonly string[];
  readonly outputDir: string;
}

export interface PublishInputs extends ArtifactInputs, CommentInputs {
  readonly sbom: boolean;
  readonly attest: boolean;
}

export interface ArtifactInputs {
  readonly artifact: boolean;
  readonly artifactName?: string;
  readonly retentionDays?: number;
}

/** A value that prints as stars wherever it lands by accident. */
export interface Secret {
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

export function createSecret(value: string): Secret {
  return { reveal: () => value, toString: () => '***', toJSON: () => '***' };
}
