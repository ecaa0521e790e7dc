/** How does the archive get to the server, over a line that may break? What is there is not sent again. */

import type { Clock } from '../../ports.ts';
import { formatBytes, formatDuration } from '../../domain/quantity.ts';
import type { Contact } from './contact.ts';
import type { RootWay } from '../../domain/deploy/helper-line.ts';
import { sendRest, uploadFailure } from './send-rest.ts';
import type { Teller } from './teller.ts';
import { type Room, askRoom, clearRoom, isWhole } from './upload-room.ts';

export interface UploadWish {
  readonly server: string;
  readonly way: RootWay;
  /** `path` is here. */
  readonly archive: { readonly path: string; readonly sha256: string; readonly bytes: number };
  readonly clock: Clock;
  readonly tell: Teller;
}

export interface Uploaded {
  /** Bytes that were sent. */
  readonly sent: number;
  /** Milliseconds. */
  readonly took: number;
}

/** How often in a row it is taken up again where nothing more had arrived. */
const patience = 5;

/** @throws Failure (`upload`, or why there is no contact) */
export async function upload(contact: Contact, wish: UploadWish): Promise<Uploaded> {
  const { clock, archive, tell } = wish;
  const began = clock.elapsed();
  const room = await askRoom(contact, wish);
  let sent = await sendAll(contact, wish, room);
  // What an earlier run left may be of a broken disk; what is sent now, the helper checks itself.
  if (room.have > 0 && !(await isWhole(contact, wish, room.path))) {
    tell.warning(
      'what lay on the server from an earlier upload is not of this archive; it is sent anew',
    );
    await clearRoom(contact, wish, room.path);
    sent += await sendAll(contact, wish, { ...room, have: 0 });
  }
  const took = clock.elapsed() - began;
  if (sent === 0)
    tell.info(`the archive is there already (${formatBytes(archive.bytes)}); nothing was sent`);
  else tell.info(`sent ${formatBytes(sent)} of the archive in ${formatDuration(took)}`);
  return { sent, took };
}

/** Gives how many bytes were sent, again and again where it must be. */
async function sendAll(contact: Contact, wish: UploadWish, room: Room): Promise<number> {
  const { archive, tell } = wish;
  let { have } = room;
  let sent = 0;
  if (have > archive.bytes) {
    await clearRoom(contact, wish, room.path);
    have = 0;
  }
  for (let fruitless = 0; have < archive.bytes;) {
    if (have > 0)
      tell.info(`${formatBytes(have)} of ${formatBytes(archive.bytes)} are there already`);
    const step = await sendRest(contact, wish, { ...room, have });
    sent += step.bytes;
    if (step.lost === undefined) break;
    fruitless += 1;
    if (fruitless > patience) throw uploadFailure(wish.server, { happened: step.lost });
    tell.info(`the upload broke off: ${step.lost}; it goes on from what has arrived`);
    const now = await askRoom(contact, wish);
    if (now.have > have) fruitless = 0;
    ({ have } = now);
  }
  return sent;
}
