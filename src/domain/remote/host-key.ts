/** Is the key that a server shows the one that it is known by? */

import type { SshAddress } from './address.ts';
import { knownHostsName } from './address.ts';
import { type HashName, isNamed } from './host-name-match.ts';
import type { KnownHostLine, KnownHosts } from './known-hosts.ts';

export interface SeenKey {
  readonly type: string;
  /** Base64. */
  readonly key: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
}

/** The numbers are those of lines in known hosts. */
export type HostKeyDecision =
  | { readonly kind: 'accepted'; readonly line: number }
  | { readonly kind: 'unknown' }
  /** Known by keys of other types only. */
  | { readonly kind: 'other-type'; readonly types: readonly string[]; readonly lines: Lines }
  | { readonly kind: 'changed'; readonly lines: Lines }
  | { readonly kind: 'revoked'; readonly line: number }
  | { readonly kind: 'only-authority'; readonly lines: Lines };

type Lines = readonly number[];

/** What known hosts says of one host: its lines, and those that would do for any port of it. */
export interface HostLines {
  readonly own: readonly KnownHostLine[];
  readonly anyPort: readonly KnownHostLine[];
}

/** Each type of key with the signatures that are asked of it; none with SHA-1. The best first. */
const signatures = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
} as const;

export type HostKeyAlgorithm = (typeof signatures)[keyof typeof signatures][number];

/** As OpenSSH does, a line with the bare name counts for another port where no line has that port. */
export function findHostLines(hosts: KnownHosts, address: SshAddress, hash: HashName): HostLines {
  const named = (name: string): readonly KnownHostLine[] =>
    hosts.lines.filter(({ names }) => isNamed(names, name, hash));
  const name = knownHostsName(address);
  return { own: named(name), anyPort: name === address.host ? [] : named(address.host) };
}

export function decideHostKey(found: HostLines, seen: SeenKey): HostKeyDecision {
  const { own, anyPort } = found;
  const isSame = ({ type, key }: KnownHostLine): boolean => type === seen.type && key === seen.key;
  const revoked = [...own, ...anyPort].find((line) => line.mark === 'revoked' && isSame(line));
  if (revoked !== undefined) return { kind: 'revoked', line: revoked.line };
  const keys = own.filter(({ mark }) => mark === 'key');
  const others = keys.length > 0 ? [] : anyPort.filter(({ mark }) => mark === 'key');
  const same = [...keys, ...others].find(isSame);
  if (same !== undefined) return { kind: 'accepted', line: same.line };
  const changed = keys.filter(({ type }) => type === seen.type);
  if (changed.length > 0) return { kind: 'changed', lines: numbers(changed) };
  if (keys.length > 0) {
    const types = [...new Set(keys.map(({ type }) => type))];
    return { kind: 'other-type', types, lines: numbers(keys) };
  }
  const authorities = own.filter(({ mark }) => mark === 'authority');
  if (authorities.length > 0) return { kind: 'only-authority', lines: numbers(authorities) };
  return { kind: 'unknown' };
}

/**
 * The signatures to ask a server for: those of the types that it is known by, since a server that is known by one
 * key and asked for another looks changed; all of them where it is not known.
 */
export function planHostKeyAlgorithms({ own, anyPort }: HostLines): readonly HostKeyAlgorithm[] {
  const types = typesOf(own).size > 0 ? typesOf(own) : typesOf(anyPort);
  const asked = Object.entries(signatures).filter(([type]) => types.has(type));
  const all = asked.length > 0 ? asked : Object.entries(signatures);
  return all.flatMap(([, names]) => names);
}

/** All signatures, the best first. */
export const allHostKeyAlgorithms: readonly HostKeyAlgorithm[] = Object.values(signatures).flat();

function typesOf(lines: readonly KnownHostLine[]): ReadonlySet<string> {
  return new Set(lines.filter(({ mark }) => mark === 'key').map(({ type }) => type));
}

function numbers(lines: readonly KnownHostLine[]): Lines {
  return lines.map(({ line }) => line);
}
