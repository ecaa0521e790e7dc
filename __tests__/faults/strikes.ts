/** What can befall a deploy? Each of these strikes at once, and mends itself or is mended after it. */

import type { Bench } from './bench.ts';
import { carry } from './carry.ts';

export interface Strike {
  /** On the server, the line or the runner. Throws where there is nothing to strike. */
  readonly strike: (bench: Bench, moment: Moment) => Promise<void>;
  /** After `holds` milliseconds, and once more when the deploy is over. */
  readonly mend?: (bench: Bench) => Promise<void>;
  readonly holds?: number;
  /** The service may be away for longer than a plan says. */
  readonly darkens?: true;
}

export interface Moment {
  /** Ends the runner. */
  readonly die: () => void;
  readonly chance: number;
}

const unit = 'gin-ship-notes.service';
const mainPid = (name: string): string => `$(systemctl show ${name} -p MainPID --value)`;

/** One after the other, as a server has one mains. */
function powerOf(bench: Bench, act: () => Promise<void>): Promise<void> {
  const before = turns.get(bench) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(act);
  turns.set(bench, mine);
  return mine;
}
const turns = new WeakMap<Bench, Promise<void>>();

const on = async ({ host }: Bench): Promise<void> => {
  if (!host.isOn()) await host.boot();
};

export const strikes: Readonly<Record<string, Strike>> = {
  'the line is reset': { strike: async ({ proxy }) => proxy.cut() },
  'the line is closed': { strike: async ({ proxy }) => proxy.close() },
  'the line is frozen': {
    strike: async ({ proxy }) => proxy.freeze(),
    mend: async ({ proxy }) => proxy.thaw(),
    holds: 6_000,
  },
  'the line is slow': {
    strike: async ({ proxy }) => proxy.slow(200_000),
    mend: async ({ proxy }) => proxy.slow(undefined),
    holds: 5_000,
  },
  'nobody can connect': {
    async strike({ proxy }) {
      await proxy.refuse();
      proxy.cut();
    },
    mend: async ({ proxy }) => proxy.accept(),
    holds: 4_000,
  },
  'a bit is flipped': {
    async strike({ proxy }, { chance }) {
      proxy.flip(2_000 + chance * 300, chance % 2 === 0 ? 'up' : 'down');
      proxy.cut();
    },
  },
  'the cable is cut': {
    strike: async ({ host }) => host.cutCable(),
    mend: async ({ host }) => host.plugCable(),
    holds: 4_000,
    darkens: true,
  },
  'the runner is killed': { strike: async (_, { die }) => die() },
  'the job is killed': {
    strike: async ({ host }) => void (await host.run(`systemctl kill -s KILL ${unit}`)),
  },
  'the main process of the job is killed': {
    strike: async ({ host }) => void (await host.run(`kill -KILL ${mainPid(unit)}`)),
  },
  'the recovery is killed': {
    async strike({ host }) {
      await host.run(`systemctl kill -s KILL ${unit}`);
      await host.run('systemctl kill -s KILL gin-ship-recover@notes.service');
    },
  },
  'sshd is killed': {
    strike: async ({ host }) => void (await host.run('pkill -KILL -u deploy sshd')),
  },
  'sshd is restarted': {
    strike: async ({ host }) => void (await host.run('systemctl restart ssh')),
  },
  'the service is killed': {
    strike: async ({ host }) =>
      void (await host.run('systemctl kill -s KILL notes@blue notes@green || :')),
    darkens: true,
  },
  'the service is restarted by hand': {
    strike: async ({ host }) => void (await host.run('systemctl restart notes')),
    darkens: true,
  },
  'systemd is executed anew': {
    strike: async ({ host }) => void (await host.run('systemctl daemon-reexec')),
  },
  'the disk is full': {
    strike: async ({ host }, { chance }) => host.fillDisk((chance % 4) * 16_384),
    mend: async ({ host }) => host.freeDisk(),
    holds: 3_000,
  },
  'there are no inodes left': {
    strike: async ({ host }, { chance }) => host.fillInodes(chance % 6),
    mend: async ({ host }) => host.freeDisk(),
    holds: 3_000,
  },
  'the clock jumps': {
    strike: async ({ host }, { chance }) =>
      host.setClock(chance % 2 === 0 ? -31_000_000 : 310_000_000),
    mend: async ({ host }) => host.setClock(0),
    holds: 2_000,
  },
  'the power is cut': {
    strike: (bench) => powerOf(bench, () => bench.host.cutPower()),
    mend: (bench) => powerOf(bench, () => on(bench)),
    holds: 200,
    darkens: true,
  },
  'every process is killed': {
    strike: (bench) => powerOf(bench, () => bench.host.kill()),
    mend: (bench) => powerOf(bench, () => on(bench)),
    holds: 200,
    darkens: true,
  },
  'the server is rebooted': {
    strike: (bench) => powerOf(bench, () => bench.host.reboot()),
    mend: (bench) => powerOf(bench, () => on(bench)),
    holds: 200,
    darkens: true,
  },
  'another run deploys, too': {
    async strike(bench, { chance }) {
      const order = await bench.order(`other-${chance}`);
      await carry({ way: bench.straight(), order });
    },
  },
};

/** Takes back whatever may still hold. */
export async function heal(bench: Bench): Promise<void> {
  const { host, proxy } = bench;
  proxy.thaw();
  proxy.slow(undefined);
  proxy.flip(-1);
  proxy.after(Number.POSITIVE_INFINITY, () => undefined);
  await proxy.accept();
  await powerOf(bench, () => on(bench));
  await host.plugCable();
  await host.freeDisk();
  await host.setClock(0);
}
