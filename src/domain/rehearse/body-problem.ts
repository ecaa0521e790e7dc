/** Is the body of a request JSON, where it begins as such? A slip would come back as a 400, which says less. */

import { replacePlaceholders } from './placeholders.ts';
import { type Header, guessContentType } from './request.ts';

/** Undefined where it is well, or where a Content-Type says what it is. */
export function bodyProblem(body: string, headers: readonly Header[]): string | undefined {
  const plain = replacePlaceholders(body, () => '0');
  const isNamed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (isNamed || guessContentType(plain) !== 'json') return undefined;
  if (!isJson(plain)) {
    return 'its body begins as JSON but is none; correct it, or give it a Content-Type header';
  }
  const withWord = replacePlaceholders(body, ({ kind }) => (kind === 'nonce' ? 'x' : '0'));
  if (isJson(withWord)) return undefined;
  return '{nonce} is a word, which JSON has in quotes only; write "{nonce}"';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
