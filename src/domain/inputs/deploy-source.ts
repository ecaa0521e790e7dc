/** Which archives are deployed: those of this run, of an earlier one, or of a path? */

import { isOnlyShown } from './comment.ts';
import type { Reader } from './reader.ts';

export type DeploySource =
  /** What this run builds. */
  | { readonly kind: 'own' }
  | {
      readonly kind: 'artifact';
      readonly name: string;
      /** Absent: this run. */
      readonly runId?: string;
      /** SHA-256 of manifest.json. */
      readonly manifest: string;
    }
  | { readonly kind: 'archive'; readonly path: string; readonly manifest?: string }
  /** A tag, or `latest`. */
  | { readonly kind: 'release'; readonly tag: string; readonly manifest?: string };

export function parseDeploySource(reader: Reader, command: string): DeploySource {
  const artifact = reader.optional('from-artifact');
  const archive = reader.optional('archive');
  const release = reader.shaped(
    'from-release',
    // What git takes for no name of a ref: git-check-ref-format(1).
    /^[^\s\u0000-\u001F\u007F~^:?*[\\]{1,200}$/,
    'the tag of a release, or latest',
  );
  const runId = reader.shaped('run-id', /^[1-9]\d{0,19}$/, 'the number of a run, as 9001');
  const digest = reader.shaped('expect-manifest', /^[0-9a-fA-F]{64}$/, '64 hex digits');
  const given = { artifact, archive, release, runId, digest };
  if (artifact !== undefined && isOnlyShown(reader, command)) return { kind: 'own' };
  checkSource(reader, command, given);
  const manifest = digest?.toLowerCase() ?? '';
  if (artifact !== undefined) {
    const name = artifact;
    return { kind: 'artifact', name, manifest, ...(runId === undefined ? {} : { runId }) };
  }
  const expected = manifest === '' ? {} : { manifest };
  if (release !== undefined) return { kind: 'release', tag: release, ...expected };
  if (archive === undefined) return { kind: 'own' };
  return { kind: 'archive', path: archive, ...expected };
}

interface GivenSource {
  readonly artifact: string | undefined;
  readonly archive: string | undefined;
  readonly release: string | undefined;
  readonly runId: string | undefined;
  readonly digest: string | undefined;
}

function checkSource(reader: Reader, command: string, given: GivenSource): void {
  const { artifact, archive, release, runId, digest } = given;
  if (artifact !== undefined && archive !== undefined) {
    reader.problem('archive', 'and from-artifact both say what to deploy; drop one of the two');
  }
  if (release !== undefined && (artifact ?? archive) !== undefined) {
    const other = artifact === undefined ? 'archive' : 'from-artifact';
    reader.problem('from-release', `and ${other} both say what to deploy; drop one of the two`);
  }
  if (runId !== undefined && artifact === undefined) {
    reader.problem('run-id', 'says whose artifact to take, but from-artifact is not given');
  }
  if (command === 'ship') {
    for (const name of ['from-artifact', 'from-release', 'archive'] as const) {
      if (reader.optional(name) === undefined) continue;
      const what = 'names archives that are there already, but command: ship builds its own';
      reader.problem(name, `${what}; write command: deploy, or drop the line`);
    }
  }
  if (
    command === 'deploy' &&
    (artifact ?? archive ?? reader.optional('from-release')) === undefined
  ) {
    const what = 'is missing: command: deploy takes archives that are there already';
    reader.problem(
      'from-artifact',
      `${what}; name the artifact, or give from-release: a tag, or archive: a path`,
    );
  }
  if (
    artifact !== undefined &&
    digest === undefined &&
    reader.optional('expect-manifest') === undefined
  ) {
    const what = 'is missing: an artifact is deployed only where its manifest is the one expected';
    reader.problem(
      'expect-manifest',
      `${what}; pass the output manifest-digest of the job that built it: \${{ needs.build.outputs.manifest-digest }}`,
    );
  }
}
