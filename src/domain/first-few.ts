/** How are many names told in a phrase? */

/** `a, b, c and 4 more`: enough to find the rest by. */
export function firstFew(names: readonly string[], count = 5): string {
  if (names.length <= count + 1) return names.join(', ');
  return `${names.slice(0, count).join(', ')} and ${names.length - count} more`;
}
