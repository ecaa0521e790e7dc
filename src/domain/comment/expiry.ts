/** Until which day does GitHub keep an artifact? */

/** `2026-12-06`, UTC; absent where neither the input nor the runner says for how long. The repository's setting is the most. */
export function expiryDay(
  now: Date,
  days: number | undefined,
  setting: string | undefined,
): string | undefined {
  const limit = /^[1-9]\d{0,3}$/.test(setting ?? '') ? Number(setting) : undefined;
  const kept = Math.min(days ?? Infinity, limit ?? Infinity);
  return kept === Infinity ? undefined : dayOf(new Date(now.getTime() + kept * 86_400_000));
}

export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** `2026-11-22 13:51 UTC` */
export function minuteOf(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
