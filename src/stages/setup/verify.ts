/** Is what came the Go that was asked for? */

import { Failure } from '../../domain/failure.ts';
import { parseInstalledWord } from '../../domain/setup/go-version.ts';
import { type GoSource, hostOf } from '../../domain/setup/source.ts';
import type { World } from '../../ports.ts';
import type { Expected } from './digest.ts';

/** Throws a Failure that names both digests. */
export function checkArchive(
  { mirror }: GoSource,
  expected: Expected,
  got: { sha256: string; bytes: number; base: string },
): void {
  if (got.sha256 === expected.sha256) return;
  const size = expected.bytes === undefined ? '' : ` (${expected.bytes} bytes)`;
  const attempt = [
    expected.saidBy === 'input go-sha256'
      ? 'compare go-sha256 with the digest that https://go.dev/dl shows for this archive'
      : 'run it again; if it stays, the archive was changed on its way or where it lies',
  ];
  if (mirror !== undefined && expected.saidBy !== 'input go-sha256') {
    attempt.push('if the mirror offers a build of its own, pin its digest by go-sha256');
  }
  throw new Failure({
    doing: `checking ${expected.file} of ${hostOf(got.base)}`,
    happened: 'its SHA-256 is not the one that it must have; nothing of it was unpacked',
    details: {
      expected: `${expected.sha256}${size}, says ${expected.saidBy}`,
      received: `${got.sha256} (${got.bytes} bytes)`,
    },
    attempt,
    code: 'digest-mismatch',
  });
}

export async function checkUnpacked(
  { files }: World,
  goroot: string,
  { version, base }: { version: string; base: string },
): Promise<void> {
  const says = await readVersionWord(files, goroot);
  if (isVersion(says, version)) return;
  throw new Failure({
    doing: `checking what the archive of ${hostOf(base)} holds`,
    happened:
      says === ''
        ? 'it holds no go/VERSION, so it is no archive of Go'
        : `its go/VERSION says ${JSON.stringify(says)}, not go${version}; it was not kept`,
    attempt: ['correct the mirror: it offers another archive under this name'],
    code: 'wrong-archive',
  });
}

/** The tool cache keeps a copy that is there already, and that one may be wrong. */
export async function checkKept({ files }: World, goroot: string, version: string): Promise<void> {
  if (isVersion(await readVersionWord(files, goroot), version)) return;
  throw new Failure({
    doing: `putting Go ${version} into the tool cache`,
    happened: `${goroot} is marked as whole there, but holds something else`,
    attempt: ['remove that folder and the file beside it that ends in .complete'],
    code: 'wrong-copy',
  });
}

async function readVersionWord(files: World['files'], goroot: string): Promise<string> {
  return (await files.readText(`${goroot}/VERSION`))?.split('\n')[0] ?? '';
}

/** Revisions of somebody else's builds say the version that they are built on. */
function isVersion(says: string, version: string): boolean {
  return parseInstalledWord(says) === version.replace(/-\d+$/, '');
}
