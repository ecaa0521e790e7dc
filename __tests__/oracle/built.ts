/** Which real programs are read? Some for every platform that Go compiles to from here, made once. */

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { repository } from '../action/runner.ts';
import { all } from '../fixtures/some-of.ts';

export interface Built {
  /** `linux/amd64` */
  readonly platform: string;
  /** `os` or `http`, and what is special: `os pie`. */
  readonly kind: string;
  readonly path: string;
  readonly settings: Readonly<Record<string, string>>;
}

const sources: Readonly<Record<string, string>> = {
  os: 'package main\n\nimport "os"\n\nfunc main() { os.Stdout.WriteString("hello\\n") }\n',
  http: `package main

import "net/http"

func main() { _ = http.ListenAndServe("127.0.0.1:0", nil) }
`,
};

/** These need a C compiler of their system, with cgo off or on (cmd/go, internal/platform). */
const needCompiler = /^(?:ios\/|android\/(?:386|amd64|arm)$)/;
/** WebAssembly is no format that a server runs. */
const otherFormats = /^(?:js|wasip1)\//;

/** Programs of these serve over HTTP as well. */
const servers = all
  ? ['linux/amd64', 'linux/arm64', 'linux/arm', 'windows/386', 'windows/amd64', 'darwin/arm64']
  : ['linux/amd64', 'windows/386', 'darwin/arm64'];

/** Of every format, class and byte order; compiling for one takes 20 s of processor time. */
const standing =
  /^(?:aix\/ppc64|darwin\/.*|linux\/(?:386|amd64|arm|arm64|mips|ppc64le|riscv64|s390x)|(?:openbsd|plan9)\/amd64|windows\/(?:386|amd64))$/;

interface Wish {
  readonly platform: string;
  readonly source: string;
  readonly kind: string;
  readonly flags: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
}

/** With `script/test --all` every one that can be compiled from here, else those that stand for the rest. */
export function platforms(): readonly string[] {
  const list = execFileSync('go', ['tool', 'dist', 'list'], { encoding: 'utf8' });
  const able = list
    .trim()
    .split('\n')
    .filter((platform) => !needCompiler.test(platform) && !otherFormats.test(platform));
  if (all) return able;
  const some = able.filter((platform) => standing.test(platform));
  console.log(`programs for ${some.length} of ${able.length} platforms; script/test --all: all`);
  return some;
}

/** Kept in .cache for the Go that made them; `names` are as in `linux/amd64 os`, all unless given. */
export async function buildAll(names?: readonly string[]): Promise<readonly Built[]> {
  const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
  const folder = join(repository, '.cache/binaries', version);
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(join(folder, 'source', name), { recursive: true });
    writeFileSync(join(folder, 'source', name, 'main.go'), text);
    writeFileSync(
      join(folder, 'source', name, 'go.mod'),
      `module example.com/${name}\n\ngo 1.26\n`,
    );
  }
  const queue = wishes().filter(
    ({ platform, kind }) => names?.includes(`${platform} ${kind}`) ?? true,
  );
  const built: Built[] = [];
  const work = async (): Promise<void> => {
    for (let wish = queue.shift(); wish !== undefined; wish = queue.shift()) {
      built.push(await buildOne(folder, wish));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return built;
}

function wishes(): Wish[] {
  const plain = { flags: ['-trimpath', '-ldflags=-s -w'], settings: {} };
  const os = platforms().map((platform) => ({ platform, source: 'os', kind: 'os', ...plain }));
  const http = servers.map((platform) => ({
    platform,
    source: 'http',
    kind: 'http',
    ...plain,
  }));
  const special: readonly Wish[] = [
    { platform: 'linux/amd64', flags: [], kind: 'os with symbols' },
    { platform: 'windows/amd64', flags: [], kind: 'os with symbols' },
    { platform: 'darwin/arm64', flags: [], kind: 'os with symbols' },
    { platform: 'linux/amd64', flags: ['-buildmode=pie'], kind: 'os pie' },
    { platform: 'linux/amd64', flags: [], kind: 'os v3', settings: { GOAMD64: 'v3' } },
    { platform: 'linux/arm', flags: [], kind: 'os v5', settings: { GOARM: '5' } },
  ].map((wish) => ({ source: 'os', settings: {}, ...wish }));
  return [...os, ...http, ...special];
}

async function buildOne(folder: string, wish: Wish): Promise<Built> {
  const { platform, source, kind, flags, settings } = wish;
  const [GOOS, GOARCH] = platform.split('/');
  const path = join(folder, `${platform} ${kind}`.replaceAll(/[/ ]/g, '-'));
  const built = { platform, kind, path, settings: { ...settings } };
  if (existsSync(path)) return built;
  const partial = `${path}.${process.pid}.partial`;
  rmSync(partial, { force: true });
  const env = { ...process.env, GOENV: 'off', GOFLAGS: '-buildvcs=false', CGO_ENABLED: '0' };
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  execFile(
    'go',
    ['build', ...flags, '-o', partial, '.'],
    { cwd: join(folder, 'source', source), env: { ...env, GOOS, GOARCH, ...settings } },
    (error, _, stderr) =>
      error === null ? resolve() : reject(new Error(`${platform}: ${stderr}`)),
  );
  await promise;
  renameSync(partial, path);
  return built;
}
