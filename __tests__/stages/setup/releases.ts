/** Releases of a stand-in for Go, and runs of the setup stage against servers that offer them. */

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { SetupInputs } from '../../../src/domain/inputs/inputs.ts';
import { makeFakeGo } from '../../servers/go-archives.ts';
import { type GoRelease, type MirrorFaults, startGoMirror } from '../../servers/go-mirror.ts';
import { type Run, type Setting, runSetup } from './setting.ts';

/** The archive of Go 1.26.8 for the runner of the tests. */
export const file = 'go1.26.8.linux-amd64.tar.gz';

export interface Releases {
  /** For more archives; removed at the end of the test file. */
  folder: string;
  all: GoRelease[];
  /** The archive of 1.26.8, its digest and its size. */
  good: string;
  digest: string;
  bytes: number;
}

/** Filled before the tests of the file run. */
export function useReleases(): Releases {
  const releases: Releases = { folder: '', all: [], good: '', digest: '', bytes: 0 };
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'gin-ship-archives-'));
    const good = makeFakeGo(folder, '1.26.8');
    const all = [
      { version: '1.26.8', archive: good },
      { version: '1.26.7', archive: makeFakeGo(folder, '1.26.7') },
    ];
    const bytes = readFileSync(good);
    Object.assign(releases, { folder, good, all, digest: sha256(bytes), bytes: bytes.length });
  });
  afterAll(() => rmSync(releases.folder, { recursive: true }));
  return releases;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Files of a fake Go in the tool cache, as a run's `tree` names them. */
export function inTools(tool = 'go'): string[] {
  const at = `tools/${tool}/1.26.8/x64`;
  return [`${at}.complete`, `${at}/VERSION`, `${at}/bin/go`];
}

export interface Scene {
  readonly faults?: MirrorFaults;
  /** Whether go.dev cannot be reached. */
  readonly away?: boolean;
  readonly setting?: Setting;
}

/** Runs against one server that stands in for go.dev. */
export async function fromGoDev(
  { all }: Releases,
  { faults, setting }: Scene,
  asked: Partial<SetupInputs>,
  look: (run: Run & { requests: readonly string[] }) => Promise<void> | void,
): Promise<void> {
  const server = await startGoMirror(all, faults);
  try {
    const hosts = { 'go.dev': server.url };
    await runSetup({ hosts, ...setting }, asked, (run) =>
      look({ ...run, requests: server.requests }),
    );
  } finally {
    await server.close();
  }
}

/** Runs against a mirror, with a second server in go.dev's place that gives its listing only. */
export async function fromMirror(
  { all }: Releases,
  { faults, away = false, setting }: Scene,
  asked: Partial<SetupInputs>,
  look: (run: Run & { host: string; url: string; requests: readonly string[] }) => void,
): Promise<void> {
  const mirror = await startGoMirror(all, faults);
  const dev = await startGoMirror(all);
  try {
    const { url, requests } = mirror;
    const hosts: Record<string, string> = away ? {} : { 'go.dev': dev.url };
    await runSetup({ hosts, ...setting }, { goDownloadBaseUrl: url, ...asked }, (run) =>
      look({ ...run, host: new URL(url).host, url, requests }),
    );
    expect(dev.requests.filter((path) => !path.startsWith('/dl/?'))).toEqual([]);
  } finally {
    await Promise.all([mirror.close(), dev.close()]);
  }
}
