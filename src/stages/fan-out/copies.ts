/** How do files of a folder come here, so that nobody changes them once they are checked? */

import type { World } from '../../ports.ts';
import type { ArchiveFiles } from '../deploy/archive-files.ts';

/** Copies what is asked for from `at` to `to`; links are not followed. */
export function copiesOf(
  { files }: Pick<World, 'files'>,
  { at, to, from }: { readonly at: string; readonly to: string; readonly from: string },
): ArchiveFiles {
  return {
    from,
    folder: to,
    async bring(name, most) {
      const stat = await files.stat(`${at}/${name}`);
      if (stat?.kind !== 'file') return 'missing';
      if (stat.size > most) return { bytes: stat.size };
      await files.copy(`${at}/${name}`, `${to}/${name}`);
      const bytes = (await files.stat(`${to}/${name}`))?.size ?? 0;
      return { bytes, sha256: await files.sha256(`${to}/${name}`) };
    },
  };
}
