/** Does a deploy go on where its archives cannot be kept? Where the service fails: that keeps no good version from the servers. */

import { Failure } from '../domain/failure.ts';
import { type StageResult, skipped } from '../domain/stage-result.ts';
import type { World } from '../ports.ts';

/** @throws Failure (`artifact-…`) where it is for the user to correct, or nothing is deployed */
export async function publishIfItGoes<T>(
  { log }: World,
  deploys: boolean,
  publish: () => Promise<StageResult<T>>,
): Promise<StageResult<T>> {
  try {
    return await publish();
  } catch (error) {
    if (!deploys || !(error instanceof Failure) || !ofTheService(error)) throw error;
    log.warning(`${error.message}\nThe deploy goes on without it.`);
    return skipped(error.facts.happened);
  }
}

/** Not a name that is taken or cannot be one, nor what is wrong with the files: those are for the user to correct. */
function ofTheService({ facts: { code = '' } }: Failure): boolean {
  return code.startsWith('artifact-') && code !== 'artifact-409' && code !== 'artifact-local';
}
