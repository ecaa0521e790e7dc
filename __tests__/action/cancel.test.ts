import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, test, vi } from 'vitest';
import { createRepository, goMod } from './bench.ts';
import { failures } from './commands.ts';
import { processesWith } from './processes.ts';

vi.setConfig({ testTimeout: 120_000 });

/** GitHub's runner waits so long after SIGINT before it sends SIGTERM. */
const patience = 7500;

describe.each([['SIGINT'], ['SIGTERM'], ['SIGINT', 'SIGTERM']] as const)(
  'a run that is cancelled by %s',
  (...signals) => {
    test.each([
      ['a compiler', 'flags', 'sleep 600'],
      ['a test', 'check', 'app.test'],
    ] as const)('while %s runs ends at once and leaves nothing', async (_, how, busy) => {
      using bench = createRepository({
        'go.mod': goMod('example.com/app'),
        'main.go': 'package main\n\nfunc main() {}\n',
        'main_test.go': endlessTest,
      });
      const begun = join(bench.folder, 'begun');
      const tool = join(bench.folder, 'tool');
      writeFileSync(tool, `#!/bin/sh\n: > ${begun}\nexec sleep 600\n`, { mode: 0o755 });
      const mark = `MARK=${randomUUID()}`;
      let pid = 0;
      const ending = bench.ship(
        how === 'flags' ? { flags: `-toolexec=${tool}`, check: 'none' } : { check: 'test' },
        { env: { MARK: mark.slice(5), BEGUN: begun }, started: (id) => (pid = id) },
      );
      await vi.waitFor(() => expect(existsSync(begun)).toBe(true), { timeout: 100_000 });
      expect(processesWith(mark).join('\n')).toContain(busy);

      const at = performance.now();
      for (const signal of signals) process.kill(pid, signal);
      const ended = await ending;

      expect(performance.now() - at).toBeLessThan(patience);
      expect(ended.code, ended.stdout).toBe(1);
      expect(processesWith(mark)).toEqual([]);
      expect(readdirSync(bench.temp)).toEqual([]);
      expect(bench.list()).toEqual([]);
      expect(ended.stdout).toContain(`${signals[0]}: ending what is running`);
      expect(failures(ended.stdout)).toEqual([`shipping: cancelled by ${signals[0]}`]);
      expect(ended.summary).toContain(`shipping: cancelled by ${signals[0]}`);
    });
  },
);

const endlessTest = `package main

import (
	"os"
	"testing"
	"time"
)

func TestEndless(t *testing.T) {
	os.WriteFile(os.Getenv("BEGUN"), nil, 0o644)
	time.Sleep(10 * time.Minute)
}
`;
