/** What does the part after the job need to know of the part before it? */

import { Failure } from '../failure.ts';
import type { RestoredEntries } from './build-objects.ts';

export interface CacheState {
  readonly modules: ModulesState | Unsaved;
  readonly build: BuildState | Unsaved;
}

/** Nothing is saved, whatever the job did. */
export interface Unsaved {
  readonly reason: string;
}

export interface ModulesState {
  readonly path: string;
  readonly key: string;
  /** The key of the entry that was restored. */
  readonly restored?: string;
  /** The go.sum files that say what is needed. Absolute. */
  readonly sums: readonly string[];
}

export interface BuildState {
  readonly path: string;
  readonly key: string;
  readonly restored?: RestoredEntries;
}

export function formatCacheState(state: CacheState): string {
  return JSON.stringify(state);
}

/** @throws Failure where the text is not what `formatCacheState` wrote */
export function parseCacheState(text: string): CacheState {
  const { modules, build } = record(parseJson(text));
  const [m, b] = [record(modules), record(build)];
  return {
    modules: 'reason' in m ? { reason: string(m['reason']) } : parseModules(m),
    build: 'reason' in b ? { reason: string(b['reason']) } : parseBuild(b),
  };
}

function parseModules(value: Fields): ModulesState {
  const { path, key, restored, sums } = value;
  if (!Array.isArray(sums)) throw broken();
  return {
    path: string(path),
    key: string(key),
    sums: sums.map(string),
    ...(restored === undefined ? {} : { restored: string(restored) }),
  };
}

function parseBuild({ path, key, restored }: Fields): BuildState {
  const plain = { path: string(path), key: string(key) };
  if (restored === undefined) return plain;
  const { entries, bytes, mark } = record(restored);
  return {
    ...plain,
    restored: { entries: number(entries), bytes: number(bytes), mark: number(mark) },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken();
  }
}

function record(value: unknown): Fields {
  if (!isRecord(value)) throw broken();
  return value;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function string(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw broken();
  return value;
}

function number(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw broken();
  return value;
}

function broken(): Failure {
  return new Failure({
    doing: 'reading what the step left for its part after the job',
    happened: 'the state `caches` is not what the step wrote',
    attempt: ['look for a step that writes to the file in GITHUB_STATE'],
    code: 'cache-state',
  });
}
