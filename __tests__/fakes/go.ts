/** The real Go of this machine for stage tests: no settings of its user, no network, a build cache of its own. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Env } from '../../src/domain/runner.ts';
import type { Toolchain } from '../../src/domain/setup/toolchain.ts';
import type { Platform } from '../../src/domain/target.ts';

export interface TestGo extends Disposable {
  readonly toolchain: Toolchain;
  readonly native: Platform;
  /** What Go's children get. */
  readonly env: Env;
}

/** One for each test file, `go[Symbol.dispose]()` in its `afterAll`. */
export function testGo(): TestGo {
  const folder = mkdtempSync(join(tmpdir(), 'gin-ship-go-'));
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GOENV: 'off',
    GOTOOLCHAIN: 'local',
    GOPROXY: 'off',
    GOTELEMETRY: 'off',
    GOPATH: `${folder}/gopath`,
    GOCACHE: `${folder}/gocache`,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const names = ['GOROOT', 'GOVERSION', 'GOHOSTOS', 'GOHOSTARCH'];
  const said = execFileSync('go', ['env', ...names], { env, encoding: 'utf8' });
  const [goroot = '', version = '', os = '', arch = ''] = said.split('\n');
  return {
    native: { os, arch },
    env,
    toolchain: {
      version: version.replace(/^go/, ''),
      go: `${goroot}/bin/go`,
      goroot,
      from: 'PATH',
      because: 'test',
      gotoolchain: 'local',
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
