/** What did the system refuse, in words, and what helps? */

import { Failure, type FailureFacts } from './failure.ts';
import { lookUp } from './look-up.ts';

/** The code of an error of the system (`ENOSPC`) or of a Failure. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof Failure) return error.facts.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return undefined;
}

/** What happened and what to try, by the system's code. */
const systemCauses: Readonly<Record<string, readonly [happened: string, attempt: string]>> = {
  ENOSPC: ['the disk is full', 'free space there, or build fewer targets in one job'],
  EDQUOT: ['the disk quota is used up', 'free space there, or build fewer targets in one job'],
  EROFS: ['the file system is read-only', 'give a folder that can be written to'],
  EACCES: ['permission was refused', 'let the user that the runner runs as read and write there'],
  EPERM: ['permission was refused', 'let the user that the runner runs as read and write there'],
  ENOENT: [
    'a file or folder is not there',
    'make it in a step before, and let nothing change files while gin-ship runs',
  ],
  EISDIR: ['a folder is where a file should be', 'name the file itself'],
  ENOTDIR: ['a file is where a folder should be', 'move the file away, or name another folder'],
  EEXIST: ['something else is there already', 'move it away, or name another folder'],
  ELOOP: ['links lead in a circle', 'remove the links, or name what they should lead to'],
  ENAMETOOLONG: ['a name is too long', 'use shorter names'],
  EMFILE: ['too many files are open', 'raise the limit of open files (ulimit -n)'],
  EIO: ['the disk gave an error', 'look at the health of the disk'],
};

/**
 * The failure that an error of the system stands for; undefined for every other error, which is a
 * mistake of ours. `instead` is what to try in place of the general advice.
 */
export function systemFailure(
  doing: string,
  error: unknown,
  instead?: readonly string[],
): Failure | undefined {
  const code = codeOf(error);
  if (!(error instanceof Error) || error instanceof Failure || code === undefined) return undefined;
  if (!('syscall' in error)) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? { path: error.path } : {};
  const facts = explainSystem(doing, error, path);
  return new Failure(instead === undefined ? facts : { ...facts, attempt: instead });
}

/** In our words where we have some, with the system's own below; `details` come before them. */
export function explainSystem(
  doing: string,
  error: unknown,
  details: Readonly<Record<string, string>>,
): FailureFacts {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const [happened, attempt] = lookUp(systemCauses, code ?? '') ?? [message, 'run it again'];
  return {
    doing,
    happened,
    attempt: [attempt],
    details: happened === message ? details : { ...details, error: message },
    ...(code === undefined ? {} : { code }),
    cause: error,
  };
}
