/** Was what a write stored on the disk before it was answered? From what strace saw meanwhile. */

import { baseName } from '../paths.ts';
import { plainLine } from '../plain-text.ts';
import type { Remark } from '../service/remark.ts';
import { type Call, fileOf } from './strace.ts';

export type SyncVerdict =
  /** `by` is the call: fsync, fdatasync … */
  | { readonly kind: 'synced'; readonly by: string; readonly file?: string }
  /** Files were written, and nothing was synced before the answer. */
  | { readonly kind: 'unsynced'; readonly files: readonly string[] }
  /** No file was written: it is in memory, or in a service outside. */
  | { readonly kind: 'no-file' };

/** Milliseconds since 1970, of the same clock as strace's: the request's first byte, the answer's last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Not sync_file_range, which leaves the disk's own cache and the file's length alone (its manual page). */
const syncs = /^(?:fsync|fdatasync|syncfs|sync)$/;
const writes = /^(?:write|writev|pwrite64|pwritev|pwritev2|sendfile|ftruncate)$/;

/**
 * A sync counts where it is of a file that was written meanwhile, or of all files, or of mapped ones; and
 * where that file is not written any more after it. That of a log only counts where nothing else is written.
 */
export function decideSync(calls: readonly Call[], { from, to }: Span): SyncVerdict {
  const good = calls.filter(({ error }) => error === undefined);
  const within = good.filter(({ at }) => at >= from && at <= to);
  const always = new Set(good.filter(isOpenedSync).map(({ opened }) => opened));
  const writing = within.filter(({ name }) => writes.test(name));
  const files = new Set(writing.map(fileOf).filter((file) => file !== undefined));
  const written = [...files].filter((file) => !isLog(file));
  const counted = written.length === 0 ? files : new Set(written);
  const ofCounted = writing.filter((call) => counted.has(fileOf(call) ?? ''));
  const done =
    within.find((call) => isSync(call) && covers(call, ofCounted)) ??
    ofCounted.find((call) => always.has(fileOf(call)));
  if (done !== undefined) {
    const file = fileOf(done);
    const by = isSync(done) ? done.name : 'O_SYNC';
    return { kind: 'synced', by, ...(file === undefined ? {} : { file }) };
  }
  return written.length === 0 ? { kind: 'no-file' } : { kind: 'unsynced', files: written };
}

/** Of a mapped file nobody knows which one it is. */
function covers(sync: Call, writing: readonly Call[]): boolean {
  if (sync.name === 'msync' || writing.length === 0) return true;
  const file = fileOf(sync);
  const of = file === undefined ? writing : writing.filter((call) => fileOf(call) === file);
  return of.length > 0 && of.every(({ at }) => at <= sync.at);
}

function isSync({ name, args }: Call): boolean {
  return syncs.test(name) || (name === 'msync' && args.includes('MS_SYNC'));
}

function isOpenedSync({ name, args }: Call): boolean {
  return /^open(?:at)?$/.test(name) && /\bO_D?SYNC\b/.test(args);
}

function isLog(file: string): boolean {
  return /\.log(?:\.\d+)?$/i.test(file);
}

export function explainSync(verdict: SyncVerdict): Remark | undefined {
  if (verdict.kind !== 'unsynced') return undefined;
  const files = verdict.files.slice(0, 3).map((file) => plainLine(baseName(file)).slice(0, 80));
  const message = `the write was answered before any fsync (${files.join(', ')}): it survives a crash of the service, perhaps not a power cut`;
  const fix = [
    'SQLite: add ?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL) to the name of the file',
    'a file of your own: call Sync before the answer',
  ];
  return { id: 'unsynced', level: 'warning', message, fix };
}
