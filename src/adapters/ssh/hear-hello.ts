/** What does a server say before anything is encrypted, for those who must explain a failure? */

import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ServerHello, parseServerHello } from '../../domain/remote/server-hello.ts';

export interface HeardHello {
  /** Absent where nothing was reached. */
  hello(): ServerHello | undefined;
  /** Whether the other side ended the connection in order. */
  closed(): boolean;
  stop(): void;
}

/** Bytes, enough for its list of algorithms. */
const size = 16 * 1024;

/** Must be called before the client is given the socket. */
export function hearHello(sock: Duplex): HeardHello {
  const chunks: Buffer[] = [];
  let heard = 0;
  let open = !(sock instanceof Socket);
  let closed = false;
  const hear = (chunk: Buffer): void => {
    if (heard < size) chunks.push(chunk);
    heard += chunk.length;
  };
  // A listener alone would let it flow before the client listens.
  sock.pause();
  sock.on('data', hear);
  sock.on('connect', () => {
    open = true;
  });
  sock.on('end', () => {
    closed = true;
  });
  return {
    hello: () => (open ? parseServerHello(Buffer.concat(chunks)) : undefined),
    closed: () => closed,
    stop() {
      sock.off('data', hear);
    },
  };
}
