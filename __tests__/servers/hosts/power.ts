/** Is a host on? Switches it on and off, orderly and otherwise. */

import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Address, Lan } from './lan.ts';
import { firstNumber } from './lan.ts';
import { exitCode, spawnAsRoot } from './root.ts';
import { until } from './until.ts';

/** Where a host is, from outside. */
export interface Place {
  readonly name: string;
  /** Of the machine, so that runs beside each other differ. */
  readonly machine: string;
  /** Holds `disk`, `root` (where it is mounted), `seed` (until it has booted) and `console`. */
  readonly folder: string;
  /** The switch's end of its cable. */
  readonly cable: string;
  readonly address: Address;
  readonly lan: Lan;
  /** Whether the cable is plugged in, which outlives a reboot. */
  readonly wiring: { plugged: boolean };
}

export interface Power {
  /** The first process of the system; undefined while it is off or restarting. */
  readonly leader: () => number | undefined;
  readonly isOn: () => boolean;
  /** Resolves once the system's first process is about to start. */
  on(): Promise<void>;
  /** From now on it is not started again when it ends. */
  stayOff(): void;
  /** Takes the mains away. */
  unplug(): void;
  /** Resolves once it is off; throws with the console's end where it isn't within `ms` milliseconds. */
  whenOff(ms: number): Promise<void>;
  /** The end of what the console showed. */
  readonly console: () => string;
}

/** systemd-nspawn's answer to a reboot where nobody else starts it again. https://www.freedesktop.org/software/systemd/man/252/systemd-nspawn.html#Exit%20status */
const wantsRestart = 133;

export function createPower(place: Place): Power {
  let holder: ChildProcess | undefined;
  let system = 0;
  let staysOff = true;

  async function start(): Promise<void> {
    const log = openSync(join(place.folder, 'console'), 'a');
    // What interrupts a test must not reach it: it ends with its standard input.
    const child = spawnAsRoot(holderOf(place), { stdio: ['pipe', 'pipe', log], detached: true });
    closeSync(log);
    holder = child;
    child.stdin?.on('error', () => undefined);
    void exitCode(child).then(
      (code) => ended(child, code),
      () => ended(child, null),
    );
    system = await firstNumber(child).catch(() => {
      throw new Error(`${place.name} does not start\n${power.console()}`);
    });
  }

  function ended(child: ChildProcess, code: number | null): void {
    child.stdin?.destroy();
    if (holder !== child) return;
    holder = undefined;
    system = 0;
    if (code === wantsRestart && !staysOff) start().catch(() => undefined);
  }

  const power: Power = {
    leader: () => (system === 0 ? undefined : leaderOf(system)),
    isOn: () => holder !== undefined,
    async on() {
      staysOff = false;
      await start();
    },
    stayOff() {
      staysOff = true;
    },
    unplug() {
      staysOff = true;
      holder?.stdin?.end();
    },
    async whenOff(ms) {
      await until(`${place.name} is off`, ms, {
        look: async () => (holder === undefined ? true : undefined),
        evidence: () => power.console(),
      });
    },
    console: () => readFileSync(join(place.folder, 'console'), 'utf8').slice(-4_000),
  };
  return power;
}

function holderOf({ machine, folder, cable, address, lan, wiring }: Place): readonly string[] {
  const script = join(import.meta.dirname, 'power.sh');
  const [disk = '', root = '', seed = ''] = ['disk', 'root', 'seed'].map((name) =>
    join(folder, name),
  );
  return [
    ...['unshare', '--mount', '--net', 'sh', script, disk, root, seed, machine],
    ...[String(lan.switchPid), cable, address.ip, address.mac, lan.outside.ip, lan.outside.mac],
    wiring.plugged ? 'up' : 'down',
  ];
}

/** The child of nspawn that is number 1 of its own processes; those before it are still in ours. */
function leaderOf(system: number): number | undefined {
  try {
    const children = readFileSync(`/proc/${system}/task/${system}/children`, 'utf8');
    return children
      .split(' ')
      .map(Number)
      .find((pid) => pid > 0 && isFirst(pid));
  } catch {
    return undefined;
  }
}

function isFirst(pid: number): boolean {
  return /^NSpid:.*\t1$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}
