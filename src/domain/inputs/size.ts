/** How many bytes are `512M`, `2G`? */

const units: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** Bytes, or undefined where the text is no size; powers of 1024, as systemd reads them. */
export function parseSize(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)([KMGT])(?:i?B)?$/i.exec(text) ?? [];
  if (count === undefined) return undefined;
  return Math.round(Number(count) * (units[unit.toUpperCase()] ?? 1));
}
