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

/** What was thrown while its plan was handed over. */
export function submitEnding(error: unknown): KnownEnding {
  const isKnown = error instanceof Failure && !lost.has(error.facts.code ?? '');
  return isKnown ? objectionEnding(error) : { kind: 'unknown', problem: reasonOf(error) };
}

/** What was thrown before: nothing was touched there. */
export function objectionEnding(error: unknown): KnownEnding {
  const reason = reasonOf(error);
  const code = error instanceof Failure ? error.facts.code : undefined;
  if (code === 'deploy-left') return { kind: 'skipped', reason };
  if (code === 'deploy-busy') return { kind: 'busy', reason };
  return { kind: code === 'deploy-stale' ? 'stale' : 'refused', reason };
}

function reasonOf(error: unknown): string {
  if (error instanceof Failure) return error.facts.happened;
  return plainLine(String(error).split('\n')[0] ?? '');
}
