/** What text does a string in Go's quotes stand for? */

import { decodeText } from '../view.ts';

const simple: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  '"': 34,
};

const backslash = 92;
const encoder = new TextEncoder();

const escape =
  /\\(?:([abfnrtv\\"])|x([\da-fA-F]{2})|([0-3][0-7]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/y;

/**
 * The string in quotes that a text begins with, and what follows it; undefined where it begins with none.
 * Forms: Go's strconv.QuotedPrefix and strconv.Unquote, `"…"` and the raw one in backticks.
 */
export function unquotePrefix(
  text: string,
): { readonly value: string; readonly rest: string } | undefined {
  const raw = /^`([^`]*)`/.exec(text);
  if (raw) {
    const [whole, inner = ''] = raw;
    return { value: inner.replaceAll('\r', ''), rest: text.slice(whole.length) };
  }
  if (!text.startsWith('"')) return undefined;
  let end = 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) return undefined;
  const bytes = bytesOf(text.slice(1, end));
  return bytes && { value: decodeText(bytes), rest: text.slice(end + 1) };
}

/** Bytes, since `\xff` is one and need not be a whole character. */
function bytesOf(inner: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < inner.length;) {
    const code = inner.codePointAt(at) ?? 0;
    if (code !== backslash) {
      pushUtf8(bytes, code);
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    escape.lastIndex = at;
    const found = escape.exec(inner);
    if (!found) return undefined;
    const [matched, letter, hex, octal, ...points] = found;
    const point = points.find((digits) => digits !== undefined);
    if (point === undefined) {
      bytes.push(simple[letter ?? ''] ?? Number.parseInt(hex ?? octal ?? '', hex ? 16 : 8));
    } else {
      const value = Number.parseInt(point, 16);
      if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return undefined;
      pushUtf8(bytes, value);
    }
    at += matched.length;
  }
  return Uint8Array.from(bytes);
}

function pushUtf8(bytes: number[], code: number): void {
  if (code < 0x80) bytes.push(code);
  else bytes.push(...encoder.encode(String.fromCodePoint(code)));
}
