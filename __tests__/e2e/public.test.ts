import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSettings, unpack } from '../action/archives.ts';
import { type Inputs, createBench, longAgo } from '../action/bench.ts';
import { gitCommit } from '../action/repository.ts';
import { type Launch, startService } from '../action/service.ts';

interface Public {
  readonly module: string;
  readonly version: string;
  readonly inputs: Inputs;
  readonly archive: string;
  readonly binary: string;
  readonly launch: Omit<Launch, 'cwd'>;
  /** What the answer at `launch.path` holds. */
  readonly answer: RegExp;
}

const services: readonly Public[] = [
  {
    module: 'github.com/mccutchen/go-httpbin/v2',
    version: 'v2.26.0',
    inputs: {},
    archive: 'go-httpbin-2.26.0-20240506-0708-linux-amd64.tar.gz',
    binary: 'go-httpbin',
    launch: {
      args: (port) => ['-host', '127.0.0.1', '-port', String(port)],
      path: '/get?from=gin-ship',
    },
    answer: /"from": \[\s*"gin-ship"/,
  },
  {
    module: 'github.com/nats-io/nats-server/v2',
    version: 'v2.14.9',
    inputs: { main: '.', check: 'none' },
    archive: 'nats-server-2.14.9-20240506-0708-linux-amd64.tar.gz',
    binary: 'nats-server',
    launch: {
      args: (port) => ['-a', '127.0.0.1', '-p', '-1', '-m', String(port)],
      path: '/healthz',
    },
    answer: /"status":"ok"/,
  },
  {
    module: 'github.com/prometheus/client_golang',
    version: 'v1.25.0',
    inputs: { main: './examples/random', check: 'none', name: 'random' },
    archive: 'random-1.25.0-20240506-0708-linux-amd64.tar.gz',
    binary: 'random',
    launch: { args: (port) => [`-listen-address=127.0.0.1:${port}`], path: '/metrics' },
    answer: /^go_build_info\{.*path="github\.com\/prometheus\/client_golang"/m,
  },
];

describe('a service that others wrote', () => {
  test.each(services)(
    '$module is shipped as it is, and its binary answers',
    { timeout: 15 * 60_000 },
    async ({ module, version, inputs, archive, binary, launch, answer }) => {
      using bench = createBench();
      const source = `${download(`${module}@${version}`)}/.`;
      execFileSync('cp', ['-r', '--no-preserve=mode', source, bench.workspace]);
      const hash = gitCommit(bench.workspace, { tag: version, date: longAgo });
      const ended = await bench.ship(inputs);
      expect(ended.code, ended.stdout + ended.stderr).toBe(0);
      expect(bench.list()).toEqual(
        ['.gitignore', 'SHA256SUMS', archive, 'inspect.sarif', 'manifest.json'].sort(),
      );
      const cwd = unpack(join(bench.workspace, 'dist', archive), bench.folder);
      expect(buildSettings(join(cwd, binary))).toMatchObject({
        'vcs.revision': hash,
        'vcs.modified': 'false',
      });
      await using service = await startService(join(cwd, binary), { ...launch, cwd });
      const response = await fetch(service.url + launch.path);
      expect(await response.text()).toMatch(answer);
    },
  );
});

/** Gives the folder in the module cache, which is read-only. */
function download(module: string): string {
  const told = execFileSync('go', ['mod', 'download', '-json', module], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '', GOTOOLCHAIN: 'local' },
  });
  return (JSON.parse(told) as { readonly Dir: string }).Dir;
}
