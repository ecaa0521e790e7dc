/** How does a host go down? In order, killed, or without power. */

import { cableCommand } from './cable.ts';
import type { Place, Power } from './power.ts';
import { runAsRoot } from './root.ts';

/** Milliseconds for a shutdown in order (units may take a while to stop) and for one by force. */
const patience = { orderly: 240_000, forced: 120_000 };

/** systemd's own signals; RTMIN is 34. https://www.freedesktop.org/software/systemd/man/252/systemd.html#Signals */
const signals = { poweroff: 38, reboot: 39 };

/** What `poweroff` does: every unit is stopped, the disk is synced. */
export async function stop(power: Power): Promise<void> {
  power.stayOff();
  await signal(power, signals.poweroff);
  await power.whenOff(patience.orderly);
}

/** Resolves when the old system is gone or about to go. */
export async function restart(power: Power): Promise<void> {
  await signal(power, signals.reboot);
}

/**
 * SIGKILL to every process at once, by way of the first one. The kernel lives on, so what was written and not synced
 * is still there afterwards: this is the death of all processes, not of a disk's cache. No peer is told (the cable
 * is cut first, the sockets go with the network).
 */
export async function kill(power: Power, place: Place): Promise<void> {
  await down(power, place, '');
}

/**
 * A power cut: of what was written, only what had reached the disk is there afterwards. ext4's own shutdown, without a
 * flush of its journal, lets nothing more through; the next mount recovers the journal.
 */
export async function cutPower(power: Power, place: Place): Promise<void> {
  await down(power, place, `nsenter --target "$leader" --mount perl -e '${dropWrites}'`);
}

/** EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH. https://github.com/torvalds/linux/blob/v6.12/include/uapi/linux/ext4.h */
const dropWrites =
  'open(my $disk, "<", "/") or die; my $how = pack("L", 2); ioctl($disk, 0x8004587d, $how) or die "$!\\n"';

async function down(power: Power, place: Place, before: string): Promise<void> {
  const leader = power.leader();
  if (leader === undefined) throw new Error(`${place.name} is off`);
  power.stayOff();
  const script = `leader=$1; shift; "$@"; ${before || ':'}; kill -KILL "$leader"`;
  const command = ['sh', '-euc', script, 'down', String(leader), ...cableCommand(place, 'cut')];
  await runAsRoot(...command);
  await power.whenOff(patience.forced);
}

async function signal(power: Power, number: number): Promise<void> {
  const leader = power.leader();
  if (leader === undefined) throw new Error('the host is off');
  await runAsRoot('kill', `-${number}`, String(leader));
}
