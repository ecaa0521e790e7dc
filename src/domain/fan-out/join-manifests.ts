/** Are the manifests of several jobs parts of one whole, and what does the whole say? */

import { type ArchiveFacts, type Manifest, deliveredFiles } from '../archive/manifest.ts';
import { byCodePoint } from '../order.ts';
import { plainLine, quote } from '../plain-text.ts';
import { type Expected, coverageProblems } from './coverage.ts';

export interface Part {
  /** As people see it: `the artifact notes-part-1`. */
  readonly from: string;
  readonly manifest: Manifest;
}

/**
 * The manifest that one job would have written for all the targets; or every problem, a line each.
 * Which part comes first makes no difference.
 */
export function joinManifests(
  parts: readonly Part[],
  expected: Expected,
): { readonly manifest: Manifest } | { readonly problems: readonly string[] } {
  const [first, ...others] = parts;
  if (first === undefined) return { problems: ['there is no part at all'] };
  const archives = parts.flatMap(({ manifest }) => manifest.archives);
  const problems = [
    ...parts.flatMap(halfCommit),
    ...others.flatMap((part) => differences(first, part)),
    ...namedTwice(parts, ({ target }) => [target]),
    ...(hasSameTarget(archives) ? [] : namedTwice(parts, lowerNames)),
    ...unevenBoms(parts),
    ...coverageProblems(parts, expected),
  ];
  if (problems.length > 0) return { problems };
  const sorted = archives.toSorted((a, b) => byCodePoint(a.file, b.file));
  return { manifest: { ...first.manifest, archives: sorted } };
}

/** What every part must say alike, as it is called in messages. */
const alike: Readonly<Record<string, (manifest: Manifest) => string>> = {
  name: ({ name }) => name,
  module: ({ module }) => module,
  version: ({ version }) => version,
  commit: ({ commit }) => commit ?? 'none',
  'commit time': ({ commitTime }) => commitTime ?? 'none',
  dirty: ({ dirty }) => String(dirty ?? 'unknown'),
  timestamp: ({ timestamp }) => timestamp,
  Go: ({ build }) => build.go,
  ldflags: ({ build }) => build.ldflags,
  flags: ({ build }) => JSON.stringify(build.flags),
  tags: ({ build }) => JSON.stringify(build.tags),
  "Go's environment": ({ build }) => JSON.stringify(build.environment),
};

function differences(first: Part, part: Part): readonly string[] {
  return Object.entries(alike).flatMap(([what, valueOf]) => {
    const [one, other] = [valueOf(first.manifest), valueOf(part.manifest)];
    if (one === other) return [];
    const [here, there] = [plainLine(part.from), plainLine(first.from)];
    return [`${here} has the ${what} ${quote(other)}, but ${there} has ${quote(one)}`];
  });
}

/** Of a commit gin-ship tells all three or nothing. */
function halfCommit({ from, manifest }: Part): readonly string[] {
  const told = [manifest.commit, manifest.commitTime, manifest.dirty];
  const count = told.filter((one) => one !== undefined).length;
  if (count === 0 || count === told.length) return [];
  return [`${plainLine(from)} has only a part of what there is to say of a commit`];
}

function namedTwice(
  parts: readonly Part[],
  namesOf: (archive: ArchiveFacts) => readonly string[],
): readonly string[] {
  const places = parts.flatMap(({ from, manifest }) =>
    manifest.archives.flatMap(namesOf).map((name) => ({ from, name })),
  );
  return [...Map.groupBy(places, ({ name }) => name)].flatMap(([name, found]) => {
    if (found.length === 1) return [];
    const where = found.map(({ from }) => plainLine(from)).join(' and in ');
    return [`${plainLine(name)} is in ${where}`];
  });
}

function lowerNames(archive: ArchiveFacts): readonly string[] {
  return deliveredFiles(archive).map((name) => name.toLowerCase());
}

/** One job would have made one for each archive, or none. */
function unevenBoms(parts: readonly Part[]): readonly string[] {
  const facts = parts.flatMap(({ from, manifest }) =>
    manifest.archives.map(({ target, sbom }) => ({ from, target, has: sbom !== undefined })),
  );
  const without = facts.filter(({ has }) => !has);
  if (without.length === facts.length) return [];
  return without.map(
    ({ from, target }) => `${target} of ${plainLine(from)} has no bill of materials, but others do`,
  );
}

/** Then the files are called the same for that reason alone. */
function hasSameTarget(archives: readonly ArchiveFacts[]): boolean {
  return new Set(archives.map(({ target }) => target)).size < archives.length;
}
