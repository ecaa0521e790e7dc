import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Bench, createRepository } from '../action/bench.ts';
import { failures } from '../action/commands.ts';
import { leftovers } from '../action/rehearsed.ts';
import { patiently } from '../fixtures/no-clock.ts';
import { oddProgram } from '../fixtures/odd-program.ts';
import { someOf } from '../fixtures/some-of.ts';

let bench: Bench;
beforeAll(() => {
  bench = createRepository(oddProgram);
});
afterAll(() => bench[Symbol.dispose]());

describe.each(someOf('signals', 2, [['SIGINT'], ['SIGTERM'], ['SIGINT', 'SIGTERM']] as const))(
  'a rehearsal that is cancelled by %s',
  (...signals) => {
    test.each([
      ['serves', 'fine', { soak: '10m' }],
      ['ignores SIGTERM and has a child', 'leaves-child', { soak: '10m' }],
      ['does not listen', 'never-listens', { 'probe-deadline': '15m' }],
      ['need not listen', 'works', { 'health-path': 'none', soak: '10m' }],
      ['does not answer', 'hangs', { 'probe-timeout': '1m', 'probe-deadline': '15m' }],
    ])('while the service %s ends at once and leaves nothing', async (_, mode, inputs) => {
      const word = `${bench.folder}/${randomUUID()}`;
      const temp = join(bench.folder, 'tmp');
      mkdirSync(temp, { recursive: true });
      let pid = 0;
      const wish = { ...inputs, 'service-args': `${mode}\n${word}` };
      const quick = { check: 'none', rehearse: 'true', 'probe-interval': '100ms' };
      const ending = bench.ship(
        { ...quick, ...wish },
        { env: { TMPDIR: temp }, started: (id) => (pid = id) },
      );
      const isBusy = vi.waitFor(
        () => expect(leftovers(word)).toContain(`/opt/odd/slots/blue/release/odd ${mode} ${word}`),
        patiently,
      );
      const cancel = (): void => {
        for (const signal of signals) process.kill(pid, signal);
      };
      await isBusy.then(cancel, cancel);
      const cancelled = await ending;
      await isBusy;

      expect(leftovers(bench.folder)).toEqual([]);
      expect([readdirSync(bench.temp), readdirSync(temp), bench.list()]).toEqual([[], [], []]);
      const told = failures(cancelled.stdout);
      expect([cancelled.code, told.length]).toEqual([1, 1]);
      // Of two signals at once either may come first.
      expect(signals.map((signal) => `shipping: cancelled by ${signal}`)).toContain(told[0]);
      expect(cancelled.summary).toContain(told[0]);
    });
  },
);
