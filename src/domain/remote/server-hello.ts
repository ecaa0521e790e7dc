/** What does a server say first, before anything is encrypted? */

import type { ServerOffer } from './algorithms.ts';

export interface ServerHello {
  /** Lines before it names itself: an SSH server has none, or says there why it will not serve. */
  readonly before: string;
  /** `SSH-2.0-OpenSSH_9.2p1`; absent as long as it has not named itself. */
  readonly name?: string;
  readonly offer?: ServerOffer;
}

/** Source: RFC 4253, 4.2 and 7.1. `bytes` is what has arrived so far, or the beginning of it. */
export function parseServerHello(bytes: Uint8Array): ServerHello {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const start = /(?:^|\n)(SSH-[^\n]*)\n/.exec(text);
  const [line = '', name = ''] = start ?? [];
  if (start === null) return { before: text.slice(0, 500).trim() };
  const before = text.slice(0, start.index).trim();
  const offer = readOffer(bytes.subarray(start.index + line.length));
  return { before, name: name.trim(), ...(offer === undefined ? {} : { offer }) };
}

/** A packet: its length, how much padding, then SSH_MSG_KEXINIT, 16 random bytes and lists of names. */
function readOffer(packet: Uint8Array): ServerOffer | undefined {
  const kexInit = 20;
  if (packet.length < 22 || packet[5] !== kexInit) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const lists: (readonly string[])[] = [];
  let at = 22;
  while (lists.length < 6) {
    if (at + 4 > packet.length) return undefined;
    const length = view.getUint32(at);
    if (at + 4 + length > packet.length) return undefined;
    const names = String.fromCharCode(...packet.subarray(at + 4, at + 4 + length));
    lists.push(names === '' ? [] : names.split(','));
    at += 4 + length;
  }
  const [kex = [], hostKeys = [], ciphers = [], , macs = []] = lists;
  return { kex, hostKeys, ciphers, macs };
}
