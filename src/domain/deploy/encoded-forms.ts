/** As what else does a secret appear in what programs print? */

/**
 * Escaped as in JSON, percent-encoded, with blanks for control characters as the server writes it, and in base64, also
 * within a longer text as in `Authorization: Basic`.
 */
export function encodedForms(value: string): readonly string[] {
  const escaped = JSON.stringify(value).slice(1, -1);
  const blank = value.replaceAll(/[\u0000-\u001F\u007F]/g, ' ');
  const encoded = value.isWellFormed() ? [encodeURIComponent(value), queryForm(value)] : [];
  const all = [escaped, blank, ...encoded, ...[0, 1, 2].flatMap((shift) => base64(value, shift))];
  return all.filter((text) => text !== value);
}

/** As in a query or a form (URL standard, application/x-www-form-urlencoded). */
function queryForm(value: string): string {
  return encodeURIComponent(value)
    .replaceAll(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** What of it is the same whatever stands around it, with `shift` bytes too many before it for whole groups of three. */
function base64(value: string, shift: number): readonly string[] {
  const bytes = [0, 0].slice(0, shift).concat([...new TextEncoder().encode(value)]);
  const codes = bytes.map((byte) => String.fromCharCode(byte));
  const text = btoa(codes.join('')).replace(/=+$/, '');
  const first = shift === 0 ? 0 : shift + 1;
  const inner = text.slice(first, bytes.length % 3 === 0 ? undefined : -1);
  return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
}
