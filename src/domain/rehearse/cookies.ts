/** Which cookies do answers leave, for the requests after them? */

import type { WholeAnswer } from './answer.ts';

/**
 * The value of a Cookie header, or undefined where there is none. Domain, path and Secure are not
 * looked at: all requests go to one service, and its session is what is wanted.
 */
export function cookieHeader(answers: readonly Pick<WholeAnswer, 'cookies'>[]): string | undefined {
  const jar = new Map<string, string>();
  for (const line of answers.flatMap(({ cookies }) => cookies)) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [, name = '', value = ''] = /^([^=\s]+)\s*=\s*(.*)$/.exec(pair) ?? [];
    if (name === '' || /[\u0000-\u001F\u007F]/.test(pair)) continue;
    const gone = attributes.some((one) => /^max-age=(?:0|-\d+)$/i.test(one));
    if (gone) jar.delete(name);
    else jar.set(name, value);
  }
  const pairs = [...jar].map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? undefined : pairs.join('; ');
}
