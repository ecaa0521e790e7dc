/** Is what this run makes attested? A token that may not, or code of others, is no failure of the workflow. */

import { decideEventRefusal } from '../deploy/refuse-event.ts';
import { Failure } from '../failure.ts';
import { permissionAdvice } from '../github/explain-github.ts';
import type { Event } from '../runner.ts';

/** As `permissions` writes them. */
export const attestNeeds = 'id-token: write, attestations: write';

/** Why not; undefined where it is. */
export function decideAttestSkip(
  { attest, dryRun }: { readonly attest: boolean; readonly dryRun: boolean },
  event: Pick<Event, 'name' | 'repository' | 'headRepository'>,
): string | undefined {
  if (!attest) return 'attest is false';
  if (dryRun) return 'dry-run is true';
  if (event.name === 'pull_request_target') {
    return 'pull_request_target can run code of anybody, and only code of the repository itself is attested';
  }
  const refusal = decideEventRefusal(event);
  return refusal === undefined ? undefined : `${refusal.why}, and its token may not attest`;
}

export function missingIdentity(): Failure {
  return new Failure({
    doing: 'looking for what attest needs',
    happened: 'the job may not ask GitHub for a token that says who it is',
    attempt: [permissionAdvice(attestNeeds), 'or leave out attest'],
    code: 'attest-permission',
  });
}

export function missingToken(): Failure {
  return new Failure({
    doing: 'looking for what attest needs',
    happened: 'there is no token to store the attestation with',
    attempt: ['leave out `token`, whose default is the token of the job'],
    code: 'attest-token',
  });
}
