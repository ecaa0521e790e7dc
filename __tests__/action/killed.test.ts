import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createRepository } from './bench.ts';
import { processesWith } from './processes.ts';
import { patiently } from '../fixtures/no-clock.ts';
import { fine } from '../fixtures/programs.ts';

test('a run that was killed leaves files in the temporary folder only, and the next one is as if it had not been', async () => {
  using bench = createRepository(fine);
  const tool = join(bench.folder, 'tool');
  writeFileSync(tool, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
  const temp = join(bench.folder, 'tmp');
  mkdirSync(temp);
  const mark = randomUUID();
  const before = bench.list('.');
  let pid = 0;
  const killed = bench.ship(
    { flags: `-toolexec=${tool}`, check: 'none' },
    { env: { MARK: mark, TMPDIR: temp }, started: (id) => (pid = id) },
  );
  const running = (): string => processesWith(`MARK=${mark}`).join('\n');
  await vi.waitFor(() => expect(running()).toContain('sleep 600'), patiently);
  process.kill(pid, 'SIGKILL');
  // What it started holds its output open; a runner ends that with the job.
  for (const child of childrenOf(mark)) process.kill(child, 'SIGKILL');
  expect((await killed).code).toBeNull();
  expect([bench.list('.'), bench.list()]).toEqual([before, []]);
  expect(readdirSync(temp)).toEqual([]);

  const ended = await bench.ship({ check: 'none' });
  expect(ended.code, ended.stdout).toBe(0);
  expect(bench.list().filter((name) => name.endsWith('.tar.gz'))).toHaveLength(1);
  expect(bench.list('.')).toEqual([...before, 'dist'].sort());
});

/** Linux, proc(5). */
function childrenOf(mark: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && has(name, mark))
    .map(Number);
}

function has(pid: string, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`MARK=${mark}`);
  } catch {
    return false;
  }
}
