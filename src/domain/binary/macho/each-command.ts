/** What do the load commands of some kinds say, where one that is cut off must not hide the others? */

import { Unreadable, addDamage } from '../unreadable.ts';
import type { View } from '../view.ts';
import type { LoadCommand } from './commands.ts';

/** In the order of the file; a command that cannot be parsed is left out and told as damage. */
export function parseEach<K, T>(
  commands: readonly LoadCommand[],
  kinds: ReadonlyMap<number, K>,
  how: { readonly parse: (view: View, kind: K) => T; readonly damage: string[] },
): readonly T[] {
  return commands.flatMap(({ kind, view }) => {
    const known = kinds.get(kind);
    if (known === undefined) return [];
    try {
      return [how.parse(view, known)];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      addDamage(how.damage, error.message);
      return [];
    }
  });
}
