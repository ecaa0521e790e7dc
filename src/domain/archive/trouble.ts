/** Why could a file not be written, and what helps? */

import { Failure } from '../failure.ts';
import { formatBytes } from '../quantity.ts';
import { explainSystem } from '../system-trouble.ts';

/** `room` is what is free where the file goes, in bytes. */
export function writeFailure(
  doing: string,
  error: unknown,
  { folder, room }: { folder: string; room?: number },
): Failure {
  if (error instanceof Failure) return error;
  const free = room === undefined ? {} : { 'free there': formatBytes(room) };
  return new Failure(explainSystem(doing, error, { folder, ...free }));
}
