/** Which secrets would be shipped in config/? Told by file and line, never by value. */

import type { ArchiveEntry } from '../domain/archive/entry.ts';
import { findSecrets, isConfigText } from '../domain/archive/secrets.ts';
import { relativeTo } from '../domain/paths.ts';
import type { World } from '../ports.ts';
import type { Places } from './find-files.ts';

/** A configuration file of more bytes than this is data. */
const largest = 1024 * 1024;
/** GitHub shows ten warnings of a step; the others stay for what else there is to say. */
const shown = 5;

export async function warnOfSecrets(
  world: World,
  entries: readonly ArchiveEntry[],
  { root }: Places,
): Promise<void> {
  const found: { readonly file: string; readonly line: number; readonly what: string }[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'file' || !entry.name.startsWith('config/')) continue;
    if (!isConfigText(entry.name)) continue;
    if (((await world.files.stat(entry.source))?.size ?? 0) > largest) continue;
    const text = (await world.files.readText(entry.source)) ?? '';
    const file = relativeTo(root, entry.source) ?? entry.name;
    found.push(...findSecrets(text).map((one) => ({ file, ...one })));
  }
  for (const [at, { file, line, what }] of found.entries()) {
    const message = `${what} looks like a secret that is written out, and it goes into every archive; give it to the service by its environment`;
    if (at < shown) world.log.warning(message, { file, line, title: 'Secret in config/' });
    else world.log.info(`${file}:${line}: ${message}`);
  }
}
