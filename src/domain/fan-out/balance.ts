/** How are items of different weight parted into groups that weigh about the same? */

/**
 * The heaviest first, each to the group that weighs the least (Graham's LPT: at most a third more than the best
 * there is). Items keep their order within a group; groups are never empty.
 */
export function balance<T>(
  items: readonly T[],
  groups: number,
  weightOf: (item: T) => number,
): readonly (readonly T[])[] {
  const found = Array.from({ length: Math.min(groups, items.length) }, () => ({
    weight: 0,
    places: new Set<number>(),
  }));
  const heaviestFirst = [...items.entries()].sort(([, a], [, b]) => weightOf(b) - weightOf(a));
  for (const [place, item] of heaviestFirst) {
    const least = Math.min(...found.map(({ weight }) => weight));
    const group = found.find(({ weight }) => weight === least);
    group?.places.add(place);
    if (group !== undefined) group.weight += weightOf(item);
  }
  return found.map(({ places }) => items.filter((_, place) => places.has(place)));
}
