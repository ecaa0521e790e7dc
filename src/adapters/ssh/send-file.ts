/** How do the bytes of a file reach a command on the other side, no faster than they are taken? */

import { type FileHandle, open } from 'node:fs/promises';
import type { ClientChannel } from 'ssh2';
import type { RemoteEnd, Upload } from '../../ports-remote.ts';
import type { Link } from './link.ts';
import { type Begun, beginCommand } from './run-command.ts';
import type { Sessions } from './sessions.ts';

/** Bytes. */
const chunkSize = 64 * 1024;
/** How often within the stall limit it is asked whether anything has moved. */
const looks = 10;

/** Throws an error of the system where the local file cannot be read. */
export async function sendFile(link: Link, sessions: Sessions, upload: Upload): Promise<RemoteEnd> {
  const { path, line, stall, offset } = upload;
  await using file = await open(path);
  const { size } = await file.stat();
  let flow: Flow | undefined;
  let pouring: Promise<void> | undefined;
  let unread: unknown;
  const command = beginCommand(link, sessions, { line }, (channel) => {
    flow = watchFlow(channel);
    pouring = pour({ file, channel, link, command, flow, upload }).catch((error: unknown) => {
      unread = error;
      command.give({ kind: 'lost', problem: 'the file here could not be read' });
    });
  });
  const problem = `nothing of the file has moved for ${stall / 1000} s`;
  const turns = whileStill(
    stall / looks,
    () => command.give({ kind: 'lost', problem }),
    () => {
      if (flow !== undefined) upload.onProgress?.(offset + flow.taken());
      return flow?.mark() ?? '';
    },
  );
  const end = await command.ended;
  clearInterval(turns);
  await pouring;
  if (unread !== undefined) throw unread;
  if (end.kind === 'ended' && end.code === 0) upload.onProgress?.(size);
  return end;
}

interface Pouring {
  readonly file: FileHandle;
  readonly channel: ClientChannel;
  readonly link: Link;
  readonly command: Begun;
  readonly flow: Flow;
  readonly upload: Upload;
}

/** Ends at once where the command has ended, however much is left. */
async function pour({ file, channel, link, command, flow, upload }: Pouring): Promise<void> {
  const { ended } = command;
  const { offset: start } = upload;
  const chunks = file.createReadStream({ start, highWaterMark: chunkSize, autoClose: false });
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    if (command.end() !== undefined) return;
    const written = new Promise((resolve) => channel.write(chunk, resolve));
    await Promise.race([written, ended]);
    flow.sent(chunk.length);
    upload.onProgress?.(start + flow.taken());
    // Signs of life queue behind what is written: the queue must stay short on a slow line.
    if (link.sock.writableNeedDrain) {
      await Promise.race([new Promise((resolve) => link.sock.once('drain', resolve)), ended]);
    }
  }
  channel.end();
}

/** What can be seen of how much the other side has taken. */
interface Flow {
  sent(bytes: number): void;
  /** Bytes that the other side has made room for again, so has given to its command. */
  taken(): number;
  /** Changes whenever anything moves. */
  mark(): string;
}

/** The client counts for a channel how many bytes it may send still: all that was taken raises it again. */
function watchFlow(channel: ClientChannel): Flow {
  const first = windowOf(channel);
  let sent = 0;
  let taken = 0;
  return {
    sent(bytes) {
      sent += bytes;
    },
    taken() {
      taken = Math.max(taken, Math.min(sent, sent + windowOf(channel) - first));
      return taken;
    },
    // Not what left the machine: signs of life are among that.
    mark: () => `${sent} ${windowOf(channel)}`,
  };
}

function windowOf({ outgoing }: ClientChannel): number {
  const isCounted = typeof outgoing === 'object' && outgoing !== null && 'window' in outgoing;
  return isCounted ? Number(outgoing.window) : 0;
}

/** Tells once that a mark has not changed for `looks` turns. */
function whileStill(turn: number, stalled: () => void, mark: () => string): NodeJS.Timeout {
  let last = '';
  let still = 0;
  return setInterval(() => {
    const now = mark();
    still = now === last ? still + 1 : 0;
    last = now;
    if (still === looks) stalled();
  }, turn);
}
