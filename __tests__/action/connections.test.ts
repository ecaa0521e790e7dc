import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeReleaseSet } from '../fixtures/release-set.ts';
import { startSshd } from '../servers/sshd.ts';
import { createRepository } from './bench.ts';
import { watchConnections } from './connections.ts';
import { runAction } from './runner.ts';
import { fine } from '../fixtures/programs.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'gin-ship-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the watch sees connections and questions for addresses', async () => {
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const watch = watchConnections(folder);
  const program = `await fetch('http://127.0.0.1:${port}/'); await fetch('http://localhost:${port}/').catch(() => 0);`;
  const { promise, resolve } = Promise.withResolvers<void>();
  const file = join(folder, 'program.mjs');
  writeFileSync(file, program);
  execFile(process.execPath, [file], { env: { ...process.env, ...watch.env } }, () => resolve());
  await promise;
  server.close();
  expect(watch.seen()).toContain(`127.0.0.1:${port}`);
  expect(watch.seen()).toContain('dns localhost');
});

test('a deploy connects to its server and to nothing else', async () => {
  await using server = await startSshd();
  const tree = join(folder, 'tree');
  mkdirSync(tree);
  writeFileSync(join(tree, 'notes'), 'program');
  const path = join(folder, 'notes.tar.gz');
  execFileSync('tar', ['-czf', path, '-C', tree, 'notes']);
  const workspace = join(folder, 'work');
  mkdirSync(workspace);
  const set = makeReleaseSet(join(folder, 'set'), [{ path, contents: ['notes'] }]);
  const watch = watchConnections(folder);
  const ended = await runAction({
    workspace,
    folder: join(folder, 'runner'),
    env: { ...watch.env, GITHUB_EVENT_NAME: 'workflow_dispatch' },
    with: {
      ...{ command: 'deploy', archive: set.folder, 'expect-manifest': set.digest },
      'deploy-hosts': `${server.user}@127.0.0.1:${server.port}`,
      'known-hosts': server.knownHosts,
      'ssh-key': server.key,
      'dry-run': 'true',
    },
  });
  expect(ended.stdout).toContain('127.0.0.1');
  expect(watch.seen()).toEqual([`127.0.0.1:${server.port}`]);
});

test('a build with the Go of the runner connects to nothing by itself', async () => {
  using bench = createRepository(fine);
  const watch = watchConnections(bench.folder);
  const ended = await bench.ship({ check: 'none' }, { env: watch.env });
  expect(ended.code, ended.stdout).toBe(0);
  expect(watch.seen()).toEqual([]);
});
