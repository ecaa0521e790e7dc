/** What do we ask of the world? Every effect that a stage has goes through one of these. */

import type { ArchiveEntry } from './domain/archive/entry.ts';
import type { Env, Runner } from './domain/runner.ts';
import type { ArchiveReader } from './ports-archive.ts';
import type { ArtifactService } from './ports-artifact.ts';
import type { Attestor } from './ports-attest.ts';
import type { DeploymentService } from './ports-deployments.ts';
import type { OpenFile } from './ports-file.ts';
import type { Releases } from './ports-release.ts';
import type { PullRequestService } from './ports-pulls.ts';
import type { HelperSource, Remote } from './ports-remote.ts';
import type { BomWriter } from './ports-sbom.ts';
import type { ServiceWorld } from './ports-service.ts';

export interface World {
  readonly runner: Runner;
  readonly log: Log;
  readonly clock: Clock;
  readonly files: Files;
  readonly processes: Processes;
  readonly http: Http;
  readonly toolCache: ToolCache;
  readonly versions: Versions;
  readonly cache: CacheService;
  readonly artifacts: ArtifactService;
  readonly packer: Packer;
  /** Archives that others made. */
  readonly archives: ArchiveReader;
  readonly job: Job;
  readonly random: Random;
  /** What the rehearsal asks for. */
  readonly rehearsal: ServiceWorld;
  /** The servers that are deployed to. */
  readonly remote: Remote;
  readonly helper: HelperSource;
  readonly boms: BomWriter;
  readonly releases: Releases;
  /** Pull requests and their comments. */
  readonly pulls: PullRequestService;
  readonly attestor: Attestor;
  readonly deployments: DeploymentService;
}

export interface Random {
  /** Twice as many hex digits that nobody can foresee. */
  hex(bytes: number): string;
}

/** A place in the repository; `file` is relative to its root, with forward slashes. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly title?: string;
}

export interface Log {
  info(line: string): void;
  debug(line: string): void;
  notice(message: string, at?: Place): void;
  warning(message: string, at?: Place): void;
  error(message: string, at?: Place): void;
  /** A foldable group. Groups do not nest and do not overlap: what `body` prints stays in it. */
  group<T>(title: string, body: () => Promise<T> | T): Promise<T>;
  /** Prints what a program said so that no line of it is taken for a workflow command. */
  verbatim(text: string): void;
  /** From here on the runner replaces this value by stars in the log. */
  mask(secret: string): void;
}

export interface Clock {
  now(): Date;
  /** Milliseconds since the program started, monotonic. */
  elapsed(): number;
  /** Calls `tick` every `ms` until the returned function is called. */
  every(ms: number, tick: () => void): () => void;
  /** Resolves after `ms`. */
  pause(ms: number): Promise<void>;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child; nothing is added to it. */
  readonly env: Env;
  /** Samples the memory of the child and all that it started. */
  readonly watchMemory?: boolean;
  /** Gives way to programs that run without it. */
  readonly background?: boolean;
  /** Milliseconds after which the child and all that it started are ended. */
  readonly timeout?: number;
}

export interface Ended {
  /** Absent when a signal ended the child or it could not be started. */
  readonly code?: number;
  readonly signal?: string;
  /** Set when the program could not be started: `ENOENT`, `EACCES`, `ECANCELED` … */
  readonly notStarted?: string;
  readonly timedOut?: boolean;
  /** The last 16 MiB at the most, of each. */
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly took: number;
  /** Bytes resident at the most, children included; absent where it cannot be measured. */
  readonly peakMemory?: number;
}

export interface Processes {
  /** Runs a program to its end. Never throws for what the program did. */
  run(command: Command): Promise<Ended>;
  /** The full path of a program on `env`'s PATH. */
  which(name: string, env: Env): Promise<string | undefined>;
  /** Bytes of memory that can be had now without swapping. */
  availableMemory(): number;
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  readonly mtimeMs: number;
  readonly executable: boolean;
}

/** Paths are absolute with forward slashes, on Windows too. */
export interface Files {
  /** Absent where nothing is there; links are not followed. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Absent where there is no such file. */
  readText(path: string): Promise<string | undefined>;
  readLink(path: string): Promise<string>;
  /** Names in a folder, sorted by code point; empty where there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /** Every file and link below a folder, relative to it, sorted by code point. */
  walk(path: string): Promise<readonly string[]>;
  /** Opens a file to read parts of it, and closes it when `use` has ended. */
  withFile<T>(path: string, use: (file: OpenFile) => Promise<T>): Promise<T>;
  /** Writes a file whole: to a temporary name beside it, then renamed. */
  writeText(path: string, text: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** A new empty folder below the runner's temp folder. */
  makeTemp(prefix: string): Promise<string>;
  /** Removes a file or a whole tree, read-only parts too; nothing where there is nothing. */
  remove(path: string): Promise<void>;
  /** Renames; across file systems copies to a temporary name beside `to`, then renames. */
  move(from: string, to: string): Promise<void>;
  /** A file, to a new one. */
  copy(from: string, to: string): Promise<void>;
  /** Lower-case hex. */
  sha256(path: string): Promise<string>;
  /** Sets the modification time. */
  touch(path: string, mtimeMs: number): Promise<void>;
  /** Files below `root` that match glob patterns (`!` excludes), absolute, sorted. */
  glob(root: string, patterns: readonly string[]): Promise<readonly string[]>;
  /** The path with all links resolved. */
  realPath(path: string): Promise<string>;
}

export interface Http {
  /** The body as text; a Failure with the address and the status or the cause otherwise. */
  getText(url: string, headers?: Readonly<Record<string, string>>): Promise<string>;
  /** The same for a question that is sent as JSON, and may be asked twice. */
  postJson(url: string, json: string, headers?: Readonly<Record<string, string>>): Promise<string>;
  /** Downloads to a new file, tells progress, retries what may pass; gives the SHA-256 of the bytes. */
  download(url: string, options: DownloadOptions): Promise<{ sha256: string; bytes: number }>;
}

export interface DownloadOptions {
  readonly to: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What messages say in place of the address: a signed one is a secret. */
  readonly called?: string;
  /** Bytes at which it is given up (`http-size`). */
  readonly most?: number;
  onProgress?(bytes: number, total: number | undefined): void;
}

export interface ToolCache {
  /** Versions of a tool that are whole in the tool cache, for an architecture in Go's words. */
  list(tool: string, arch: string): Promise<readonly { version: string; path: string }[]>;
  /** Unpacks an archive (`tar.gz` or `zip`) below `to`. */
  unpack(archive: string, to: string): Promise<void>;
  /** Moves a prepared folder into the tool cache and marks it whole; gives its path there. */
  keep(folder: string, as: { tool: string; version: string; arch: string }): Promise<string>;
}

/** Comparison of semantic versions; ranges as npm writes them. */
export interface Versions {
  isRange(text: string): boolean;
  satisfies(version: string, range: string): boolean;
  /** Negative, zero or positive. */
  compare(a: string, b: string): number;
}

export interface CacheService {
  available(): boolean;
  /** The key that was restored; absent on a miss. */
  restore(
    paths: readonly string[],
    key: string,
    prefixes: readonly string[],
  ): Promise<string | undefined>;
  /** False where an entry of that key is there already. */
  save(paths: readonly string[], key: string): Promise<boolean>;
}

export interface Packer {
  /** Writes an archive with exactly these entries in this order; every time in it is `mtimeSeconds`. */
  pack(job: {
    readonly format: 'tar.gz' | 'zip';
    readonly entries: readonly ArchiveEntry[];
    readonly mtimeSeconds: number;
    readonly to: string;
  }): Promise<{ sha256: string; bytes: number }>;
}

/** What the job gets from us: outputs, PATH, variables, state, the summary. */
export interface Job {
  output(name: string, value: string): void;
  addPath(folder: string): void;
  exportVariable(name: string, value: string): void;
  /** Kept for the step's own clean-up part. */
  saveState(name: string, value: string): void;
  writeSummary(markdown: string): Promise<void>;
}
