/** What does an upload that failed mean, and what can be done? */

import { Failure, type FailureFacts } from '../failure.ts';

export interface UploadTrouble {
  /** A status, the code of a network error, `silent`, `quota`, or `local` where nothing was asked. */
  readonly code: string;
  readonly happened: string;
  readonly cause?: unknown;
}

export interface Upload {
  readonly artifact: string;
  /** Where the files are, as people see it. */
  readonly folder: string;
}

/** The advice goes by the code; the files themselves are safe in every case. */
export function explainUpload(
  { code, happened, cause }: UploadTrouble,
  { artifact, folder }: Upload,
): Failure {
  const doing = `uploading the artifact ${artifact}`;
  const details = { 'the files are in': folder };
  const fail = (facts: Pick<FailureFacts, 'happened' | 'attempt'>): Failure =>
    new Failure({ doing, details, code: `artifact-${code}`, cause, ...facts });
  if (code === '409') {
    return fail({
      happened: 'this run has an artifact of that name already',
      attempt: [
        'in a matrix give each job its own: `artifact-name: "{name}-${{ strategy.job-index }}"`',
        'where another step keeps something under that name, give one of the two another',
      ],
    });
  }
  if (code === '401' || code === '403') {
    return fail({
      happened: `the results service refused it (${code})`,
      attempt: [
        'run the job again: the token of a job ends with it, and a long one may outlive its own',
        'on a runner of your own: let it reach the results service and its storage',
        '`artifact: false` to do without; the files stay in output-dir for a later step',
      ],
    });
  }
  if (code === 'quota') {
    return fail({
      happened: 'the storage for artifacts is used up',
      attempt: [
        'delete old artifacts, or keep new ones for fewer days: `retention-days: 3`',
        '`artifact: false` to do without; the files stay in output-dir for a later step',
      ],
    });
  }
  if (code === 'local') return fail({ happened, attempt: ['look at what is in output-dir'] });
  return fail({
    happened: `the results service could not be used (${code})`,
    attempt: [
      'run the job again; such an outage passes',
      '`artifact: false` to do without; the files stay in output-dir for a later step',
    ],
  });
}
