/** A job could not be begun on a server: what is known of that server then? */

import { Failure } from '../failure.ts';
import { plainLine } from '../plain-text.ts';
import type { KnownEnding } from './ending.ts';

/** After these nobody knows whether the server has taken the plan; an undecided one is taken back by itself. */
const lost: ReadonlySet<string> = new Set([
  'helper-answer',
  'helper-failed',
  'ssh-lost',
  'ssh-signal',
  'ssh-timeout',
  'ssh-unreachable',
  'ssh-jump',
  'ssh-protocol',
]);

export function submitEnding(error: unknown): KnownEnding {
  if (!(error instanceof Failure)) {
    const problem = error instanceof Error ? error.message : String(error);
    return { kind: 'unknown', problem: plainLine(problem.split('\n')[0] ?? '') };
  }
  const { code = '', happened } = error.facts;
  if (code === 'deploy-busy') return { kind: 'busy', reason: happened };
  if (code === 'deploy-stale') return { kind: 'stale', reason: happened };
  if (lost.has(code)) return { kind: 'unknown', problem: happened };
  return { kind: 'refused', reason: happened };
}
