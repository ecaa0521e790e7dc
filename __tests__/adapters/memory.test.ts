import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProcesses } from '../../src/adapters/processes.ts';
import type { Command, Ended } from '../../src/ports.ts';
import { withTime } from '../fixtures/no-clock.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gin-ship-memory-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = { PATH: process.env['PATH'] };
const run = (file: string, args: readonly string[], more: Partial<Command> = {}): Promise<Ended> =>
  createProcesses().run({ file, args, cwd: folder, env, ...more });

describe('memory', () => {
  /** Holds it for so long from when all of them do. */
  const hold = (milliseconds: number, count: number): string => `
    const { readdirSync, writeFileSync } = require('node:fs');
    const held = Buffer.alloc(300 * 1024 * 1024, 1);
    writeFileSync('holds-' + process.pid, '');
    const holding = () => readdirSync('.').filter((name) => name.startsWith('holds-')).length;
    const end = () => process.exit(held[7] === 1 ? 0 : 1);
    const look = () => (holding() < ${count} ? setTimeout(look, 10) : setTimeout(end, ${milliseconds}));
    look();`;
  const forget = (): void => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
  };

  test('of a program is measured at its most', async () => {
    const { code, peakMemory } = await withTime(
      (milliseconds) => run(process.execPath, ['-e', hold(milliseconds, 1)], { watchMemory: true }),
      (early) => (early.peakMemory ?? 0) < 300 * 1024 ** 2,
    );
    expect(code).toBe(0);
    expect(peakMemory).toBeGreaterThan(300 * 1024 ** 2);
    expect(peakMemory).toBeLessThan(500 * 1024 ** 2);
  });

  test('of what it started is counted with it', async () => {
    const script = `"$0" hold.js & "$0" hold.js & wait`;
    const args = ['-c', script, process.execPath];
    const { peakMemory } = await withTime(
      (milliseconds) => {
        forget();
        writeFileSync(`${folder}/hold.js`, hold(milliseconds, 2));
        return run('/bin/sh', args, { watchMemory: true });
      },
      (early) => (early.peakMemory ?? 0) < 600 * 1024 ** 2,
    );
    expect(peakMemory).toBeGreaterThan(600 * 1024 ** 2);
    expect(peakMemory).toBeLessThan(1000 * 1024 ** 2);
  });

  test('is not told where nobody asked', async () => {
    const { took: _, ...ended } = await run('/bin/sh', ['-c', 'sleep 0.3']);
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('that can be had is some, and not more than there is', () => {
    const total = Number(/^MemTotal:\s+(\d+) kB/.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]);
    const available = createProcesses().availableMemory();
    expect(available).toBeGreaterThan(0);
    expect(available).toBeLessThanOrEqual(total * 1024);
  });
});
