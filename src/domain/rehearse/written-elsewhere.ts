/** Which files did the service open for writing where nothing is looked at afterwards? From what strace saw. */

import { relativeTo } from '../paths.ts';
import type { Call } from './strace.ts';
import { type Places, type Written, placeOf } from './written.ts';

/** Devices and what the kernel shows as files; /var/tmp is the folder for temporary files under another name. */
const passedOver = ['/dev', '/proc', '/sys', '/var/tmp'];

/** Each file once, in the order of its first opening; those below the enclosure's folders are left out. */
export function findElsewhere(calls: readonly Call[], places: Places): readonly Written[] {
  const found = new Map<string, Written>();
  for (const call of calls) {
    const { opened: path } = call;
    if (path === undefined || call.error !== undefined || !isForWriting(call)) continue;
    if (passedOver.some((folder) => relativeTo(folder, path) !== undefined)) continue;
    const { where, name } = placeOf(path, places);
    if (where !== 'elsewhere' || found.has(name)) continue;
    found.set(name, { where, name, change: 'changed' });
  }
  return [...found.values()];
}

function isForWriting({ name, args }: Call): boolean {
  return name === 'creat' || (/^open(?:at)?$/.test(name) && /\bO_(?:WRONLY|RDWR)\b/.test(args));
}
