import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { unpackOnly } from '../action/archives.ts';
import { type Bench, createRepository } from '../action/bench.ts';
import { failures, group } from '../action/commands.ts';
import { packOwnGo } from '../servers/go-archives.ts';
import { type GoMirror, type MirrorFaults, startGoMirror } from '../servers/go-mirror.ts';
import { type HttpsProxy, startHttpsProxy } from '../servers/https-proxy.ts';

const go = packOwnGo();
const file = `go${go.version}.${go.os}-${go.arch}.tar.gz`;

interface Surroundings {
  readonly mirror: GoMirror;
  readonly proxy: HttpsProxy;
  /** Behind the proxy, with programs but no Go on PATH. */
  readonly env: Record<string, string | undefined>;
}

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** go.dev, as the proxy shows it, always tells the truth; the mirror may have faults. */
async function surround(bench: Bench, faults: MirrorFaults = {}): Promise<Surroundings> {
  const official = await startGoMirror([go]);
  const mirror = await startGoMirror([go], faults);
  const proxy = await startHttpsProxy({ 'go.dev': official.url, 'golang.google.cn': official.url });
  open.push(official, mirror, proxy);
  const env = {
    PATH: withoutGo(bench.folder),
    https_proxy: proxy.url,
    no_proxy: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: proxy.ca,
    SSL_CERT_FILE: undefined,
  };
  return { mirror, proxy, env };
}

/** A folder of the programs that a runner has, and no go among them. */
function withoutGo(folder: string): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  for (const name of ['git', 'tar', 'gzip', 'sh', 'env']) {
    const path = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    symlinkSync(path, join(bin, name));
  }
  return bin;
}

const minor = go.version.split('.').slice(0, 2).join('.');

const tree = {
  'go.mod': `module example.com/app\n\ngo ${minor}\n`,
  'main.go': `package main

import (
	"os"
	"runtime"
)

func main() { os.Stdout.WriteString(runtime.Version()) }
`,
};

const toolsOf = (bench: Bench): readonly string[] =>
  readdirSync(join(bench.folder, 'runner/tools'));

describe('a runner without Go', () => {
  test('gets the one that go.mod asks for, and builds with it', async () => {
    using bench = createRepository(tree);
    const { proxy, env } = await surround(bench);
    const ended = await bench.ship({ 'go-version': '' }, { env });
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(new Set(proxy.requests)).toEqual(new Set(['go.dev:443']));
    expect(group(ended.stdout, 'Setting up Go').join('\n')).toMatch(
      new RegExp(`Go ${go.version} \\(.*go\\.mod.*\\), downloaded from go\\.dev: `),
    );
    expect(ended.outputs['go-version']).toBe(go.version);
    const goroot = join(bench.folder, 'runner/tools/go', go.version, 'x64');
    expect(ended.path).toBe(join(goroot, 'bin'));
    expect(existsSync(`${goroot}.complete`)).toBe(true);
    const folder = unpackOnly(bench, ended);
    expect(execFileSync(join(folder, 'app'), { encoding: 'utf8' })).toBe(`go${go.version}`);

    const again = await bench.ship({ 'go-version': go.version }, { env });
    expect(group(again.stdout, 'Setting up Go').join('\n')).toContain('tool cache: ');
    expect(readdirSync(bench.temp)).toEqual([]);
  });

  test('gets it from a mirror, by the digest that go.dev gives', async () => {
    using bench = createRepository(tree);
    const { mirror, proxy, env } = await surround(bench);
    const inputs = { 'go-version': go.version, 'go-download-base-url': mirror.url };
    const ended = await bench.ship(inputs, { env });
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    expect(mirror.requests).toContain(`/dl/${file}`);
    expect(proxy.requests).toEqual(['go.dev:443']);
    expect(group(ended.stdout, 'Setting up Go').join('\n')).toMatch(
      /SHA-256 [0-9a-f]{64} is what the listing of go\.dev says/,
    );
  });

  test.each(['altered', 'short', 'cut'] as const)(
    'is told when the archive of a mirror is %s, and keeps nothing of it',
    async (archive) => {
      using bench = createRepository(tree);
      const { mirror, env } = await surround(bench, { archive });
      const inputs = { 'go-version': go.version, 'go-download-base-url': mirror.url };
      const ended = await bench.ship(inputs, { env });
      expect(ended.code, ended.stdout).toBe(1);
      const told = failures(ended.stdout).at(-1) ?? '';
      if (archive === 'cut') {
        expect(told).toMatch(new RegExp(`^getting ${mirror.url}/${file}: the answer broke off`));
      } else {
        expect(told).toMatch(
          /^checking go.* of 127\.0\.0\.1:\d+: its SHA-256 is not the one that it must have/,
        );
        expect(told).toMatch(/ {2}expected: [0-9a-f]{64} .*says the listing of go\.dev\n/);
        expect(told).toMatch(/ {2}received: [0-9a-f]{64} /);
      }
      expect(toolsOf(bench)).toEqual([]);
      expect(readdirSync(bench.temp)).toEqual([]);
      expect(bench.list()).toEqual([]);
    },
  );
});
