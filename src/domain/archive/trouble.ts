/** Why could a file not be written, and what helps? */

import { Failure } from '../failure.ts';
import { formatBytes } from '../quantity.ts';

/** The code of an error of the system (`ENOSPC`) or of a Failure. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof Failure) return error.facts.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return undefined;
}

const causes: Readonly<Record<string, readonly [happened: string, attempt: string]>> = {
  ENOSPC: ['the disk is full', 'free space there, or build fewer targets in one job'],
  EDQUOT: ['the disk quota is used up', 'free space there, or build fewer targets in one job'],
  EROFS: ['the file system is read-only', 'give a folder that can be written to'],
  EACCES: ['permission was refused', 'let the user that the runner runs as read and write there'],
  EPERM: ['permission was refused', 'let the user that the runner runs as read and write there'],
  ENOENT: [
    'a file is gone that was there before',
    'let nothing change the files while gin-ship runs',
  ],
  EMFILE: ['too many files are open', 'raise the limit of open files (ulimit -n)'],
  EIO: ['the disk gave an error', 'look at the health of the disk'],
};

/** `room` is what is free where the file goes, in bytes. */
export function writeFailure(
  doing: string,
  error: unknown,
  { folder, room }: { folder: string; room?: number },
): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const [happened, attempt] = causes[code ?? ''] ?? [message, 'run it again'];
  return new Failure({
    doing,
    happened,
    attempt: [attempt],
    details: {
      folder,
      ...(room === undefined ? {} : { 'free there': formatBytes(room) }),
      ...(happened === message ? {} : { error: message }),
    },
    ...(code === undefined ? {} : { code }),
    cause: error,
  });
}
