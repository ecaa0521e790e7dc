/** How are hosts wired to each other and to this machine? A switch in a network of its own, and one cable into ours. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { exitCode, runAsRoot, spawnAsRoot } from './root.ts';
import { until } from './until.ts';

export interface Lan {
  /** The process that holds the switch's network. */
  readonly switchPid: number;
  /** This machine's own address there. */
  readonly outside: Address;
  /** The address of one more host. */
  take(): Promise<Address>;
  leave(): Promise<void>;
}

export interface Address {
  readonly ip: string;
  readonly mac: string;
}

/** The network is there while its process is, and that while its standard input is open. */
const holder = `
ip link set lo up
ip link add lan type bridge
ip link set lan up
ip link add outward type veth peer name "$1" netns "$2"
ip link set outward master lan up
echo "$$"
read -r _ || :
`;

let open: Promise<{ lan: Omit<Lan, 'leave'>; close: () => Promise<void> }> | undefined;
let members = 0;

/** All hosts of this process share one network; it is gone when the last one left. */
export async function joinLan(): Promise<Lan> {
  open ??= makeLan();
  const { lan, close } = await open.catch((error: unknown) => {
    open = undefined;
    throw error;
  });
  members += 1;
  return {
    ...lan,
    async leave() {
      members -= 1;
      if (members > 0) return;
      open = undefined;
      await close();
    },
  };
}

async function makeLan(): ReturnType<() => NonNullable<typeof open>> {
  const network = freeNetwork();
  const link = `gs${process.pid}`;
  const child = spawnAsRoot(
    ['unshare', '--net', 'sh', '-euc', holder, 'lan', link, String(process.pid)],
    // What interrupts a test must not reach it: it ends with its standard input.
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  );
  const ended = exitCode(child);
  const switchPid = await firstNumber(child);
  const outside = addressIn(network, 1);
  await runAsRoot('ip', 'link', 'set', link, 'address', outside.mac, 'up');
  await runAsRoot('ip', 'address', 'add', `${outside.ip}/24`, 'dev', link);
  let last = 9;
  return {
    lan: {
      switchPid,
      outside,
      async take() {
        const address = addressIn(network, (last += 1));
        const known = [address.ip, 'lladdr', address.mac, 'nud', 'permanent'];
        await runAsRoot('ip', 'neighbor', 'replace', ...known, 'dev', link);
        return address;
      },
    },
    async close() {
      child.stdin?.end();
      await ended;
      await until('the network of the hosts goes', 120_000, {
        look: async () => (networkInterfaces()[link] === undefined ? true : undefined),
      });
    },
  };
}

/** The number that a program prints as its first line; throws where it ends without one. */
export async function firstNumber(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('its output is not read');
  const lines = createInterface(child.stdout);
  const early = new AbortController();
  child.once('exit', () => early.abort());
  const [line] = (await once(lines, 'line', { signal: early.signal })) as [string];
  return Number(line);
}

/** 10.128.0.0/24 to 10.191.255.0/24: by the number of this process, so that runs beside each other differ. */
function freeNetwork(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  for (let number = process.pid; ; number += 1) {
    const network = `10.${128 + ((number >> 8) & 63)}.${number & 255}`;
    if (!addresses.some(({ address }) => address.startsWith(`${network}.`))) return network;
  }
}

/** A host keeps its hardware address over a reboot. */
function addressIn(network: string, last: number): Address {
  const ip = `${network}.${last}`;
  const bytes = ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return { ip, mac: ['02', '00', ...bytes].join(':') };
}
