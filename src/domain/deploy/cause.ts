/** Why did a deploy fail, in one sentence, and what mends it? */

import type { ProbeSettings } from '../service/probe.ts';
import type { RemarkId } from '../service/remark.ts';
import type { Hardening } from './hardening.ts';

export type CauseId =
  | RemarkId
  | 'aborted'
  | 'bad-unit'
  | 'database-locked'
  | 'disk-full'
  | 'forbidden-call'
  | 'glibc'
  | 'hook'
  | 'illegal-instruction'
  | 'killed'
  | 'lease'
  | 'loader'
  | 'memory'
  | 'namespace'
  | 'no-access'
  | 'other'
  | 'start-limit'
  | 'still-starting'
  | 'timeout'
  | 'user'
  | 'watchdog'
  | 'working-directory'
  | 'wrong-program';

export interface Cause {
  readonly id: CauseId;
  /** Without a full stop. Text of others in it is plain. */
  readonly sentence: string;
  /** One thing to try a text; of several lines where it is code. */
  readonly fix: readonly string[];
}

/** What is known of the deploy beside what the server told; of a rollback much is only on the server. */
export interface CauseSetting {
  /** `notes@blue.service` */
  readonly unit: string;
  readonly port?: number;
  readonly deployPath?: string;
  readonly statePath?: string;
  readonly user?: string;
  /** `linux/amd64/v3` */
  readonly target?: string;
  readonly envFile?: string;
  /** Bytes. */
  readonly memoryMax?: number;
  readonly hardening?: Hardening;
  readonly probe?: ProbeSettings;
  /** Milliseconds. */
  readonly soak?: number;
  /** What is asked until it is ready, where that was given. */
  readonly readyPath?: string;
  readonly livePath?: string;
  /** Whether the runner itself said abort. */
  readonly aborted?: boolean;
}
