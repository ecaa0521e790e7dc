/** What can be done with a host? */

import { setCable } from './cable.ts';
import { type DiskLevers, createDiskLevers } from './disk.ts';
import type { KeyPair } from './host-keys.ts';
import { type Inside, createInside } from './inside.ts';
import type { Place, Power } from './power.ts';
import { until } from './until.ts';
import { cutPower, kill, restart, stop } from './ways-down.ts';
import { setClock } from './wrong-clock.ts';

export interface Host extends Inside, DiskLevers, AsyncDisposable {
  readonly name: string;
  readonly address: string;
  /** Of its SSH server. */
  readonly port: number;
  /** As known_hosts has them: a line for each of RSA, ECDSA and Ed25519. */
  readonly knownHosts: string;
  readonly keys: { readonly deploy: KeyPair; readonly root: KeyPair };
  isOn(): boolean;
  /** Off, in order. */
  stop(): Promise<void>;
  /** See ways-down.ts for what the disk keeps. */
  kill(): Promise<void>;
  cutPower(): Promise<void>;
  /** On again, with the same disk; resolves when all units that boot starts have started or failed. */
  boot(): Promise<void>;
  reboot(): Promise<void>;
  cutCable(): Promise<void>;
  plugCable(): Promise<void>;
  /** See wrong-clock.ts for who sees it. 0 puts it right. */
  setClock(shiftSeconds: number): Promise<void>;
  /** What journalctl prints with these arguments: `['-u', 'app', '-b']`. */
  journal(args?: readonly string[]): Promise<string>;
  /** Starts a line of sh as an orphan outside all services, as `nohup … &` of a login does; returns its process number there. */
  forkOff(command: string, user?: string): Promise<number>;
  /** The end of what its console showed, for evidence. */
  console(): string;
}

/** Milliseconds. */
const bootPatience = 240_000;

/** What a host can do once it has a place; the rest is known when it is made. */
export type Levers = Omit<Host, 'knownHosts' | 'keys' | typeof Symbol.asyncDispose>;

export function createLevers(place: Place, power: Power): Levers {
  const inside = createInside(place.name, power.leader);
  const whenBooted = async (): Promise<void> => {
    await until(`${place.name} boots`, bootPatience, {
      look: async () => ((await hasBooted(inside)) ? true : undefined),
      evidence: power.console,
    });
  };
  return {
    ...inside,
    ...createDiskLevers(inside),
    ...{ name: place.name, address: place.address.ip, port: 22 },
    isOn: power.isOn,
    stop: () => stop(power),
    kill: () => kill(power, place),
    cutPower: () => cutPower(power, place),
    async boot() {
      await power.on();
      await whenBooted();
    },
    async reboot() {
      const before = power.leader();
      await restart(power);
      await until(`${place.name} restarts`, 240_000, {
        look: async () => [power.leader()].find((pid) => pid !== undefined && pid !== before),
        evidence: power.console,
      });
      await whenBooted();
    },
    cutCable: () => setCable(place, 'cut', power.isOn()),
    plugCable: () => setCable(place, 'plug', power.isOn()),
    setClock: (seconds) => setClock(inside, place.folder, seconds),
    journal: (args = []) => inside.run(['journalctl', '--no-pager', ...args]),
    forkOff: (command, user = 'root') => forkOff(inside, command, user),
    console: power.console,
  };
}

async function hasBooted({ exec }: Inside): Promise<boolean> {
  try {
    const { stdout } = await exec(['systemctl', 'is-system-running', '--wait']);
    return /^(running|degraded)$/m.test(stdout);
  } catch {
    return false;
  }
}

async function forkOff({ run }: Inside, command: string, user: string): Promise<number> {
  const alone = ['systemd-run', '--quiet', '--scope', `--uid=${user}`, 'setsid', '--fork'];
  const tell = 'echo "$$"; exec sh -c "$1" </dev/null >/dev/null 2>&1';
  return Number(await run([...alone, 'sh', '-c', tell, 'orphan', command]));
}
