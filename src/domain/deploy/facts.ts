/** What is known of a server before a deploy? What is absent is unknown, never fine. */

import type { HostFacts } from '../host/facts.ts';
import type { DeployRecord, SlotName } from './records.ts';
import type { UnitFacts } from './units.ts';
import type { WayFacts } from './way.ts';

/** Texts come from the server: whoever prints one makes it plain first (`plainLine`). */
export interface ServerFacts {
  readonly host: HostFacts;
  readonly way: WayFacts;
  /** What answered: `1.0.0`, its protocol, its digest where it is a file. */
  readonly helper?: HelperFacts;
  /** Whether root asked; all but root sees less, and what it does not see is absent. */
  readonly root: boolean;
  readonly system: SystemFacts;
  readonly app: AppFacts;
  readonly port?: PortFacts;
  /** By name. */
  readonly units: ReadonlyMap<string, UnitFacts>;
  readonly processes: ReadonlyMap<number, ProcessFacts>;
  /** Processes called as the app is. */
  readonly named: readonly number[];
  /** Files of Supervisor that have a program of the app's name. */
  readonly supervisor: readonly string[];
  readonly open: OpenFacts;
  readonly places: ReadonlyMap<PlaceName, PlaceFacts>;
  readonly more: readonly AskedPlace[];
  readonly state: StateFacts;
  readonly user?: UserFacts | 'none';
}

export interface HelperFacts {
  readonly version: string;
  readonly protocol: number;
  readonly sha256?: string;
}

export interface SystemFacts {
  /** The major version of systemd; `no` where another init runs. */
  readonly systemd?: number | 'no';
  /** `running`, `degraded`, `stopping`, as systemd says it. */
  readonly state?: string;
  readonly tools: ReadonlySet<string>;
  /** Bytes. */
  readonly memory?: number;
  readonly boot?: string;
  /** Seconds. */
  readonly uptime?: number;
  /** Seconds since 1970 by the server's clock: for show only. */
  readonly now?: number;
  /** How many channels one SSH connection may have, and whether it may forward. */
  readonly sshSessions?: number;
  readonly sshForwarding?: boolean;
}

export interface AppFacts {
  /** Our mark's settings; `foreign` where one is there that root did not make. */
  readonly mark?: ReadonlyMap<string, string> | 'none' | 'foreign';
  readonly deployPath: string;
  /** Whether nothing but our lock is in it; absent where it is not there. */
  readonly deployEmpty?: boolean;
  /** Folders above it that others than root can change. */
  readonly openAbove: readonly string[];
  readonly statePath: string;
  readonly runAs: string;
  /** All that there are; only the newest are told of. */
  readonly recordCount?: number;
  /** The highest sequence number; 0 where there is no record. */
  readonly sequence?: number;
  /** Newest first. */
  readonly records: readonly DeployRecord[];
  /** Names of those that could not be read, with why. */
  readonly unreadable: ReadonlyMap<string, string>;
  readonly slots: Readonly<Record<SlotName, LinkFacts>>;
  readonly current: LinkFacts;
  readonly lock?: LockFacts;
  /** Whole releases by digest, and deploys that can be started again. */
  readonly releases: ReadonlySet<string>;
  readonly deploys: ReadonlySet<string>;
  /** Settings of the running deploy, and of one that was asked about. */
  readonly settings: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Digests of the unit files of the app's name by path; `link` for a link. */
  readonly unitFiles: ReadonlyMap<string, string>;
  /** Those of ours whose text is not ours any more. */
  readonly changedUnits: readonly string[];
  readonly dropIns: readonly DropIn[];
  /** Other apps of ours that have a place within ours, or ours within theirs. */
  readonly neighbours: readonly Neighbour[];
}

/** A deploy's name; `foreign` for anything but a link of ours. */
export type LinkFacts = { readonly deploy: string } | 'none' | 'foreign' | undefined;

export type LockFacts =
  | 'free'
  | {
      readonly pid: number;
      readonly verb?: string;
      readonly deploy?: string;
      /** What its plan says of the run that sent it. */
      readonly plan: ReadonlyMap<string, string>;
    };

export interface DropIn {
  readonly path: string;
  readonly target?: string;
}

export interface Neighbour {
  readonly app: string;
  readonly key: string;
  readonly path: string;
}

export interface PortFacts {
  readonly number: number;
  /** Those that listen; absent where that could not be seen. */
  readonly listens?: readonly PortSocket[];
  /** Their processes, as far as they can be seen. */
  readonly pids: readonly number[];
}

export interface PortSocket {
  readonly address: string;
  readonly uid?: number;
}

export interface ProcessFacts {
  readonly pid: number;
  readonly uid?: number;
  readonly user?: string;
  /** Bytes in memory. */
  readonly memory?: number;
  readonly unit?: string;
  readonly name?: string;
  readonly exe?: string;
  readonly folder?: string;
  /** The name of the process that started it. */
  readonly parent?: string;
}

export interface OpenFacts {
  /** Whether all processes could be looked at. */
  readonly whole: boolean;
  readonly files: readonly OpenFile[];
  /** Processes that hold a lock on a file under the state. */
  readonly locked: readonly number[];
}

export interface OpenFile {
  readonly pid: number;
  readonly writes: boolean;
  readonly path: string;
}

/** `own` is /var/lib/gin-ship. */
export type PlaceName = 'deploy' | 'state' | 'own' | 'tmp';

export interface PlaceFacts {
  readonly path: string;
  readonly kind: 'none' | 'folder' | 'file' | 'link' | 'other' | 'unknown';
  /** `drwxr-xr-x` */
  readonly mode?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Without links; absent where it is not there. */
  readonly real?: string;
  readonly room?: RoomFacts;
}

export interface AskedPlace extends PlaceFacts {
  readonly asked: 'env-file' | 'write-path';
}

export interface RoomFacts {
  /** Bytes. */
  readonly free: number;
  /** Absent where the file system does not count them. */
  readonly inodes?: number;
  readonly mount: string;
}

export interface StateFacts {
  readonly empty?: boolean;
  /** Files of SQLite with what lies beside them (-wal, -shm, -journal). */
  readonly files: readonly StateFile[];
  /** Whether all could be found. */
  readonly whole: boolean;
}

export interface StateFile {
  readonly path: string;
  readonly bytes: number;
}

export interface UserFacts {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home?: string;
  readonly shell?: string;
  readonly groups: readonly string[];
  /** A rule of sudo that lets it do what whoever deploys may not. */
  readonly moreBySudo?: string;
}
