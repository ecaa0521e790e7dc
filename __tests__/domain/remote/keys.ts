/** Keys that look like those of hosts, and names hashed as OpenSSH does. */

import { createHmac } from 'node:crypto';
import type { HashName } from '../../../src/domain/remote/host-name-match.ts';

/** A key of a type in base64; another `fill`, another key. */
export function fakeKey(type: string, fill = 1): string {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), Buffer.alloc(36, fill)]).toString('base64');
}

export const hashName: HashName = (salt, name) =>
  createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64');

/** The first field of a hashed line. */
export function hashed(name: string, salt = Buffer.alloc(20, 7).toString('base64')): string {
  return `|1|${salt}|${hashName(salt, name)}`;
}
