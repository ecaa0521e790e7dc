/** What does the rehearsal ask of the world? A service that runs, and what the kernel and the network tell of it. */

import type { WholeAnswer } from './domain/rehearse/answer.ts';
import type { Enclosure } from './domain/rehearse/enclosure.ts';
import type { FilledRequest } from './domain/rehearse/request.ts';
import type { Env } from './domain/runner.ts';
import type { OpenFile } from './ports-file.ts';

export interface ServiceWorld {
  readonly enclosures: Enclosures;
  readonly services: Services;
  readonly kernel: Kernel;
  readonly loopback: Loopback;
  readonly redis: Redis;
  readonly disk: Disk;
}

export interface Enclosures {
  /**
   * Encloses the unpacked archive in `folder/release` in the strictest way that works here, which is
   * found by running a program in each. State, temporary files and what else is needed are made in
   * `folder`; where the service's user could not reach it, in a folder of our own.
   */
  prepare(request: EnclosureRequest): Promise<Enclosure>;
  /** Removes what `prepare` and the services made outside of the request's `folder`. */
  discard(enclosure: Enclosure): Promise<void>;
}

export interface EnclosureRequest {
  /** The service's name, as the folders of a server are called by it. */
  readonly name: string;
  /** Absolute; holds `release`, and nothing else yet. */
  readonly folder: string;
  /** Names directly in the release that appear in the working directory; absent: all. */
  readonly shipped?: readonly string[];
}

/** One process for ever: a pid that was given to another is not taken for it. */
export interface ProcessRef {
  readonly pid: number;
  readonly started: string;
}

export interface ServiceCommand {
  readonly enclosure: Enclosure;
  /** As the service sees it: below `enclosure.inside.release`. */
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment, the marker of `markerName` in it. */
  readonly env: Env;
  /** Whether strace writes `enclosure.outside.trace` from the first call on. */
  readonly trace?: boolean;
}

export interface Services {
  /** Starts a program with an empty folder for temporary files. Never throws for what the program does. */
  start(command: ServiceCommand): Promise<Service | NotStarted>;
  /**
   * Ends the whole family of a marker, and waits until it
   * is gone, strace with it, at the most some seconds. Gives what could not be ended.
   */
  sweep(marker: string): Promise<readonly ProcessRef[]>;
}

export interface NotStarted {
  /** A code of the system (`ENOENT`, `ECANCELED`, `ETIMEDOUT`), or `enclosure`: see `output`. */
  readonly notStarted: string;
  readonly output: string;
}

export interface Service extends ProcessRef {
  readonly exited: Promise<ServiceEnd>;
  /** Set as soon as it has ended. */
  ended(): ServiceEnd | undefined;
  /** The last 64 KiB of what it and all that it started printed, and how much that was in all. */
  output(): { readonly tail: string; readonly bytes: number };
  /** False where it has ended, or may not be told. Windows knows only the end at once. */
  signal(signal: NodeJS.Signals): Promise<boolean>;
}

export interface ServiceEnd {
  readonly code?: number;
  readonly signal?: string;
  /** On the clock's `elapsed`. */
  readonly at: number;
}

export interface Listener {
  readonly address: string;
  readonly port: number;
  /** Absent where the owner may not be seen. */
  readonly pid?: number;
}

export interface Connection {
  readonly pid: number;
  readonly address: string;
  readonly port: number;
}

export interface Kernel {
  /**
   * All that has the marker, comes from such a process, lives in the service's mount namespace, or works
   * in or runs from its folder.
   */
  family(marker: string): Promise<readonly ProcessRef[]>;
  /** The TCP sockets on which these processes listen. */
  listening(pids: readonly number[]): Promise<readonly Listener[]>;
  /** Who listens on a port, whoever it is. */
  holders(port: number): Promise<readonly Listener[]>;
  /** Where these processes are connected to by TCP; connections that they accepted are left out. */
  connected(pids: readonly number[]): Promise<readonly Connection[]>;
  /** How far the service has got with a connection of ours; absent where it is closed, or the system does not tell. */
  accepted(port: number, from: number): Promise<'waiting' | 'unread' | 'read' | undefined>;
  /** Whether the process runs this very file, which is named as we see it; absent where it cannot be seen. */
  runs(pid: number, file: string): Promise<boolean | undefined>;
  /** Files that these processes hold open for writing, as they see them; none where the system does not tell. */
  writing(pids: readonly number[]): Promise<readonly string[]>;
  /** The program of a process, for people. */
  program(pid: number): Promise<string | undefined>;
  isAlive(process: ProcessRef): Promise<boolean>;
  /** Whether strace or a debugger watches it; absent where the system does not tell. */
  isTraced(pid: number): Promise<boolean | undefined>;
  /** False where it has ended, or may not be told. */
  kill(process: ProcessRef, signal: NodeJS.Signals): Promise<boolean>;
}

export interface HttpRequest extends FilledRequest {
  /** A loopback address, and a port. */
  readonly at: { readonly address: string; readonly port: number };
  /** Milliseconds for all of it. */
  readonly timeout: number;
}

export type HttpOutcome =
  | (WholeAnswer & {
      /** Names in lower case; several of one name are joined by a comma and a blank. */
      readonly headers: Readonly<Record<string, string>>;
      /** Whether the body was longer than the 1 MiB that is kept of it. */
      readonly cut: boolean;
    })
  | { readonly kind: 'refused' }
  | { readonly kind: 'timed-out'; readonly after: number }
  /** `how` is a code: ECONNRESET, HPE_INVALID_CONSTANT … */
  | { readonly kind: 'broken'; readonly how: string };

export interface Loopback {
  /** One request over a connection of its own. No redirect is followed; nothing is thrown. */
  exchange(request: HttpRequest): Promise<HttpOutcome>;
  /** Sends all but the last byte, which stays here until `finish`; the time limit begins there anew. */
  withhold(request: HttpRequest): Promise<Withheld>;
  /** A TCP port that is free on all addresses. */
  freePort(): Promise<number>;
}

export interface Withheld {
  /** Our port of the connection; absent where there is none. */
  readonly from?: number;
  /** Set where it ended without the last byte. */
  ended(): HttpOutcome | undefined;
  finish(): Promise<HttpOutcome>;
}

export type RedisOutcome =
  | { readonly kind: 'answered'; readonly appendonly: string; readonly save: string }
  /** It answered, but not what was asked: a word of the protocol such as NOAUTH, NOPERM, ERR. */
  | { readonly kind: 'declined'; readonly how: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'broken'; readonly how: string };

export interface Redis {
  /** Asks for `appendonly` and `save`, and changes nothing. Without TLS. */
  persistence(request: {
    readonly address: string;
    readonly port: number;
    readonly username?: string;
    readonly password?: string;
    readonly timeout: number;
  }): Promise<RedisOutcome>;
}

export interface Disk {
  /** Bytes that files take below the folders; after `most` entries the rest is not counted. */
  usage(folders: readonly string[], most: number): Promise<Usage>;
  /** All below a folder that is no folder, sorted by path; after `most` of them no more are told. */
  listing(folder: string, most: number): Promise<Listing>;
  /** What can still be written there. */
  room(folder: string): Promise<Room>;
  /**
   * Opens a file to read parts of it. Absent where it is no regular file, may not be read, or is a link:
   * none is followed, and nothing is waited for.
   */
  withFile<T>(path: string, use: (file: OpenFile) => Promise<T>): Promise<T | undefined>;
}

export interface Room {
  readonly bytes: number;
  /** Absent where the file system does not count them. */
  readonly files?: number;
}

export interface Usage {
  readonly bytes: number;
  readonly entries: number;
  readonly complete: boolean;
}

export interface Listing {
  readonly files: readonly Found[];
  readonly complete: boolean;
}

export interface Found {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  /** Changes with every write, and cannot be set by a program. */
  readonly ctimeMs: number;
}
