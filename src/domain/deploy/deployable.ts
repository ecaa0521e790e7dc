/** Which archives of a manifest can go to a server, and are their files the ones that it names? */

import type { ArchiveFacts } from '../archive/manifest.ts';
import { Failure } from '../failure.ts';
import { plainLine, quote } from '../plain-text.ts';

/** What is known of an archive before it is made. */
export type Deployable = Pick<ArchiveFacts, 'file' | 'target' | 'os' | 'format'>;

export type Named = Pick<ArchiveFacts, 'file' | 'bytes' | 'sha256'>;

/**
 * Those for Linux, as tar.gz; where the user named one file (`only`), that one.
 * @throws Failure (`deploy-archive`) where there is none, or the one named cannot
 */
export function decideDeployable<One extends Deployable>(
  { archives }: { readonly archives: readonly One[] },
  only?: string,
): readonly One[] {
  const named = only === undefined ? archives : archives.filter(({ file }) => file === only);
  if (named.length === 0 && only !== undefined) {
    throw unfit(`manifest.json beside it names no ${quote(only)}`, [
      'name an archive that lies there with its own manifest.json, or the folder of both',
    ]);
  }
  const linux = named.filter(({ os }) => os === 'linux');
  const fit = linux.filter(({ format }) => format === 'tar.gz');
  if (fit.length > 0) return fit;
  const targets = named.map(({ target }) => plainLine(target)).join(', ') || 'nothing at all';
  if (linux.length === 0) {
    throw unfit(`servers run Linux, and what is there is for ${targets}`, [
      'add linux/amd64, or what the server is, to targets of the build',
    ]);
  }
  throw unfit('what is there for Linux is packed as zip, and servers are given tar.gz only', [
    'build with `formats: tar.gz, windows=zip`',
  ]);
}

function unfit(happened: string, attempt: readonly string[]): Failure {
  const doing = 'choosing what can be deployed';
  return new Failure({ doing, happened, attempt, code: 'deploy-archive' });
}

/** What was found under the archive's name. */
export type FoundFile =
  | 'missing'
  | 'damaged'
  | 'too-large'
  | { readonly bytes: number; readonly sha256?: string };

/** A line that begins with the file's name; undefined where it is the one. */
export function fileProblem({ file, bytes, sha256 }: Named, found: FoundFile): string | undefined {
  const name = plainLine(file);
  if (found === 'missing') return `${name} is missing`;
  if (found === 'damaged') return `${name} is damaged where it is packed`;
  if (found === 'too-large') return `${name} has more than the ${bytes} bytes that are expected`;
  if (found.bytes !== bytes) return `${name} has ${found.bytes} bytes; expected ${bytes}`;
  if (found.sha256 === sha256) return undefined;
  return `${name} has SHA-256 ${found.sha256 ?? 'unknown'}; expected ${sha256}`;
}

/** `from` is where they lie, as people see it. */
export function filesFailure(from: string, problems: readonly string[]): Failure {
  return new Failure({
    doing: `checking the archives of ${from}`,
    happened:
      problems.length === 1
        ? 'one of them is not what manifest.json names'
        : `${problems.length} of them are not what manifest.json names`,
    output: problems.join('\n'),
    attempt: [
      'deploy what one build made, whole and unchanged: every archive for Linux, with its manifest.json',
    ],
    code: 'archive-files',
  });
}
