/** By what script does a service of the fake world go? */

import type { Enclosure } from '../../src/domain/rehearse/enclosure.ts';
import type {
  Connection,
  Found,
  HttpOutcome,
  HttpRequest,
  Listener,
  Listing,
  NotStarted,
  ProcessRef,
  RedisOutcome,
  Room,
  Usage,
} from '../../src/ports-service.ts';

/** What one start does. Times are milliseconds from the start. */
export interface Script {
  readonly notStarted?: NotStarted;
  /** When it listens; absent: never. */
  readonly listens?: number;
  /** Where, if not on the port that it was given. */
  readonly port?: number;
  /** Where else, on 127.0.0.1, and from when. */
  readonly also?: { readonly port: number; readonly from: number };
  /** By itself. */
  readonly ends?: { readonly after: number; readonly code?: number; readonly signal?: string };
  readonly output?: string;
  readonly ignoresSigterm?: boolean;
  /** Answers what it was at when SIGTERM came, before it ends. */
  readonly graceful?: boolean;
  /** How far it gets with a request whose last byte is withheld: `read` where this is absent. */
  readonly takes?: 'waiting' | 'unread';
  /** What comes of such a request before its last byte. */
  readonly early?: HttpOutcome;
  /** Programs that it starts, and that do not end with it. */
  readonly children?: readonly string[];
  /** Whether the first child listens in its place. */
  readonly isDaemon?: boolean;
  answers?(request: HttpRequest, asked: number): Partial<HttpOutcome> | undefined;
  /** What strace writes; absent: it is not watched. */
  readonly trace?: string;
  /** Whether the process runs the file of the release. */
  readonly runs?: boolean;
}

export interface Stage {
  readonly strace?: boolean;
  /** By their number, from 1; the last one goes on. */
  readonly starts: readonly Script[];
  readonly holders?: readonly Listener[];
  readonly connected?: readonly Connection[];
  readonly redis?: RedisOutcome;
  /** Of the folders that the service writes to, at a time; a number: bytes. */
  readonly usage?: (elapsed: number) => number | Partial<Usage>;
  /** Bytes in the folder of strace. */
  readonly traced?: (elapsed: number) => number;
  /** Bytes, or more. */
  readonly room?: (elapsed: number) => number | Room;
  /** The files in a folder when it is looked at for the nth time, from 1. */
  readonly listing?: (folder: string, look: number) => readonly Found[] | Listing;
  /** What files hold, by the end of their path; others cannot be looked into. */
  readonly texts?: Readonly<Record<string, string>>;
  /** What the service holds open for writing. */
  readonly writing?: readonly string[];
  /** Changes how the service is enclosed. */
  readonly enclosed?: Partial<Enclosure>;
  /** What sweeping does not get rid of. */
  readonly stubborn?: readonly ProcessRef[];
}
