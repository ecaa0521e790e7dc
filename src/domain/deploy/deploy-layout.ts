/** What are things called on a server, and where do they lie? */

import type { SlotName } from './records.ts';

/** Also the name of the service's user and of its units. */
export const namePattern = /^[a-z][a-z0-9-]{0,23}$/;

/** A release is called by the SHA-256 of its archive. */
export const releasePattern = /^[0-9a-f]{64}$/;

/** A user or group of a server. */
export const userPattern = /^[a-z_][a-z0-9_-]{0,31}$/;

/** The helper's own folder, which belongs to nobody's service. */
export const helperRoot = '/var/lib/gin-ship';

export interface ServerLayout {
  readonly releases: string;
  readonly deploys: string;
  readonly records: string;
  readonly snapshots: string;
  readonly current: string;
  /** What an adopted unit had in `Environment=`, kept on the server only. */
  readonly adoptedEnv: string;
  /** Starts the slot that the records name. */
  readonly service: string;
}

export function layoutOf(name: string, deployPath: string): ServerLayout {
  return {
    releases: `${deployPath}/releases`,
    deploys: `${deployPath}/deploys`,
    records: `${deployPath}/records`,
    snapshots: `${deployPath}/snapshots`,
    current: `${deployPath}/current`,
    adoptedEnv: `${deployPath}/adopted/env`,
    service: `${name}.service`,
  };
}

/** A slot's unit; `%i` stands for the slot within the unit itself. */
export function slotUnit(name: string, slot: SlotName): string {
  return `${name}@${slot}.service`;
}

/** A slot's folder as its own unit names it, for either slot. */
export function slotFolder(deployPath: string): string {
  return `${deployPath}/slots/%i`;
}

/** Where the trial's port is written; gone after a boot. */
export function trialEnv(name: string): string {
  return `/run/gin-ship/${name}/%i.env`;
}

export function otherSlot(slot: SlotName): SlotName {
  return slot === 'blue' ? 'green' : 'blue';
}

/** The default paths of an input with `{name}` in it. */
export function fillName(path: string, name: string): string {
  return path.replaceAll('{name}', name);
}
