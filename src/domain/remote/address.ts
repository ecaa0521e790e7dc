/** Which server is meant, and as which user? */

import { quote } from '../plain-text.ts';

export interface SshAddress {
  readonly user: string;
  /** A name or an IP address, in lower case, without brackets. */
  readonly host: string;
  readonly port: number;
}

export type AddressReading =
  | { readonly kind: 'address'; readonly address: SshAddress }
  /** A clause for the reader of inputs, with what would be accepted. */
  | { readonly kind: 'problem'; readonly what: string };

const standardPort = 22;
const accepted = 'accepted: deploy@203.0.113.7, deploy@example.org:2222, deploy@[2001:db8::1]:22';

/** Reads `user@host`, `user@host:port` or `user@[IPv6]:port`; the user is required. */
export function parseAddress(text: string): AddressReading {
  const value = text.trim();
  const at = value.lastIndexOf('@');
  const problem = (what: string): AddressReading => ({
    kind: 'problem',
    what: `${quote(value)} ${what}; ${accepted}`,
  });
  if (/^[^@]*:[^@/]+@/.test(value.replace(/^\w+:\/\//, ''))) {
    const what = `a value has a password in it; gin-ship logs in with a key (ssh-key); ${accepted}`;
    return { kind: 'problem', what };
  }
  if (value.includes('://')) return problem('is a URL');
  if (at < 1) return problem('names no user');
  const user = value.slice(0, at);
  if (!/^[A-Za-z_][\w.-]{0,63}$/.test(user)) return problem('names a user that no server has');
  const place = splitPort(value.slice(at + 1));
  if (place === undefined) return problem('names no host');
  if (!isHost(place)) return problem(hostProblem(place));
  const port = place.port === undefined ? standardPort : readPort(place.port);
  if (port === undefined) return problem('has no port from 1 to 65535');
  return { kind: 'address', address: { user, host: place.host.toLowerCase(), port } };
}

/** As people write it: the port only where it is not 22. */
export function formatAddress({ user, host, port }: SshAddress): string {
  const place = host.includes(':') ? `[${host}]` : host;
  return `${user}@${place}${port === standardPort ? '' : `:${port}`}`;
}

/** As a line of known hosts names it: `host`, or `[host]:port` where the port is not 22. */
export function knownHostsName({ host, port }: Pick<SshAddress, 'host' | 'port'>): string {
  return port === standardPort ? host : `[${host}]:${port}`;
}

interface Place {
  readonly host: string;
  readonly bracketed: boolean;
  readonly port?: string;
}

function splitPort(text: string): Place | undefined {
  const found =
    /^\[([^\]]*)\](?::(.*))?$/.exec(text) ?? /^([^:]+)(?::([^:]*))?$/.exec(text) ?? undefined;
  const [, host = '', port] = found ?? [];
  if (host === '') return text.includes(':') ? { host: text, bracketed: false } : undefined;
  return { host, bracketed: text.startsWith('['), ...(port === undefined ? {} : { port }) };
}

function isHost({ host, bracketed }: Place): boolean {
  if (bracketed) return isIpv6(host);
  if (/^[\d.]+$/.test(host)) return isIpv4(host);
  return host.length <= 253 && /^(?:[a-z\d_](?:[\w-]{0,61}[a-z\d_])?\.?)+$/i.test(host);
}

function hostProblem({ host, bracketed }: Place): string {
  if (!bracketed && isIpv6(host)) return 'has an IPv6 address without brackets';
  return 'names no host';
}

function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** A zone is the sender's own name for a network: `fe80::1%eth0`. */
function isIpv6(text: string): boolean {
  const [address = '', zone] = text.split('%');
  if (zone !== undefined && !/^[\w.-]+$/.test(zone)) return false;
  return /^[\da-f:.]+$/i.test(address) && URL.canParse(`http://[${address}]/`);
}

function readPort(text: string): number | undefined {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
