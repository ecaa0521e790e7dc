/** How is the last byte of what is sent kept back? */

import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** A stream over a connection that always keeps the last byte that was written, until `release`. */
export function holdLastByte(socket: Socket): {
  readonly stream: Duplex;
  readonly release: () => void;
} {
  let kept = Buffer.alloc(0);
  const stream = new Duplex({
    write(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([kept, chunk]);
      kept = all.subarray(-1);
      socket.write(all.subarray(0, -1), done);
    },
    read() {
      socket.resume();
    },
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk) => {
    if (!stream.push(chunk)) socket.pause();
  });
  socket.on('end', () => stream.push(null));
  socket.on('error', (error) => stream.destroy(error));
  return { stream, release: () => void (socket.writable && socket.write(kept)) };
}
