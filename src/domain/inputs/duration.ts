/** How long is `500ms`, `10s`, `5m`? */

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds, or undefined where the text is no duration; `1m30s` and `1.5s` are as in Go. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  const sum = parts.reduce(
    (ms, [, count, unit = '']) => ms + Number(count) * (units[unit] ?? 0),
    0,
  );
  return Math.round(sum);
}
