import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import {
  createLinuxProcesses,
  namespaceOf,
} from '../../../src/adapters/service/linux-processes.ts';
import { patiently } from '../../fixtures/no-clock.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A program in a mount namespace of its own, of a user namespace where we are not root. */
async function startApart(): Promise<number> {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const child = spawn('unshare', [...user, '--mount', '--', 'sleep', '6000'], { stdio: 'ignore' });
  started.push(child);
  const pid = child.pid ?? 0;
  await vi.waitFor(() => {
    expect(readlinkSync(`/proc/${pid}/exe`)).toMatch(/sleep$|coreutils$|busybox$/);
    expect(namespaceOf(pid)).not.toBe(namespaceOf('self'));
  }, patiently);
  return pid;
}

async function end(pid: number): Promise<void> {
  const child = started.find((one) => one.pid === pid);
  const { promise, resolve } = Promise.withResolvers<void>();
  child?.once('exit', () => resolve());
  child?.kill('SIGKILL');
  await promise;
}

const pinned = (): number =>
  readdirSync('/proc/self/fd').filter((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`).startsWith('mnt:');
    } catch {
      return false;
    }
  }).length;

test('the number of a namespace that ended is given to no stranger while it counts', async () => {
  const table = createLinuxProcesses();
  const own = await startApart();
  table.remember('a', { pid: own, started: '' }, '/none');
  expect(table.family('a').map(({ pid }) => pid)).toEqual([own]);
  await end(own);
  expect(table.family('a')).toEqual([]);
  for (let count = 0; count < 5; count += 1) await startApart();
  expect(table.family('a')).toEqual([]);
  table.forget('a');
});

test('what is forgotten is held no longer, and is no sign any more', async () => {
  const table = createLinuxProcesses();
  const before = pinned();
  const own = await startApart();
  table.remember('a', { pid: own, started: '' }, '/none');
  table.remember('a', { pid: own, started: '' }, '/none');
  expect(pinned()).toBe(before + 1);
  table.forget('a');
  expect(pinned()).toBe(before);
});
