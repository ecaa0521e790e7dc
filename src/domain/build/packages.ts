/** Which programs does the module have on a system, and does something there need cgo? */

import { baseName, folderOf, normalize } from '../paths.ts';
import { needsCgo } from './cgo-stubs.ts';

export interface MainPackage {
  readonly importPath: string;
  /** What Go calls the program, without `.exe`. */
  readonly binary: string;
}

/** What `go list` tells of one GOOS. */
export interface Listing {
  readonly mains: readonly MainPackage[];
  /** Modules whose code is a stub without cgo. */
  readonly cgoModules: readonly string[];
  /** What `go list` could not load, as it says it. */
  readonly errors: readonly string[];
  /** The patterns that have a main package here, normalized: Go drops a slash at their end. */
  readonly matched: ReadonlySet<string>;
}

/** The fields that are asked of `go list -json`. */
export const listFields = 'ImportPath,Name,DepOnly,GoFiles,CgoFiles,Module,Match,Error';

/** Reads the stream of objects that `go list -e -deps -json` prints. */
export function parseListing(text: string): Listing {
  const mains: MainPackage[] = [];
  const cgoModules = new Set<string>();
  const errors: string[] = [];
  const matched = new Set<string>();
  for (const item of parseObjects(text)) {
    const importPath = textOf(item['ImportPath']);
    const module = textOf(asRecord(item['Module'])['Path']);
    if (needsCgo(module) && Array.isArray(item['CgoFiles'])) cgoModules.add(module);
    if (item['DepOnly'] === true) continue;
    const error = textOf(asRecord(item['Error'])['Err']);
    if (error !== '') errors.push(error);
    const files = [...listOf(item['GoFiles']), ...listOf(item['CgoFiles'])];
    // A folder that holds nothing but tests of package main is listed, too.
    if (item['Name'] !== 'main' || files.length === 0) continue;
    mains.push({ importPath, binary: binaryName(importPath) });
    for (const pattern of listOf(item['Match'])) matched.add(normalize(textOf(pattern)));
  }
  return { mains, cgoModules: [...cgoModules], errors, matched };
}

/** The last element of the import path, but for a major version's (cmd/go: load.DefaultExecName). */
export function binaryName(importPath: string): string {
  const last = baseName(importPath);
  return /^v[2-9]$|^v[1-9]\d+$/.test(last) && importPath !== last
    ? baseName(folderOf(importPath))
    : last;
}

/** Main packages that would give a file of the same name; letter case counts as the same. */
export function clashes(mains: readonly MainPackage[]): readonly (readonly MainPackage[])[] {
  const byName = Map.groupBy(mains, ({ binary }) => binary.toLowerCase());
  return [...byName.values()].filter((group) => group.length > 1);
}

/** Objects one after another, each ending in a line that is `}` alone. */
function parseObjects(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split(/^\}\r?\n?/m)
    .filter((part) => part.trim() !== '')
    .map((part) => asRecord(JSON.parse(`${part}}`)));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
