/** How do the files become a release of the tag? As a draft first; it is published once all of them are there. */

import type { Secret } from '../../domain/inputs/inputs.ts';
import type { ReleaseInputs } from '../../domain/inputs/release.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { assetNames } from '../../domain/release/asset-file.ts';
import { type ReleaseKind, decideRelease } from '../../domain/release/decide-release.ts';
import { missingToken } from '../../domain/release/refuse-release.ts';
import type { OtherTag } from '../../domain/source/project.ts';
import { type StageResult, done, skipped } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import { tellStill } from '../progress.ts';
import { type LocalAsset, type ReleaseOrder, converge } from './converge.ts';

export interface ReleaseRequest {
  readonly inputs: ReleaseInputs;
  /** Whether nothing is to be changed anywhere. */
  readonly dryRun: boolean;
  /** See `Project`. */
  readonly tagOfOther?: OtherTag;
  readonly token?: Secret;
  readonly version: string;
  /** Of the commit that was built, where it is known. */
  readonly commit?: string;
  /** SHA-256 of manifest.json. */
  readonly manifestDigest: string;
  /** manifest.json is one of them. */
  readonly files: readonly ReleaseFile[];
}

export interface ReleaseFile {
  /** Absolute; an asset is called as its file is. */
  readonly path: string;
  /** Its bytes differ each time it is made, as those of a signature: the first one stays. */
  readonly signed?: boolean;
}

export interface PublishedRelease {
  readonly tag: string;
  readonly url: string;
  /** A draft is for people to publish. */
  readonly draft: boolean;
  /** False where it was there already, as it should be. */
  readonly changed: boolean;
  readonly assets: number;
}

/** @throws Failure (`release-…`, `github-…`): the release is then not published, or was so before */
export async function publishRelease(
  world: World,
  request: ReleaseRequest,
): Promise<StageResult<PublishedRelease>> {
  const { token } = request;
  const { event } = world.runner;
  const decided = decideRelease({ ...request, event });
  if (!decided.done) return decided;
  const kind = decided.value;
  const { tag } = kind;
  if (event.repository === '')
    return skipped('it is not known of which repository (GITHUB_REPOSITORY is not set)');
  const access = { token: token?.reveal() ?? '', repository: event.repository };
  if (access.token === '') throw missingToken(tag);
  const service = world.releases.open(access);
  const order = await orderOf(world, request, kind);
  const { release, changed } = await tellStill(world, `making the release ${tag}`, () =>
    converge(world, service, order),
  );
  const { url, draft } = release;
  const made = { tag, url, draft, changed, assets: order.files.size };
  world.log.info(`release ${plainLine(describeRelease(made))}`);
  return done(made);
}

export function describeRelease({ tag, url, draft, changed, assets }: PublishedRelease): string {
  const was = changed ? '' : 'was there already, ';
  return `${tag} ${was}${draft ? 'a draft for people to publish' : 'published'}, ${assets} assets, ${url}`;
}

async function orderOf(
  { files, runner }: World,
  request: ReleaseRequest,
  { tag, prerelease, makeLatest }: ReleaseKind,
): Promise<ReleaseOrder> {
  const { inputs, commit, manifestDigest: manifest } = request;
  const names = assetNames(request.files.map(({ path }) => path));
  const local = new Map<string, LocalAsset>();
  for (const [at, { path, signed = false }] of request.files.entries()) {
    const bytes = (await files.stat(path))?.size ?? 0;
    const name = names[at] ?? '';
    local.set(name, { name, path, signed, bytes, sha256: await files.sha256(path) });
  }
  const { runId, runAttempt } = runner.event;
  return {
    wish: {
      tag,
      marker: { runId, runAttempt, manifest },
      assets: [...local.values()],
      draft: inputs.draft,
      prerelease,
      prereleaseGiven: inputs.prerelease !== 'auto',
      ...(commit === undefined ? {} : { commit }),
    },
    files: local,
    generateNotes: inputs.generateNotes,
    makeLatest,
  };
}
