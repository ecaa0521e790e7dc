/** Does an answer of survive-read only repeat what was asked? */

import type { Remark } from '../service/remark.ts';
import type { Outcome } from './answer.ts';
import { isGood } from './judge.ts';
import { type FilledRequest, type RequestTemplate, describeRequest } from './request.ts';

/** Whether what is sent has the word in it: its answer may have it for that alone. */
export function asksFor({ path, headers, body = '' }: FilledRequest, word: string): boolean {
  return [path, ...headers.map(([, value]) => value), body].some((text) => text.includes(word));
}

/**
 * `holding` are the places of the answers that showed the nonce, `outcomes` what the same requests gave
 * for `word`, which was never written. Undefined where none of them has it.
 */
export function explainEcho(
  templates: readonly RequestTemplate[],
  outcomes: readonly Outcome[],
  { word, holding }: { readonly word: string; readonly holding: readonly number[] },
): Remark | undefined {
  const at = holding.find((place) => {
    const outcome = outcomes[place];
    return outcome?.kind === 'answered' && isGood(outcome) && outcome.body.includes(word);
  });
  const template = at === undefined ? undefined : templates[at];
  if (template === undefined) return undefined;
  return {
    id: 'read-failed',
    level: 'failure',
    message: `survive-read: ${describeRequest(template)}: the answer only repeats what was asked: it has a word that was never written, too`,
    fix: [
      'read without {nonce}: the list that the write adds to, as GET /api/notes',
      'or by what the write answered, as GET /api/notes/{write:/id}',
    ],
  };
}
