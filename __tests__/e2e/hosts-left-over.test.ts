import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { type ProcessId, formatId, identify } from '../servers/hosts/process-id.ts';
import { runAsRoot } from '../servers/hosts/root.ts';
import { until } from '../servers/hosts/until.ts';

const runs = resolve(import.meta.dirname, '../../.cache/hosts/runs');
const library = resolve(import.meta.dirname, '../servers/hosts/boot-host.ts');

/** A process of its own that boots a host, says so, and waits; with `leave`, it takes it away and ends. */
async function bootElsewhere(then: 'wait' | 'leave'): Promise<[ChildProcess, ProcessId]> {
  const script = `
    import { bootHost } from '${library}';
    const host = await bootHost({ tree: 'bookworm-bare', name: 'left' });
    console.log('up');
    ${then === 'leave' ? 'await host[Symbol.asyncDispose]();' : ''}`;
  const args = ['--input-type=module', '--eval', script];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const id = identify(child.pid ?? 0);
  if (child.stdout === null || id === undefined) throw new Error('it does not start');
  await once(child.stdout, 'data');
  return [child, id];
}

/** Devices of its disks, and its network interface. */
function leftOf(id: ProcessId): readonly string[] {
  const disks = execFileSync('/usr/sbin/losetup', ['--list', '--noheadings', '--raw'], {
    encoding: 'utf8',
  });
  const names = Object.keys(networkInterfaces());
  return [
    ...disks.split('\n').filter((line) => line.includes(`${runs}/${formatId(id)}/`)),
    ...names.filter((name) => name === `gs${id.pid}`),
  ];
}

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);

describeHosts('what a test process leaves', () => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'is nothing that runs, when %s ends it and its group',
    async (signal) => {
      const [child, id] = await bootElsewhere('wait');
      expect(leftOf(id)).toHaveLength(2);
      process.kill(-id.pid, signal);
      await once(child, 'exit');
      await until('all of it goes', 120_000, {
        look: async () => (leftOf(id).length === 0 ? true : undefined),
        evidence: () => leftOf(id).join('\n'),
      });
    },
  );

  test('is swept by the next, where even the processes were killed that hold a host', async () => {
    const [child, id] = await bootElsewhere('wait');
    const holders = childrenOf(id.pid);
    const systems = holders.flatMap((pid) => childrenOf(pid)).filter((pid) => pid > 0);
    child.kill('SIGSTOP');
    await runAsRoot('kill', '-KILL', ...[...holders, ...systems].map(String));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(leftOf(id).filter((line) => line.includes('/disk'))).toHaveLength(1);
    const [next] = await bootElsewhere('leave');
    if (next.exitCode === null) await once(next, 'exit');
    expect([leftOf(id), existsSync(`${runs}/${formatId(id)}`)]).toEqual([[], false]);
  });
});
