/** Which lines of a fix belong together? One that ends with a colon, and what it announces. */

/** One text for each thing to try, of several lines where it is code; what is announced is indented. */
export function fixItems(fix: readonly string[]): readonly string[] {
  const items: string[] = [];
  for (const text of fix) {
    const last = items.at(-1);
    if (last?.endsWith(':') === true) items.push(`${items.pop()}\n${indent(text)}`);
    else items.push(text);
  }
  return items;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
