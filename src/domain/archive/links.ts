/** Does a symbolic link stay inside the archive? */

import { type ArchiveEntry, foldersAbove } from './entry.ts';

/** One line for every link that points out of the archive or at nothing in it. */
export function linkProblems(entries: readonly ArchiveEntry[]): readonly string[] {
  const links = new Map(
    entries.flatMap((entry) => (entry.kind === 'link' ? [[entry.name, entry.to] as const] : [])),
  );
  const names = new Set(entries.flatMap(({ name }) => [...foldersAbove(name), name]));
  return [...links].flatMap(([name, to]) => {
    const problem = problemOf(name, { to, links, names });
    return problem === undefined ? [] : [`${name} -> ${to} ${problem}`];
  });
}

interface LinkFacts {
  readonly to: string;
  readonly links: ReadonlyMap<string, string>;
  readonly names: ReadonlySet<string>;
}

function problemOf(name: string, { to, links, names }: LinkFacts): string | undefined {
  let at = pointsTo(name, to);
  for (let step = 0; step < 40; step += 1) {
    if (typeof at !== 'string') return at.problem;
    if (at === '' || (names.has(at) && !links.has(at))) return undefined;
    const whole = at;
    const over = [...foldersAbove(whole), whole].find((part) => links.has(part));
    if (over === undefined) return 'points at what is not in the archive';
    const next = pointsTo(over, links.get(over) ?? '');
    at = typeof next === 'string' ? `${next}${whole.slice(over.length)}`.replace(/^\//, '') : next;
  }
  return 'goes round in a circle';
}

/** Where a link leads, from the archive's root; `..` is understood at the start only. */
function pointsTo(name: string, to: string): string | { readonly problem: string } {
  if (to.startsWith('/') || /^[A-Za-z]:/.test(to)) return { problem: 'is an absolute path' };
  const base = name.split('/').slice(0, -1);
  const parts = to.split('/').filter((part) => part !== '' && part !== '.');
  while (parts[0] === '..') {
    if (base.pop() === undefined) return { problem: 'points out of the archive' };
    parts.shift();
  }
  if (parts.includes('..')) return { problem: 'goes down and up again' };
  return [...base, ...parts].join('/');
}
