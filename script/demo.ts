/** The demo: examples/notes as a repository of its own, shipped by the bundle, and what a user gets. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shipNotes } from './demo-run.ts';
import { showServer } from './demo-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'gin-ship-demo-'));
try {
  const { workspace, ended } = await shipNotes(folder);
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
