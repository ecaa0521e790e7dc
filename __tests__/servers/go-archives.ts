/** Archives of Go for tests: of a stand-in that is a shell script, and of the machine's own Go. */

import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '../../src/domain/target.ts';
import type { GoRelease } from './go-mirror.ts';

/** An archive of a Go that is a shell script and says `version` of itself; made below `folder`. */
export function makeFakeGo(folder: string, version: string): string {
  const work = mkdtempSync(join(folder, 'fake-go-'));
  makeFakeGoroot(join(work, 'go'), version);
  const archive = join(folder, `fake-${version}-${randomUUID().slice(0, 8)}.tar.gz`);
  execFileSync('tar', ['-czf', archive, '-C', work, 'go']);
  rmSync(work, { recursive: true });
  return archive;
}

/** A GOROOT whose `go` answers `go env -json` and `go version`. */
export function makeFakeGoroot(goroot: string, version: string, arch = 'amd64'): void {
  mkdirSync(join(goroot, 'bin'), { recursive: true });
  writeFileSync(join(goroot, 'VERSION'), `go${version}\ntime 2026-08-28T16:20:06Z\n`);
  const facts = JSON.stringify({ GOROOT: goroot, GOVERSION: `go${version}`, GOHOSTARCH: arch });
  const script = [
    '#!/bin/sh',
    `test "$1" = version && echo "go version go${version} linux/${arch}" && exit`,
    `printf '%s' '${facts}'`,
  ];
  writeFileSync(join(goroot, 'bin', 'go'), `${script.join('\n')}\n`);
  chmodSync(join(goroot, 'bin', 'go'), 0o755);
}

/**
 * The machine's own Go as an archive, kept below the repository's `.cache/` under its version: it is
 * large, and packing it takes some seconds.
 */
export function packOwnGo(): GoRelease & Platform & { readonly archive: string } {
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOENV: 'off', GOFLAGS: '' };
  const names = ['GOROOT', 'GOVERSION', 'GOHOSTOS', 'GOHOSTARCH'];
  const [goroot = '', word = '', os = '', arch = ''] = execFileSync('go', ['env', ...names], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env,
  }).split('\n');
  const cache = join(import.meta.dirname, '..', '..', '.cache', 'go');
  const archive = join(cache, `${word}.${os}-${arch}.tar.gz`);
  if (!existsSync(archive)) {
    mkdirSync(cache, { recursive: true });
    const work = mkdtempSync(join(cache, 'packing-'));
    try {
      symlinkSync(goroot, join(work, 'go'));
      const left = ['go/test', 'go/api', 'go/doc'].map((folder) => `--exclude=${folder}`);
      execFileSync('tar', ['-chf', 'go.tar', ...left, 'go'], { cwd: work });
      execFileSync('gzip', ['-1', 'go.tar'], { cwd: work });
      renameSync(join(work, 'go.tar.gz'), archive);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return { version: word.replace(/^go/, ''), os, arch, archive };
}
