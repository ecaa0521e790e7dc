/** Which of two dotted versions is higher? */

/** Negative where `a` is lower; part by part, as numbers: 2.9 < 2.17, and 12 is 12.0. */
export function compareDotted(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whole numbers with dots between them, few and short enough to be a version of anything. */
export function isDotted(text: string): boolean {
  return /^\d{1,9}(?:\.\d{1,9}){0,4}$/.test(text);
}

/** The highest, the first of equals; undefined of none. */
export function highest<T>(items: readonly T[], version: (item: T) => string): T | undefined {
  let best: T | undefined;
  for (const item of items) {
    if (best === undefined || compareDotted(version(item), version(best)) > 0) best = item;
  }
  return best;
}
