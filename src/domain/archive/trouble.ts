/** Why could a file not be written, and what helps? */

import { Failure } from '../failure.ts';
import { formatBytes } from '../quantity.ts';
import { codeOf, systemCauses } from '../system-trouble.ts';

/** `room` is what is free where the file goes, in bytes. */
export function writeFailure(
  doing: string,
  error: unknown,
  { folder, room }: { folder: string; room?: number },
): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const [happened, attempt] = systemCauses[code ?? ''] ?? [message, 'run it again'];
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
