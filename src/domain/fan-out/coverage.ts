/** Is every target there that was planned, and no other? */

import { type TargetPattern, expandTargets } from '../build/targets.ts';
import { plainLine, quote } from '../plain-text.ts';
import { formatTarget } from '../target.ts';
import type { Part } from './join-manifests.ts';

/** The targets of a plan, or what the input `targets` says. */
export type Expected =
  | { readonly targets: readonly string[] }
  | { readonly patterns: readonly TargetPattern[] };

/** A line each. */
export function coverageProblems(parts: readonly Part[], expected: Expected): readonly string[] {
  const there = parts.flatMap(({ from, manifest }) =>
    manifest.archives.map((archive) => ({ from, archive })),
  );
  const { wanted, idle } = wantedOf(parts, expected);
  const present = new Set(there.map(({ archive }) => archive.target));
  const missing = [...[...wanted].filter((target) => !present.has(target)), ...idle];
  return [
    ...parts
      .filter(({ manifest }) => manifest.archives.length === 0)
      .map(({ from }) => `${plainLine(from)} has no archives`),
    ...missing.map((target) => `${plainLine(target)} was planned, and no part has it`),
    ...there
      .filter(({ archive }) => !wanted.has(archive.target))
      .map(({ from, archive }) => `${quote(archive.target)} of ${plainLine(from)} was not planned`),
  ];
}

/** A wildcard is content with one target that it matches: which there are, only Go can tell. */
function wantedOf(
  parts: readonly Part[],
  expected: Expected,
): { readonly wanted: ReadonlySet<string>; readonly idle: readonly string[] } {
  if ('targets' in expected) return { wanted: new Set(expected.targets), idle: [] };
  const platforms = parts.flatMap(({ manifest }) => manifest.archives);
  const wanted = new Set<string>();
  const idle: string[] = [];
  for (const pattern of expected.patterns) {
    const { targets } = expandTargets([pattern], platforms);
    if (targets.length === 0) idle.push(pattern.text);
    for (const target of targets) wanted.add(formatTarget(target));
  }
  return { wanted, idle };
}
