/** Which real programs with C in them are read? By gcc, by musl-gcc and by zig, made once. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../action/runner.ts';

/** GOARCH of this machine, whose own compilers are gcc and musl-gcc. */
export const nativeArch = process.arch === 'x64' ? 'amd64' : process.arch;

export interface Wish {
  readonly os?: string;
  readonly arch?: string;
  readonly source?: 'resolver' | 'plain' | 'sqlite';
  /** `musl-gcc`, or a target of zig; cgo is off without one. */
  readonly compiler?: string;
  readonly flags?: readonly string[];
}

const external = '-linkmode external -extldflags';
const tags = '-tags=netgo,osusergo,timetzdata';

export const wishes = {
  gcc: { compiler: 'gcc' },
  'gcc-stripped': { compiler: 'gcc', flags: ['-ldflags=-s -w'] },
  'gcc-static': { compiler: 'gcc', flags: [`-ldflags=${external} -static`] },
  'gcc-static-pie': {
    compiler: 'gcc',
    flags: ['-buildmode=pie', `-ldflags=${external} -static-pie`],
  },
  'gcc-static-go': { compiler: 'gcc', flags: [tags, `-ldflags=${external} -static`] },
  musl: { compiler: 'musl-gcc' },
  'musl-static': { compiler: 'musl-gcc', flags: [`-ldflags=${external} -static`] },
  'zig-glibc': { arch: 'amd64', compiler: 'x86_64-linux-gnu.2.36' },
  'zig-old-glibc': { arch: 'arm64', compiler: 'aarch64-linux-gnu.2.28' },
  'zig-musl': { arch: 'amd64', compiler: 'x86_64-linux-musl' },
  'zig-windows': { os: 'windows', arch: 'amd64', compiler: 'x86_64-windows-gnu' },
  // Go strips with the system's own tool, which knows Mach-O on macOS only, unless told to leave symbols out.
  'zig-macos': {
    os: 'darwin',
    arch: 'amd64',
    source: 'plain',
    compiler: 'x86_64-macos',
    flags: ['-ldflags=-s -w'],
  },
  off: {},
  'off-arm64': { arch: 'arm64' },
  'off-pie': { flags: ['-buildmode=pie'] },
  sqlite: { source: 'sqlite', compiler: 'gcc' },
  'sqlite-off': { source: 'sqlite' },
  'sqlite-off-stripped': { source: 'sqlite', flags: ['-trimpath', '-ldflags=-s -w'] },
  'sqlite-off-windows': { source: 'sqlite', os: 'windows', arch: 'amd64' },
  'sqlite-off-macos': { source: 'sqlite', os: 'darwin', arch: 'arm64' },
} as const satisfies Readonly<Record<string, Wish>>;

export type CgoProgram = keyof typeof wishes;

/** What Go's standard library asks C for, and a function of C of its own. */
const resolver = `package main

import (
	"net"
	"os/user"
	"time"
)

func main() {
	_, _ = net.LookupHost("localhost")
	_, _ = user.Lookup("root")
	_, _ = time.LoadLocation("Europe/Berlin")
	answer()
}
`;
const plain = 'package main\n\nfunc main() { answer() }\n';
const withC = `package main

// static int number(void) { return 42; }
import "C"

func answer() int { return int(C.number()) }
`;
const withoutC = '//go:build !cgo\n\npackage main\n\nfunc answer() int { return 42 }\n';

/** What Apple's SDK says of the one library that Go asks for and zig does not bring. */
const libresolv = `--- !tapi-tbd
tbd-version:     4
targets:         [ x86_64-macos ]
install-name:    '/usr/lib/libresolv.9.dylib'
exports:
  - targets:         [ x86_64-macos ]
    symbols:         [ _res_9_init ]
...
`;

/** The path of a program; kept in .cache for the Go that made it. */
export function buildCgo(name: CgoProgram): string {
  const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
  const folder = join(repository, '.cache/binaries', version, 'cgo');
  const path = join(folder, name);
  if (existsSync(path)) return path;
  writeSources(folder);
  const {
    os = 'linux',
    arch = nativeArch,
    source = 'resolver',
    compiler,
    flags = [],
  }: Wish = wishes[name];
  const cwd =
    source === 'sqlite'
      ? join(repository, 'examples/variants/go-sqlite3')
      : join(folder, 'source', source);
  const partial = `${path}.${process.pid}.partial`;
  rmSync(partial, { force: true });
  const zigCache = join(repository, '.cache/zig');
  execFileSync('go', ['build', ...flags, '-o', partial, '.'], {
    cwd,
    stdio: 'pipe',
    env: {
      ...process.env,
      GOENV: 'off',
      GOFLAGS: '-buildvcs=false',
      GOOS: os,
      GOARCH: arch,
      CGO_ENABLED: compiler === undefined ? '0' : '1',
      ...(compiler === undefined ? {} : { CC: compilerOf(compiler) }),
      ...(os === 'darwin' ? { CGO_LDFLAGS: `-L${join(folder, 'source/macos')}` } : {}),
      ZIG_GLOBAL_CACHE_DIR: zigCache,
      ZIG_LOCAL_CACHE_DIR: zigCache,
    },
  });
  renameSync(partial, path);
  return path;
}

function compilerOf(compiler: string): string {
  if (compiler.endsWith('gcc')) return compiler;
  return `'${join(repository, '.cache/venv/bin/python')}' -m ziglang cc -target ${compiler}`;
}

function writeSources(folder: string): void {
  const write = (name: string, files: Readonly<Record<string, string>>): void => {
    mkdirSync(join(folder, 'source', name), { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      writeFileSync(join(folder, 'source', name, file), text);
    }
  };
  const both = { 'c.go': withC, 'no_c.go': withoutC };
  const mod = (name: string): string => `module example.com/${name}\n\ngo 1.26\n`;
  write('resolver', { ...both, 'main.go': resolver, 'go.mod': mod('resolver') });
  write('plain', { ...both, 'main.go': plain, 'go.mod': mod('plain') });
  write('macos', { 'libresolv.tbd': libresolv });
}
