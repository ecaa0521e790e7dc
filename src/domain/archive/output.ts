/** May output-dir be written to, and what in it is ours to remove? */

import { Failure } from '../failure.ts';
import { relativeTo } from '../paths.ts';
import { serviceFolders } from './contents.ts';
import { type Manifest, deliveredFiles } from './manifest.ts';
import { firstFew } from '../first-few.ts';
import { parseManifest } from './parse-manifest.ts';

export const outputNames = {
  checksums: 'SHA256SUMS',
  manifest: 'manifest.json',
  /** The manifest of a delivery that is under way; it names what a broken one left. */
  unfinished: 'manifest.json.partial',
  ignore: '.gitignore',
  /** What inspect found; a run that ends there leaves it alone. */
  sarif: 'inspect.sarif',
  /** For the workflow that comments on a pull request. */
  preview: 'preview.json',
  /** Where all archives come from: one sigstore bundle. */
  provenance: 'provenance.sigstore.json',
  /** What each bill of materials says: one bundle a line. */
  bomAttestations: 'sbom.sigstore.jsonl',
} as const;

/** The whole of our .gitignore. */
export const ignoreText = '*\n';

/** Absolute paths with all links resolved. */
export interface Surroundings {
  readonly moduleDir: string;
  readonly root: string;
  readonly workspace: string;
}

/** Why a folder can never be output-dir, whatever is in it, as the end of a sentence. */
export function outputPlaceProblem(folder: string, around: Surroundings): string | undefined {
  const places: readonly (readonly [string, string])[] = [
    [around.moduleDir, "the module's own folder"],
    [around.root, "the repository's top folder"],
    [around.workspace, 'the workspace'],
  ];
  const same = places.find(([place]) => folder === place);
  if (same !== undefined) return `is ${same[1]}`;
  const inside = places.find(([place]) => relativeTo(folder, place) !== undefined);
  if (inside !== undefined) return `holds ${inside[1]}`;
  if (folder.split('/').includes('.git')) return 'lies in a .git folder';
  const packed = serviceFolders.find(
    (name) => relativeTo(`${around.moduleDir}/${name}`, folder) !== undefined,
  );
  return packed === undefined ? undefined : `lies in ${packed}/, which is packed into the archives`;
}

export interface OutputContents {
  /** Folders end in a slash. */
  readonly names: readonly string[];
  /** The texts of manifest.json and of an unfinished one, where they are. */
  readonly manifests: readonly string[];
  /** The text of inspect.sarif, where it is: a run that ends at inspect leaves nothing else. */
  readonly sarif?: string;
}

/**
 * What is removed before the new set comes: what our own manifests name, and nothing else.
 * @throws Failure (`output-dir`) where anything else lies there; it is then not ours to touch
 */
export function planCleaning(
  folder: string,
  contents: OutputContents,
  made: Pick<Manifest, 'name' | 'module'>,
): readonly string[] {
  const manifests = contents.manifests.flatMap((text) => {
    const parsed = parseManifest(text);
    return 'manifest' in parsed ? [parsed.manifest] : [];
  });
  const other = manifests.find((one) => one.name !== made.name || one.module !== made.module);
  if (other !== undefined) {
    throw outputFailure(folder, `holds the archives of ${other.name} (${other.module})`, [
      'give each service an output-dir of its own, or remove that folder',
    ]);
  }
  const { checksums, manifest, preview, sarif, unfinished } = outputNames;
  const { provenance, bomAttestations } = outputNames;
  const archives = manifests.flatMap((one) => one.archives.flatMap(deliveredFiles));
  const around = [checksums, manifest, unfinished, preview, provenance, bomAttestations];
  const own = new Set<string>(manifests.length === 0 ? [] : [...archives, ...around]);
  if (contents.sarif !== undefined && isOurReport(contents.sarif)) own.add(sarif);
  const begun = new Set<string>([...own, ...Object.values(outputNames)]);
  const isOurs = (name: string): boolean => own.has(name) || begun.has(baseOfPartial(name));
  const strangers = contents.names.filter((name) => !isOurs(name) && !isTolerated(name));
  if (strangers.length === 0) return contents.names.filter(isOurs);
  const happened =
    manifests.length === 0
      ? `is not empty, and no manifest shows that gin-ship made what is there: ${firstFew(strangers)}`
      : `holds files that gin-ship did not make: ${firstFew(strangers)}`;
  throw outputFailure(folder, happened, ['move them away', 'or give another output-dir']);
}

/** `inspect/sarif.ts` names us as the tool. */
function isOurReport(text: string): boolean {
  return /"driver": \{\s+"name": "gin-ship"/.test(text);
}

/** Bookkeeping of git, ours or theirs: neither in the way nor removed. */
function isTolerated(name: string): boolean {
  return name === outputNames.ignore || name === '.gitkeep';
}

/** `x` for a leftover `x.1a2b3c4d.partial` of a write that was cut off; else empty. */
function baseOfPartial(name: string): string {
  return /^(.+)\.[0-9a-f]{8}\.partial$/.exec(name)?.[1] ?? '';
}

export function outputFailure(
  folder: string,
  happened: string,
  attempt: readonly string[],
  cause?: unknown,
): Failure {
  return new Failure({
    doing: 'looking at output-dir',
    happened: `${folder} ${happened}`,
    attempt,
    code: 'output-dir',
    ...(cause === undefined ? {} : { cause }),
  });
}
