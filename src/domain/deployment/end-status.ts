/** What does GitHub's page of deployments say once a deploy is over? */

import { Failure } from '../failure.ts';
import { plainLine, shorten } from '../plain-text.ts';

export interface EndStatus {
  /** `error`: it is not known what runs, or nothing does. */
  readonly state: 'success' | 'failure' | 'error';
  readonly description: string;
}

/** GitHub takes 140 characters. */
const most = 140;

/** `error` is what the deploy threw; undefined where it ended well. */
export function endStatus(error: unknown): EndStatus {
  if (error === undefined) return { state: 'success', description: 'confirmed on all servers' };
  if (!(error instanceof Failure)) {
    return { state: 'error', description: 'gin-ship itself failed; see the log' };
  }
  const { code = '', happened } = error.facts;
  const isLost = /^deploy-(?:unknown|down|mixed)$/.test(code);
  return {
    state: isLost ? 'error' : 'failure',
    description: shorten(plainLine(happened), most),
  };
}
