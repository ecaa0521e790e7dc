/** An enclosure that nobody made, but for its folder. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Enclosure, insideOf, outsideOf } from '../../src/domain/rehearse/enclosure.ts';

/** As strace would. */
export function writeTrace({ outside }: Enclosure, text: string): void {
  mkdirSync(dirname(outside.trace), { recursive: true });
  writeFileSync(outside.trace, text);
}

/** As on a server, enforced by root. */
export function enclosureOf(name: string, folder: string, strace: boolean): Enclosure {
  return {
    way: 'root',
    place: 'server',
    enforced: true,
    user: { uid: 65_534, gid: 65_534 },
    refused: [],
    folder,
    inside: insideOf('root', 'server', { name, folder }),
    outside: outsideOf(folder),
    shipped: ['static'],
    mounted: ['static'],
    surroundings: {
      os: 'linux',
      user: { uid: 0, gid: 0 },
      nobody: { uid: 65_534, gid: 65_534 },
      tools: strace ? { strace: '/usr/bin/strace' } : {},
      mounts: [],
      namespace: 'mnt:[1]',
    },
  };
}
