/** What came of trying to become root on a server? */

export interface WayFacts {
  /** The SSH user. */
  readonly user?: { readonly id: number; readonly name?: string };
  readonly installed: InstalledHelper;
  readonly sudo: SudoFacts;
  /** Whether the installed helper answered, or its text that was sent. */
  readonly by?: 'helper' | 'text';
}

/** `unsafe`: others than root can change it, so it is never run. */
export type InstalledHelper =
  | 'none'
  | 'unsafe'
  | 'unknown'
  | { readonly sha256?: string; readonly version?: string; readonly protocol?: number };

export interface SudoFacts {
  /** Absent where root logs in, or nothing is known. */
  readonly there?: boolean;
  /** Whether the helper alone, and whether any command, could be run without a password. */
  readonly helper?: boolean;
  readonly all?: boolean;
  /** What sudo said where it refused; English, as it is asked for. */
  readonly said?: string;
  readonly list?: string;
}
