/** What was a binary meant to be, and where is it meant to run? */

import type { Target } from '../target.ts';
import type { RunFloor } from './floor.ts';

export interface Asked {
  readonly target: Target;
  /** CGO_ENABLED of its build. */
  readonly cgo: boolean;
  /** The Go that was set up: `1.26.8`. */
  readonly goVersion: string;
  /** Absent where there is no git. */
  readonly commit?: {
    readonly hash: string;
    /** Whether the working tree differed from it before anything was built. */
    readonly dirty: boolean;
  };
  /** Folders of this runner that no server has: workspace, home, temp. Absolute, forward slashes. */
  readonly runnerFolders: readonly string[];
  /** `must-run-on` */
  readonly floors: readonly RunFloor[];
}
