import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createRepository } from './bench.ts';
import { failures } from './commands.ts';
import { processesWith } from './processes.ts';
import { patiently } from '../fixtures/no-clock.ts';
import { goMod } from '../fixtures/programs.ts';

const several = { targets: 'linux/amd64, linux/arm64, windows/amd64', parallelism: '3' };

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
      const tool = join(bench.folder, 'tool');
      writeFileSync(tool, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
      const temp = join(bench.folder, 'tmp');
      mkdirSync(temp);
      const mark = randomUUID();
      let pid = 0;
      const ending = bench.ship(
        how === 'flags'
          ? { flags: `-toolexec=${tool}`, check: 'none', ...several }
          : { check: 'test' },
        { env: { MARK: mark, TMPDIR: temp }, started: (id) => (pid = id) },
      );
      const running = (): readonly string[] => processesWith(`MARK=${mark}`);
      const cancel = (): void => {
        for (const signal of signals) process.kill(pid, signal);
      };
      const isBusy = vi.waitFor(() => expect(running().join('\n')).toContain(busy), patiently);
      await isBusy.then(cancel, cancel);
      const ended = await ending;
      await isBusy;

      expect(ended.code, ended.stdout).toBe(1);
      expect(running()).toEqual([]);
      expect(readdirSync(bench.temp)).toEqual([]);
      expect(readdirSync(temp)).toEqual([]);
      expect(bench.list()).toEqual([]);
      // Of two signals at once either may come first.
      const [told = ''] = failures(ended.stdout);
      expect(signals.map((signal) => `shipping: cancelled by ${signal}`)).toContain(told);
      expect(failures(ended.stdout)).toHaveLength(1);
      expect(ended.stdout).toMatch(/^SIG(?:INT|TERM): ending what is running$/m);
      expect(ended.summary).toContain(told);
    });
  },
);

const endlessTest = `package main

import (
	"testing"
	"time"
)

func TestEndless(t *testing.T) { time.Sleep(10 * time.Minute) }
`;
