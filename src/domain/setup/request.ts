/** Which Go does somebody ask for? A version, a range, an alias or a floor, and where that is written. */

import { Failure } from '../failure.ts';
import { releaseName } from './go-version.ts';
import type { Requirement } from './requirement.ts';

export type VersionRequest = {
  /** Where it comes from, as a phrase: "input go-version: 1.26", "go.mod: go 1.26 (newest patch)". */
  readonly because: string;
} & (
  | { readonly kind: 'exact'; readonly version: string }
  | { readonly kind: 'range'; readonly range: string }
  | { readonly kind: 'floor'; readonly version: string }
  | { readonly kind: 'alias'; readonly alias: 'stable' | 'oldstable' }
  | { readonly kind: 'any' }
);

/** Throws a Failure for what is none of the forms; `rules` knows what npm takes as a range. */
export function parseVersionRequest(
  text: string,
  from: string,
  rules: { isRange(text: string): boolean },
): VersionRequest {
  const because = `${from}: ${text}`;
  if (text === 'stable' || text === 'oldstable') return { kind: 'alias', alias: text, because };
  const version = releaseName(text);
  if (version !== undefined) return { kind: 'exact', version, because };
  const range = text.replace(/^go(?=\d)/, '');
  if (range !== '' && rules.isRange(range)) return { kind: 'range', range, because };
  throw new Failure({
    doing: 'finding out which Go is wanted',
    happened: `"${text}" of ${from} is no version of Go`,
    attempt: ['write 1.26.8, 1.26, ^1.25, ">=1.25 <1.27", 1.27rc1, stable or oldstable'],
    code: 'version-request',
  });
}

/** A line of go.mod or go.work is a floor: it asks for the newest patch of its minor. */
export function requestOf({ floor }: Requirement): VersionRequest {
  return { kind: 'floor', version: floor.version, because: `${floor.place} (newest patch)` };
}

/**
 * The version that a file other than go.mod and go.work names: the first one of the `golang` (asdf)
 * or `go` (mise) line of `.tool-versions`, else the first line that is no comment.
 */
export function parseVersionFile(text: string, name: string): string {
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim());
  const isTools = /(?:^|\/)\.tool-versions$/.test(name);
  const version = isTools
    ? lines.map((line) => /^(?:golang|go)\s+(\S+)/.exec(line)?.[1]).find(Boolean)
    : lines.find((line) => line !== '');
  if (version !== undefined) return version;
  throw new Failure({
    doing: `reading ${name}`,
    happened: isTools ? 'it has no golang line' : 'it names no version',
    attempt: [isTools ? 'add a line such as "golang 1.26.8"' : 'write a version such as 1.26.8'],
    code: 'version-request',
  });
}
