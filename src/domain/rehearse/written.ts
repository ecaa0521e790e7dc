/** What did the service write, and is it where it stays? */

import { looksLike } from '../archive/withheld.ts';
import { baseName, relativeTo } from '../paths.ts';
import { plainLine } from '../plain-text.ts';
import type { Remark } from '../service/remark.ts';
import type { Folders } from './enclosure.ts';

export type Where = 'state' | 'release' | 'tmp' | 'elsewhere';

export interface Written {
  readonly where: Where;
  /** As seen from that place; absolute where it is elsewhere. */
  readonly name: string;
  readonly change: 'new' | 'changed' | 'removed';
  /** Whether the nonce was found in it; absent where nobody looked. */
  readonly holdsNonce?: boolean;
  /** It changed after the write was sent, or is empty and was held open: data may be on its way into it. */
  readonly pending?: true;
}

/** What ships appears in the state, and belongs to the release there: `static/uploads` under `static`. */
export function belongsTo(where: Where, name: string, shipped: readonly string[]): Where {
  const isShipped = shipped.some((top) => relativeTo(top, name) !== undefined);
  return where === 'state' && isShipped ? 'release' : where;
}

/** The folders as the service sees them, and the names in the release that appear in the state. */
export interface Places {
  readonly folders: Folders;
  readonly shipped: readonly string[];
}

/** Where a path lies that the service opened, as the service sees it. */
export function placeOf(
  path: string,
  { folders, shipped }: Places,
): Pick<Written, 'where' | 'name'> {
  for (const where of ['release', 'state', 'tmp'] as const) {
    const name = relativeTo(folders[where], path);
    if (name !== undefined) return { where: belongsTo(where, name, shipped), name };
  }
  return { where: 'elsewhere', name: path };
}

/** Logs, PID files and sockets are no data. */
export function isData({ name, change }: Written): boolean {
  const last = baseName(name).toLowerCase();
  return change !== 'removed' && !/\.(?:log|pid|sock|lock)(?:\.\d+)?$/.test(last);
}

/** A database by its name; only to name the most telling file first. */
function isDatabase({ name }: Written): boolean {
  return looksLike(baseName(name)) === 'state';
}

/** The files that are not where they stay. What is in the state is where it belongs. */
export function explainWritten(written: readonly Written[]): readonly Remark[] {
  const of = (where: Where): readonly Written[] => written.filter((one) => one.where === where);
  const [release, tmp, elsewhere] = [of('release'), of('tmp').filter(isData), of('elsewhere')];
  const remarks: Remark[] = [];
  if (release.length > 0) {
    const message = `the service writes inside the release: ${namesOf(release)}; the next deploy brings a new release, and this is lost`;
    remarks.push({
      id: 'written-release',
      level: 'failure',
      message,
      fix: releaseFix(release[0]?.name),
    });
  }
  if (elsewhere.length > 0) {
    const message = `the service writes outside of its working directory: ${namesOf(elsewhere)}; on a server it may not, and no copy is made of it`;
    const fix = ['write into the working directory, by a relative path'];
    remarks.push({ id: 'written-elsewhere', level: 'warning', message, fix });
  }
  if (tmp.length > 0) {
    const message = `the service writes into /tmp: ${namesOf(tmp)}; that is empty after every restart`;
    remarks.push({ id: 'written-tmp', level: 'note', message, fix: [] });
  }
  return remarks;
}

/** `name` is a path inside the release; absent where it is not known. */
export function releaseFix(name: string | undefined): readonly string[] {
  const [top = '', below] = name?.replace(/^.*\/release\/|^\.\//, '').split('/') ?? [];
  const place = below === undefined ? '' : `, as uploads/ in place of ${plainLine(top)}/`;
  return [
    `write to a folder of the working directory that the archive does not bring${place}`,
    'r.Static("/uploads", "uploads") serves it',
  ];
}

/**
 * One line for the report: `3 files in the working directory (notes.db, …)`. `cut` are the places that
 * have more files than are looked at.
 */
export function describeWritten(written: readonly Written[], cut: readonly Where[] = []): string {
  const parts = places.flatMap((where) => {
    const there = written.filter((one) => one.where === where && one.change !== 'removed');
    const count = there.length === 1 ? '1 file' : `${there.length} files`;
    const least = cut.includes(where) ? 'at least ' : '';
    return there.length === 0 ? [] : [`${least}${count} ${words[where]} (${namesOf(there)})`];
  });
  if (parts.length > 0) return `it wrote ${parts.join(', ')}`;
  return cut.length === 0 ? 'it wrote no file' : 'it wrote no file that was looked at';
}

const words: Readonly<Record<Where, string>> = {
  state: 'in the working directory',
  release: 'inside the release',
  tmp: 'in /tmp',
  elsewhere: 'elsewhere',
};
const places: readonly Where[] = ['state', 'release', 'tmp', 'elsewhere'];

/** Why not all is told of some places; absent where all of them were looked at whole. */
export function describeCut(cut: readonly Where[], most: number): string | undefined {
  if (cut.length === 0) return undefined;
  const where = cut.map((place) => words[place]).join(' and ');
  return `there are more than ${most} files ${where}: no more were looked at, and what was removed is not told`;
}

/** The most telling first; at the most five. */
export function namesOf(written: readonly Written[]): string {
  const sorted = [...written].sort((a, b) => Number(isDatabase(b)) - Number(isDatabase(a)));
  const shown = sorted.slice(0, 5).map(({ name, change }) => {
    const text = plainLine(name);
    const short = text.length > 80 ? `...${text.slice(-77)}` : text;
    return change === 'removed' ? `${short} (removed)` : short;
  });
  const more = written.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
