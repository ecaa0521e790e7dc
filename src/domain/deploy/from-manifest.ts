/** Whose archives are these? Of an earlier job, the manifest says what they are. */

import type { Manifest } from '../archive/manifest.ts';
import { Failure } from '../failure.ts';
import { quote } from '../plain-text.ts';
import { chooseService } from '../service/choose.ts';

export interface ManifestQuestion {
  readonly manifest: Pick<Manifest, 'name' | 'archives'>;
  /** SHA-256 of its file. */
  readonly digest: string;
  /** What expect-manifest says. */
  readonly expected?: string;
  /** The inputs, where they are given. */
  readonly name?: string;
  readonly service?: string;
}

/**
 * The app's name, and its program without a suffix.
 * @throws Failure for another manifest than the one expected, for inputs that say otherwise, and where
 * it is not clear which program is the service
 */
export function decideFromManifest(question: ManifestQuestion): { name: string; service: string } {
  const { manifest, digest, expected, name } = question;
  checkDigest(digest, expected);
  if (name !== undefined && name !== manifest.name) {
    throw unfit(
      `the input name is ${quote(name)}, but the archives are of ${quote(manifest.name)}`,
      ['drop the line, or deploy the archives of that name'],
    );
  }
  const service = question.service === undefined ? {} : { service: question.service };
  const choice = chooseService(programsOf(manifest), { ...service, name: manifest.name });
  if (choice.chosen === undefined) throw unfit(choice.happened, choice.attempt);
  return { name: manifest.name, service: choice.chosen };
}

/** @throws Failure where another one is expected */
export function checkDigest(digest: string, expected: string | undefined): void {
  if (expected !== undefined && expected !== digest) throw otherManifest(digest, expected);
}

/** Of Linux: nothing else is deployed. */
function programsOf({ archives }: Pick<Manifest, 'archives'>): readonly string[] {
  const linux = archives.filter(({ os }) => os === 'linux');
  return [...new Set(linux.flatMap(({ binaries }) => binaries.map((one) => one.name)))];
}

function otherManifest(digest: string, expected: string): Failure {
  return new Failure({
    doing: 'checking what is to be deployed',
    happened: 'its manifest.json is another than the one expected',
    details: { expected, 'is there': digest },
    attempt: [
      'pass the output manifest-digest of the very job that built it: expect-manifest: ${{ needs.build.outputs.manifest-digest }}',
    ],
    code: 'manifest-digest',
  });
}

function unfit(happened: string, attempt: readonly string[]): Failure {
  const doing = 'reading what is to be deployed';
  return new Failure({ doing, happened, attempt, code: 'manifest-inputs' });
}
