/** What does a JSON pointer (RFC 6901) find in an answer's body? */

import { lookUp } from '../look-up.ts';
import { plainLine } from '../plain-text.ts';

/** Text for texts, numbers and booleans; `json` for lists and objects, as JSON. */
export type Pointed =
  | { readonly text: string; readonly json?: undefined }
  | { readonly json: string; readonly text?: undefined }
  | { readonly problem: string };

/** Problems name keys of the body, never its values: one of them may be a token. */
export function readPointer(body: string, pointer: string): Pointed {
  let value: unknown;
  try {
    value = JSON.parse(keepLongNumbers(body));
  } catch {
    return { problem: 'its body is no JSON' };
  }
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const below = childOf(value, key);
    if (below === undefined)
      return { problem: `there is no ${plainLine(pointer)}: ${keysOf(value)}` };
    value = below;
  }
  if (value === null) return { problem: `${plainLine(pointer)} is null` };
  if (typeof value === 'object') return { json: JSON.stringify(value) };
  return { text: typeof value === 'string' ? value : JSON.stringify(value) };
}

/**
 * Numbers beyond 2^53, as snowflake ids are, lose their last digits in JSON.parse; as texts they keep
 * them. Texts are matched first, so that digits inside of one stay.
 */
function keepLongNumbers(body: string): string {
  return body.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (found) =>
    /^-?\d{16,}$/.test(found) ? `"${found}"` : found,
  );
}

/** The texts that were found: one, or those in a list or an object. */
export function textsOf(pointed: Pointed): readonly string[] {
  if ('problem' in pointed) return [];
  if (pointed.text !== undefined) return [pointed.text];
  const texts: string[] = [];
  JSON.parse(pointed.json, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}

function childOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) ? lookUp(value, key) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function keysOf(value: unknown): string {
  if (Array.isArray(value)) return `it is a list of ${value.length}`;
  if (!isObject(value)) return 'it is neither an object nor a list';
  const keys = Object.keys(value);
  if (keys.length === 0) return 'it is an empty object';
  const shown = keys.slice(0, 8).map((key) => `/${plainLine(key).slice(0, 40)}`);
  return `it has ${shown.join(', ')}${keys.length > shown.length ? ' …' : ''}`;
}
