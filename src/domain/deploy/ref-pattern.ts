/** Which branches or tags does a pattern name? As in GitHub's own `on: push: branches`. */

/** `*` is any run of characters but `/`, `**` any at all; everything else is itself. */
export function patternOf(text: string): RegExp {
  const parts = text.split(/(\*{1,2})/).map((part) => {
    if (part === '*') return '[^/]*';
    return part === '**' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}
