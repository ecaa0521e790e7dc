/** Which keys does a text in the format of OpenSSH's known_hosts give to which hosts? */

import { quote } from '../plain-text.ts';
import type { HostNames } from './host-name-match.ts';
import { isKeyOfType } from './key-blob.ts';

export interface KnownHosts {
  readonly lines: readonly KnownHostLine[];
}

export interface KnownHostLine {
  /** In the text, from 1. */
  readonly line: number;
  /** `authority`: the key signs keys of hosts, and is none itself. */
  readonly mark: 'key' | 'revoked' | 'authority';
  readonly names: HostNames;
  /** `ssh-ed25519`, `ssh-rsa` … */
  readonly type: string;
  /** Base64. */
  readonly key: string;
}

export interface KnownHostsReading {
  readonly hosts: KnownHosts;
  /** One clause for each line that cannot be read, with its number. */
  readonly problems: readonly string[];
}

const marks: ReadonlyMap<string, KnownHostLine['mark']> = new Map([
  ['@revoked', 'revoked'],
  ['@cert-authority', 'authority'],
]);

/** Source: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
export function parseKnownHosts(text: string): KnownHostsReading {
  const lines: KnownHostLine[] = [];
  const problems: string[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const found = parseLine(content, index + 1);
    if (typeof found === 'string') problems.push(`line ${index + 1} ${found}: ${quote(content)}`);
    else lines.push(found);
  }
  return { hosts: { lines }, problems };
}

/** The line, or what is wrong with it. */
function parseLine(content: string, line: number): KnownHostLine | string {
  const words = content.split(/[ \t]+/);
  const [first = ''] = words;
  const mark = marks.get(first);
  if (first.startsWith('@') && mark === undefined) {
    return 'has a mark other than @revoked and @cert-authority';
  }
  const [names = '', type = '', key = ''] = mark === undefined ? words : words.slice(1);
  if (/^SHA256:|^MD5:/.test(names) || /^SHA256:|^MD5:/.test(type)) {
    return 'is a fingerprint, which is not enough (ssh-keyscan HOST prints whole lines)';
  }
  if (isKeyOfType(names, type)) return 'names no host before its key';
  if (/^\d+$/.test(type)) return 'is of SSH 1, which nothing speaks any more';
  if (key === '') return 'has no key (a line is: host, type, key)';
  if (!isKeyOfType(type, key)) return `has no whole key of type ${quote(type)}`;
  const readNames = parseNames(names);
  if (readNames === undefined) return 'has a hashed name that is broken';
  return { line, mark: mark ?? 'key', names: readNames, type, key };
}

/** `|1|salt|hash` holds one name; others are parted by commas. */
function parseNames(text: string): HostNames | undefined {
  if (!text.startsWith('|')) {
    return { kind: 'patterns', patterns: text.split(',').filter((name) => name !== '') };
  }
  const [, salt, hash] = /^\|1\|([\w+/]+=*)\|([\w+/]+=*)$/.exec(text) ?? [];
  return salt === undefined || hash === undefined ? undefined : { kind: 'hashed', salt, hash };
}
