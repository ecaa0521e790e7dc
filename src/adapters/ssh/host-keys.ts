/** Which host keys are asked of a server, and is the one that it shows the right one? */

import { createHmac } from 'node:crypto';
import type { SshAddress } from '../../domain/remote/address.ts';
import {
  type HostKeyAlgorithm,
  type HostKeyDecision,
  type SeenKey,
  allHostKeyAlgorithms,
  decideHostKey,
  findHostLines,
  planHostKeyAlgorithms,
} from '../../domain/remote/host-key.ts';
import { typeOfKey } from '../../domain/remote/key-blob.ts';
import type { HostKeys } from '../../ports-remote.ts';
import { fingerprintOf } from './keys.ts';

export interface HostCheck {
  readonly algorithms: readonly HostKeyAlgorithm[];
  /** Synchronous, since the client takes a promise of `false` for a yes. */
  verify(blob: Buffer): boolean;
  /** The last key that was shown, and what was thought of it. */
  seen(): { readonly key: SeenKey; readonly decision: HostKeyDecision } | undefined;
}

export function checkHost(hostKeys: HostKeys, address: SshAddress): HostCheck {
  let seen: ReturnType<HostCheck['seen']>;
  const known =
    hostKeys.kind === 'known' ? findHostLines(hostKeys.hosts, address, hashName) : undefined;
  return {
    algorithms: known === undefined ? allHostKeyAlgorithms : planHostKeyAlgorithms(known),
    seen: () => seen,
    verify(blob) {
      const key = readSeen(blob);
      const decision: HostKeyDecision =
        known === undefined ? { kind: 'accepted', line: 0 } : decideHostKey(known, key);
      seen = { key, decision };
      return decision.kind === 'accepted';
    },
  };
}

/** Asks for a key of any type, to tell of it; none is good enough. */
export function lookAtHost(hostKeys: HostKeys, address: SshAddress): HostCheck {
  const check = checkHost(hostKeys, address);
  return {
    ...check,
    algorithms: allHostKeyAlgorithms,
    verify(blob) {
      check.verify(blob);
      return false;
    },
  };
}

function readSeen(blob: Buffer): SeenKey {
  const key = blob.toString('base64');
  return { type: typeOfKey(key) ?? 'unknown', key, fingerprint: fingerprintOf(blob) };
}

function hashName(salt: string, name: string): string {
  return createHmac('sha1', Buffer.from(salt, 'base64'))
    .update(name.toLowerCase())
    .digest('base64');
}
