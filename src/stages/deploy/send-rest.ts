/** How does what is missing of the archive go over one connection? */

import { tail, Failure } from '../../domain/failure.ts';
import { putLine } from '../../domain/deploy/upload-lines.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { Contact } from './contact.ts';
import type { UploadWish } from './upload.ts';
import { trackUpload } from './upload-progress.ts';
import type { Room } from './upload-room.ts';

/** Milliseconds without a byte that moved. */
const stall = 30_000;

/** @throws Failure (`upload`) where the server cannot take it, or why there is no connection */
export async function sendRest(
  contact: Contact,
  { server, archive, clock, tell }: UploadWish,
  { path, have }: Room,
): Promise<{ readonly bytes: number; readonly lost?: string }> {
  const connection = await contact.connection();
  const progress = trackUpload(archive.bytes, have, clock.elapsed());
  let reached = have;
  const end = await connection.send({
    line: putLine(path, have),
    path: archive.path,
    offset: have,
    stall,
    onProgress(bytes) {
      reached = Math.max(reached, bytes);
      const line = progress.at(bytes, clock.elapsed());
      if (line !== undefined) tell.info(line);
    },
  });
  const bytes = reached - have;
  switch (end.kind) {
    case 'ended':
      if (end.code === 0) return { bytes };
      throw uploadFailure(server, {
        happened: `the server could not write it (exit code ${end.code ?? 'none'})`,
        output: plainLine(tail(end.stderr, 1)),
      });
    case 'refused':
      throw uploadFailure(server, { happened: plainLine(end.problem) });
    case 'timed-out':
      return { bytes, lost: 'the server took too long' };
    case 'lost':
      break;
  }
  return { bytes, lost: plainLine(end.problem) };
}

export function uploadFailure(
  server: string,
  told: { readonly happened: string; readonly output?: string },
): Failure {
  return new Failure({
    doing: `uploading the archive to ${server}`,
    ...told,
    attempt: ['run it again: what has arrived is kept for a day, and not sent again'],
    code: 'upload',
  });
}
