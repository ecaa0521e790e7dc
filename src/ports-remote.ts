/** What do we ask of another machine? One connection to it, commands, bytes, and its loopback. */

import type { KnownHosts } from './domain/remote/known-hosts.ts';
import type { SshAddress } from './domain/remote/address.ts';
import type { HelperFile } from './domain/deploy/helper-file.ts';

export interface Remote {
  /**
   * One authenticated connection; attempts follow one another with jitter, but none after a refused
   * key or host key.
   * @throws Failure that says what to try: `ssh-key` (cannot be read), `ssh-host-key`, `ssh-auth`, `ssh-agent`,
   * `ssh-unreachable`, `ssh-protocol`, `ssh-algorithms` or `ssh-jump`
   */
  connect(request: ConnectRequest): Promise<Connection>;
}

/** The helper that this gin-ship brings for servers. */
export interface HelperSource {
  read(): Promise<HelperFile>;
}

export interface ConnectRequest {
  readonly to: SshAddress;
  readonly identity: Identity;
  readonly hostKeys: HostKeys;
  /** Reached first, with the same identity; its own key stands in the same known hosts. */
  readonly jump?: SshAddress;
  /** Milliseconds for one attempt, log-in included. */
  readonly timeout: number;
  readonly attempts: number;
  /** Told before each new attempt. */
  onRetry?(told: {
    readonly attempt: number;
    readonly problem: string;
    readonly pause: number;
  }): void;
}

/** `agent`: the path of its socket. */
export type Identity =
  | { readonly kind: 'key'; readonly key: string; readonly passphrase?: string }
  | { readonly kind: 'agent'; readonly socket: string };

export type HostKeys =
  | { readonly kind: 'known'; readonly hosts: KnownHosts }
  /** Any key is taken; the connection tells which it was. */
  | { readonly kind: 'any' };

export interface Connection {
  readonly hostKey: { readonly type: string; readonly fingerprint: string };
  /** Never throws: what is not known for sure is `lost`. */
  run(command: RemoteCommand): Promise<RemoteEnd>;
  /** A command whose standard input and output go on while it runs. */
  open(command: Omit<RemoteCommand, 'input'>, hears: Hears): RemoteProcess;
  /**
   * Gives the bytes of a local file from `offset` on to a command's standard input (`cat >>FILE`). Ends as
   * `lost` where nothing has moved for `stall` milliseconds; the connection itself may live on.
   * @throws an error of the system where the local file cannot be read
   */
  send(upload: Upload): Promise<RemoteEnd>;
  /** One HTTP request to a port of the remote loopback, without a redirect followed. */
  request(probe: RemoteProbe): Promise<RemoteAnswer>;
  /** Set once contact is lost; a clause: `the connection was reset`. */
  lost(): string | undefined;
  /** Never throws; gives up waiting after a second. */
  close(): Promise<void>;
}

export interface RemoteCommand {
  /** Sent as it is to the login shell there: only words of ours and what `shellWord` quoted. */
  readonly line: string;
  /** Standard input, whole. */
  readonly input?: string | Uint8Array;
  /** Milliseconds until it is given up as `timed-out`. */
  readonly timeout: number;
}

export type RemoteEnd =
  | {
      readonly kind: 'ended';
      /** Absent where a signal ended it. */
      readonly code?: number;
      readonly signal?: string;
      /** The last 4 MiB at the most; what was heard as lines too. */
      readonly stdout: string;
      /** The last 64 KiB at the most. */
      readonly stderr: string;
    }
  /** It may have run to its end, or not at all. */
  | { readonly kind: 'lost'; readonly problem: string }
  /** The server would not start it, as one that allows fewer sessions at a time (MaxSessions). */
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'timed-out'; readonly stdout: string; readonly stderr: string };

export interface Hears {
  /** A whole line without its end, never one that contact was lost in; one longer than 64 KiB comes in pieces. */
  line(text: string): void;
}

export interface RemoteProcess {
  /** The line comes without its end. False where contact is lost, or it has ended. */
  say(line: string): boolean;
  endInput(): void;
  readonly ended: Promise<RemoteEnd>;
}

export interface Upload {
  readonly line: string;
  /** Local. */
  readonly path: string;
  readonly offset: number;
  /** Milliseconds without a byte that moved, to the end of the command: what it does with the last one counts too. */
  readonly stall: number;
  /** Bytes of the file that the other side has taken, `offset` among them. */
  onProgress?(bytes: number): void;
}

export interface RemoteProbe {
  readonly port: number;
  readonly path: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export type RemoteAnswer =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'broken'; readonly how: string }
  /** The SSH server forwards no connections (AllowTcpForwarding), so nothing was asked. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'lost'; readonly problem: string };
