/** Which cookies do answers leave, for the requests after them? */

import type { WholeAnswer } from './answer.ts';

/**
 * The value of a Cookie header, or undefined where there is none. Domain, path and Secure are not
 * looked at: all requests go to one service, and its session is what is wanted. `now` is in
 * milliseconds since 1970.
 */
export function cookieHeader(
  answers: readonly Pick<WholeAnswer, 'cookies'>[],
  now: number,
): string | undefined {
  const jar = new Map<string, string>();
  for (const line of answers.flatMap(({ cookies }) => cookies)) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [, name = '', value = ''] = /^([^=\s]+)\s*=\s*(.*)$/.exec(pair) ?? [];
    if (name === '' || /[\u0000-\u001F\u007F]/.test(pair)) continue;
    if (isOver(attributes, now)) jar.delete(name);
    else jar.set(name, value);
  }
  const pairs = [...jar].map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? undefined : pairs.join('; ');
}

/** Max-Age before Expires: RFC 6265, 5.3. */
function isOver(attributes: readonly string[], now: number): boolean {
  const of = (name: string): string | undefined =>
    attributes.findLast((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const age = of('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0;
  return Date.parse(of('expires') ?? '') <= now;
}
