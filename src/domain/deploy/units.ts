/** What does systemd say of a unit? */

export interface UnitFacts {
  readonly name: string;
  /** `loaded`, `not-found`, `masked` … */
  readonly load?: string;
  /** `active`, `failed` … */
  readonly active?: string;
  readonly sub?: string;
  /** `enabled`, `disabled` … */
  readonly enabled?: string;
  /** The file that it was read from. */
  readonly file?: string;
  readonly dropIns: readonly string[];
  readonly mainPid?: number;
  readonly restarts?: number;
  readonly invocation?: string;
  readonly result?: string;
  /** As systemd writes a time: for show only. */
  readonly since?: string;
  /** Bytes. */
  readonly memory?: number;
  readonly needsReload?: boolean;
  readonly runs: UnitSettings;
}

/** How a service is run; absent is systemd's own default. */
export interface UnitSettings {
  readonly user?: string;
  readonly group?: string;
  readonly dynamicUser?: boolean;
  readonly folder?: string;
  /** A root folder or image of its own. */
  readonly root?: string;
  /** Whether it has Environment=; what it says can be secret, and stays on the server. */
  readonly environment: boolean;
  readonly environmentFiles: readonly EnvironmentFile[];
  readonly program?: string;
}

export interface EnvironmentFile {
  readonly path: string;
  readonly optional: boolean;
}
