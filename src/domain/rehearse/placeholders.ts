/** Which placeholders stand in a request, and which of them are mistakes? */

import { editDistance } from '../nearest.ts';
import { plainLine } from '../plain-text.ts';

export type Placeholder =
  | { readonly kind: 'nonce' }
  /** A value of the JSON answer of an earlier request of the same input, counted from 1. */
  | { readonly kind: 'answer'; readonly request: number; readonly pointer: string }
  /** The same of the last answer of survive-write. */
  | { readonly kind: 'write'; readonly pointer: string };

export const acceptedPlaceholders = '{nonce}, {1:/token}, {write:/id}';

/** A pointer (RFC 6901) has no braces here, so that JSON around a placeholder stays JSON. */
const wellFormed = /\{(nonce|(?:[1-9]\d?|write):(?:\/[^{}]*)?)\}/g;

/** Calls `fill` for every placeholder in the text and puts what it gives in its place. */
export function replacePlaceholders(text: string, fill: (found: Placeholder) => string): string {
  return text.replaceAll(wellFormed, (_, inner: string) => fill(readPlaceholder(inner)));
}

export function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(wellFormed)].map(([, inner = '']) => readPlaceholder(inner));
}

function readPlaceholder(inner: string): Placeholder {
  if (inner === 'nonce') return { kind: 'nonce' };
  const colon = inner.indexOf(':');
  const [from, pointer] = [inner.slice(0, colon), inner.slice(colon + 1)];
  return from === 'write'
    ? { kind: 'write', pointer }
    : { kind: 'answer', request: Number(from), pointer };
}

/**
 * Problems of what was meant as a placeholder and is none. Other words in braces stay as they are:
 * JSON, GraphQL and templates have them.
 */
export function placeholderProblems(text: string): readonly string[] {
  const rest = text.replaceAll(wellFormed, '');
  const words = [...rest.matchAll(/\{(\w+)\}/g)].map(([, word = '']) => word);
  const pointed = [...rest.matchAll(/\{(\w+):(\/?[^{}"\s,]*)\}/g)];
  return [
    ...words
      .filter((word) => editDistance(word.toLowerCase(), 'nonce') <= 1)
      .map((word) => `{${word}} is no placeholder ({nonce}?)`),
    ...pointed
      .filter(
        ([, from = '', pointer = '']) =>
          /^\d+$/.test(from) || pointer.startsWith('/') || from === 'write',
      )
      .map(([whole, from = '', pointer = '']) => {
        const shown = plainLine(whole);
        if (!pointer.startsWith('/'))
          return `${shown}: a pointer begins with /, as {${from}:/${plainLine(pointer)}}`;
        if (/^\d+$/.test(from)) return `${shown}: requests count from 1 to 99`;
        return `${shown} is no placeholder; accepted: ${acceptedPlaceholders}`;
      }),
  ];
}
