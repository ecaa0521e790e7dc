/** The demo: examples/notes as a repository of its own, shipped by the bundle, and what a user gets. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository, runAction } from '../__tests__/action/runner.ts';
import { gitCommit } from '../__tests__/action/repository.ts';
import { showServer } from './demo-server.ts';

const targets = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'windows/386',
  'windows/amd64',
  'darwin/arm64',
].join('\n');

const folder = mkdtempSync(join(tmpdir(), 'gin-ship-demo-'));
try {
  const workspace = join(folder, 'notes');
  cpSync(join(repository, 'examples/notes'), workspace, { recursive: true });
  gitCommit(workspace, { tag: 'v1.4.0' });
  const ended = await runAction({
    workspace,
    folder: join(folder, 'runner'),
    with: {
      targets,
      'must-run-on': 'debian:11, alpine:3.20',
      'survive-write': 'POST /api/notes {"text":"{nonce}"}',
      'survive-read': 'GET /api/notes',
    },
    echo: process.stdout,
  });
  process.stdout.write(
    `\n--- the job summary ---\n\n${ended.summary}\n--- ${workspace}/dist ---\n\n`,
  );
  if (ended.code === 0) {
    const dist = join(workspace, 'dist');
    for (const name of readdirSync(dist)) {
      console.log(`${String(statSync(join(dist, name)).size).padStart(10)}  ${name}`);
    }
    console.log('\n$ sha256sum -c SHA256SUMS');
    execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: dist, stdio: 'inherit' });
  }
  process.stderr.write(ended.stderr);
  process.exitCode = ended.code ?? 1;
  if (ended.code === 0) await showServer({ workspace, folder });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
