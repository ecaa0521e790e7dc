/** Did the service take the port that it was given? The kernel's list of listeners decides, not its log. */

import { listenOnPort } from './gin-lines.ts';
import type { Remark } from './remark.ts';

/** A TCP socket of the service, or of what it started, that listens. */
export interface Listener {
  /** `0.0.0.0`, `127.0.0.1`, `::`, `::1` … */
  readonly address: string;
  readonly port: number;
}

/** What Gin's Run takes by itself. */
export const usualPort = 8080;

export interface PortVerdict {
  /** The port that it was given. */
  readonly asked: number;
  readonly honoured: boolean;
  /** Where to ask it; absent: it listens nowhere that could be asked. */
  readonly at?: Listener;
  /** One sentence for the log. */
  readonly line: string;
  readonly remarks: readonly Remark[];
}

/**
 * `asked` is the port that the service was given. Of others `used` is asked, where it is known to be the
 * service's own.
 */
export function decidePort(
  asked: number,
  listeners: readonly Listener[],
  { used: known }: { readonly used?: number | undefined } = {},
): PortVerdict {
  const all = distinct(listeners);
  const onAsked = all.filter(({ port }) => port === asked);
  const others = all.filter(({ port }) => port !== asked);
  if (all.length === 0) {
    return { asked, honoured: false, line: 'it listens on no TCP port', remarks: [] };
  }
  const used = reachable(onAsked.length > 0 ? onAsked : webFirst(others, known));
  const at = { address: askAddress(used), port: used.port };
  const where = all.map(describe).join(' and on ');
  const remarks = addressRemarks(used);
  if (onAsked.length === 0) {
    const message = `the service ignores the port that it is given: asked to listen on ${asked}, it listens on ${where}`;
    const fix = [
      ...listenOnPort,
      'where an argument sets it: service-args: --http=127.0.0.1:{port}',
      'where another variable does: port-env: ADDR=127.0.0.1:{port}',
    ];
    remarks.unshift({ id: 'port-ignored', level: 'warning', message, fix });
    const line = `it does not listen on port ${asked}, as it was asked to, but on ${where}`;
    return { asked, honoured: false, at, line, remarks };
  }
  if (others.length > 0) {
    remarks.push({
      id: 'port-second',
      level: 'warning',
      message: `beside port ${asked} the service listens on ${others.map(describe).join(' and on ')}, which nobody gave it: a second copy could not start beside the first`,
      fix: [`read port ${ports(others)} from the environment too, or leave that listener out`],
    });
  }
  return { asked, honoured: true, at, line: `it listens on ${where}, as it was asked to`, remarks };
}

function distinct(listeners: readonly Listener[]): readonly Listener[] {
  const keyed = new Map(listeners.map((one) => [`${one.port} ${one.address}`, one]));
  return [...keyed.values()].sort((a, b) => a.port - b.port || (a.address < b.address ? -1 : 1));
}

/** 8080 is what Gin takes by itself; the smallest port is the best guess after it. */
function webFirst(listeners: readonly Listener[], known: number | undefined): readonly Listener[] {
  const chosen = [known, usualPort, listeners[0]?.port].find((one) =>
    listeners.some(({ port }) => port === one),
  );
  return listeners.filter(({ port }) => port === chosen);
}

/** Of several addresses on one port the one that 127.0.0.1 reaches. */
function reachable(listeners: readonly Listener[]): Listener {
  const [first = { address: '127.0.0.1', port: 0 }] = listeners;
  return listeners.find((one) => isAll(one) || isLoopback4(one)) ?? first;
}

function askAddress(used: Listener): string {
  return isAll(used) || isLoopback4(used) ? '127.0.0.1' : used.address;
}

/** Go listens on `::` for both IP versions where the address is left out. */
function isAll({ address }: Listener): boolean {
  return address === '::' || address === '0.0.0.0' || address === '*';
}

function isLoopback4({ address }: Listener): boolean {
  return /^(?:::ffff:)?127\./.test(address);
}

function describe(one: Listener): string {
  if (isAll(one)) return `port ${one.port} of all addresses`;
  return one.address.includes(':') ? `[${one.address}]:${one.port}` : `${one.address}:${one.port}`;
}

function ports(listeners: readonly Listener[]): string {
  return [...new Set(listeners.map(({ port }) => port))].join(', ');
}

function addressRemarks(used: Listener): Remark[] {
  if (isAll(used) || isLoopback4(used)) return [];
  const message = `the service listens on ${describe(used)} alone, which a proxy on 127.0.0.1 does not reach`;
  const fix = ['listen on 127.0.0.1 or on all addresses', ...listenOnPort];
  return [{ id: 'address', level: 'warning', message, fix }];
}
