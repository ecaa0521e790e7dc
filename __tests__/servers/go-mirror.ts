/** A mirror of Go's downloads on loopback: the listing, the archives, and the ways in which they can be wrong. */

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { archiveName } from '../../src/domain/setup/source.ts';
import type { Platform } from '../../src/domain/target.ts';

export interface GoRelease extends Partial<Platform> {
  /** As Go names it: `1.26.8`, `1.27rc1`. */
  readonly version: string;
  /** Path of an archive with a folder `go/`; absent: one is listed that cannot be had. */
  readonly archive?: string;
}

export interface MirrorFaults {
  /** `none`: 404; `page`: a web page; `no-digests`: without SHA-256; a number: that status. */
  readonly listing?: 'none' | 'page' | 'no-digests' | number;
  /** Whether `<file>.sha256` is there. Default: no. */
  readonly digestFiles?: boolean;
  /**
   * What becomes of archives: `cut`, the connection ends half-way; `short`, half of it is sent as if it
   * were all; `altered`, one byte differs; `swapped`, another release's archive is sent.
   */
  readonly archive?: 'cut' | 'short' | 'altered' | 'swapped';
  /** The first answers for archives: a status, or `reset` for a connection that ends at once. */
  readonly before?: readonly (number | 'reset')[];
}

export interface GoMirror {
  /** The base address, as `go-download-base-url` takes it. */
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Serves the same below `/dl` as go.dev does, so that https-proxy.ts can put it in go.dev's place. */
export async function startGoMirror(
  releases: readonly GoRelease[],
  faults: MirrorFaults = {},
): Promise<GoMirror> {
  const requests: string[] = [];
  const before = [...(faults.before ?? [])];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const path = (request.url ?? '').replace(/^\/dl\//, '');
    if (path.startsWith('?')) return answerListing(response, releases, faults);
    const isDigest = path.endsWith('.sha256');
    const release = releases.find((candidate) => path.startsWith(fileOf(candidate)));
    if (release?.archive === undefined || (isDigest && faults.digestFiles !== true)) {
      return answer(response, 404, 'not found');
    }
    if (isDigest) return answer(response, 200, `${digestOf(release.archive)}\n`);
    const first = before.shift();
    if (first === 'reset') return void request.socket.resetAndDestroy();
    if (first !== undefined) return answer(response, first, 'not now');
    return answerArchive({ request, response }, release, { releases, faults });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/dl`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body) }).end(body);
}

function answerListing(
  response: ServerResponse,
  releases: readonly GoRelease[],
  { listing }: MirrorFaults,
): void {
  if (listing === 'none') return answer(response, 404, 'not found');
  if (listing === 'page') return answer(response, 200, '<!DOCTYPE html><title>Index</title>');
  if (typeof listing === 'number') return answer(response, listing, 'not now');
  return answer(response, 200, JSON.stringify(listingOf(releases, listing !== 'no-digests')));
}

/** In the shape of https://go.dev/dl/?mode=json&include=all, installers and sources included. */
export function listingOf(releases: readonly GoRelease[], digests = true): unknown {
  const versions = [...new Set(releases.map(({ version }) => version))];
  return versions.map((version) => ({
    version: `go${version}`,
    stable: !/[a-z]/.test(version),
    files: releases
      .filter((release) => release.version === version)
      .flatMap((release) => {
        const { os, arch } = platformOf(release);
        const sha256 = release.archive === undefined ? 'a'.repeat(64) : digestOf(release.archive);
        const common = { os, arch: arch === 'arm' ? 'armv6l' : arch, version: `go${version}` };
        const size = release.archive === undefined ? 1 : statSync(release.archive).size;
        const file = { filename: fileOf(release), sha256: digests ? sha256 : '', size };
        return [
          { ...common, filename: `go${version}.${os}.pkg`, sha256: '', size, kind: 'installer' },
          { ...common, ...file, kind: 'archive' },
        ];
      }),
  }));
}

function answerArchive(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  release: GoRelease,
  { releases, faults }: { releases: readonly GoRelease[]; faults: MirrorFaults },
): void {
  const other = releases.find(({ version }) => version !== release.version);
  const path = faults.archive === 'swapped' ? other?.archive : release.archive;
  let bytes = readFileSync(path ?? '');
  if (faults.archive === 'altered') bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  if (faults.archive === 'short') bytes = bytes.subarray(0, bytes.length / 2);
  response.writeHead(200, { 'content-length': bytes.length });
  if (faults.archive !== 'cut') return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy());
}

function platformOf({ os = 'linux', arch = 'amd64' }: GoRelease): Platform {
  return { os, arch };
}

function fileOf(release: GoRelease): string {
  return archiveName(release.version, platformOf(release));
}

function digestOf(archive: string): string {
  return createHash('sha256').update(readFileSync(archive)).digest('hex');
}
