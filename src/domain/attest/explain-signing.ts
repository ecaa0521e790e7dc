/** What if an attestation cannot be signed? */

import { Failure } from '../failure.ts';
import { permissionAdvice } from '../github/explain-github.ts';
import { plainLine } from '../plain-text.ts';
import { attestNeeds } from './decide-attest.ts';

export interface SigningTrouble {
  /** Who did not do its part; `identity`: GitHub's token that says who the job is. */
  readonly part: 'identity' | 'certificate' | 'log' | 'time' | 'signing';
  readonly message: string;
  readonly cause: unknown;
}

const parts: Readonly<Record<SigningTrouble['part'], string>> = {
  identity: 'GitHub gave no token that says who this job is',
  certificate: 'sigstore gave no certificate',
  log: "sigstore's log took no entry",
  time: 'the time server gave no stamp',
  signing: 'it was not signed',
};

/** Codes: `attest-` and the part. */
export function signingFailure({ part, message, cause }: SigningTrouble): Failure {
  const again = 'run the job again: such an outage passes';
  return new Failure({
    doing: 'signing the attestation',
    happened: `${parts[part]}: ${plainLine(message)}`,
    attempt: part === 'identity' ? [permissionAdvice(attestNeeds), again] : [again],
    code: `attest-${part}`,
    cause,
  });
}
