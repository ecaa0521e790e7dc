/** What is shown of a run for a fork's code? What its artifact says, and what GitHub says wherever it can. */

import { outputNames } from '../../domain/archive/output.ts';
import { parseManifest } from '../../domain/archive/parse-manifest.ts';
import { choosePull, pullsAtHead } from '../../domain/comment/choose-pull.ts';
import { dayOf, minuteOf } from '../../domain/comment/expiry.ts';
import { type PreviewNote, parsePreviewNote } from '../../domain/comment/preview-file.ts';
import { type Preview, previewOf } from '../../domain/comment/preview.ts';
import { writeComment } from '../../domain/comment/write-comment.ts';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/inputs/inputs.ts';
import type { FollowedRun } from '../../domain/runner.ts';
import { type StageResult, done, skipped } from '../../domain/stage-result.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { World } from '../../ports.ts';
import type { KeptArtifact } from '../../ports-pulls.ts';
import { readTexts } from './artifact-texts.ts';
import { accessOf, addressesOf, placeIn } from './place.ts';
import { readBase } from './read-base.ts';
import { type Said, sayOnPull } from './say-on-pull.ts';
import { flipComments } from './upsert.ts';

export interface FollowRequest {
  readonly run: FollowedRun;
  /** Of the fork. */
  readonly owner: string;
  /** Name of the artifact with the manifest. */
  readonly artifact: string;
  readonly token: Secret;
}

/** Bytes: of a manifest, and nothing else. */
const most = 16 * 2 ** 20;

/** Nothing of the artifact is run, and its archives are not even fetched. @throws Failure */
export async function followRun(world: World, request: FollowRequest): Promise<StageResult<Said>> {
  const { run, owner, artifact, token } = request;
  const pulls = world.pulls.of(accessOf(world.runner, token));
  const all = await pulls.fromBranch(owner, run.headBranch);
  const { open, pulls: fitting } = pullsAtHead(all, run.headSha);
  const [only] = fitting;
  if (only === undefined) {
    return skipped('no pull request has the commit that was built at its head any more');
  }
  if (!open) {
    const { workflow } = world.runner.event;
    let count = 0;
    for (const { number } of fitting) {
      count += await flipComments(world, pulls, { number, workflow });
    }
    return done({ did: 'removed', count });
  }
  if (run.conclusion !== 'success') {
    return skipped(`the run that it follows did not end well (${plainLine(run.conclusion)})`);
  }
  const wish = { name: artifact, run: run.id, token, most, fromForks: true } as const;
  const { note, preview } = await readPreview(world, wish);
  const pull = choosePull(fitting, note.pullRequest);
  const base = await readBase(world, pulls, {
    branch: pull.baseRef,
    workflow: run.path,
    artifact,
    token,
  });
  const kept = await pulls.artifacts(run.id);
  const addresses = addressesOf(world.runner, run.id);
  const expires = kept.find(({ name }) => name === artifact)?.expiresAt;
  const text = writeComment({
    preview: { ...preview, targets: preview.targets.map((one) => ofService(one, kept)) },
    base,
    links: new Map(kept.map(({ name, id }) => [name, addresses.artifact(id)])),
    runUrl: addresses.run,
    headSha: pull.headSha,
    commitUrl: addresses.commit(pull.headSha),
    when: minuteOf(world.clock.now()),
    ...(expires === undefined ? {} : { expires: dayOf(new Date(expires)) }),
  });
  const place = placeIn(world.runner, artifact);
  const { number, headSha } = pull;
  return sayOnPull(world, pulls, { number, headSha, place, text });
}

async function readPreview(
  world: World,
  wish: Parameters<typeof readTexts>[1],
): Promise<{ readonly note: PreviewNote; readonly preview: Preview }> {
  const { manifest: name, preview } = outputNames;
  const [manifestText = '', noteText = ''] = await readTexts(world, wish, [name, preview]);
  const manifest = parseManifest(manifestText);
  if ('problem' in manifest) throw odd(name, manifest.problem);
  const noted = parsePreviewNote(noteText);
  if ('problem' in noted) throw odd(preview, noted.problem);
  const { note } = noted;
  return { note, preview: previewOf(manifest.manifest, { verdict: note.survival }) };
}

/** How large the download is, by the service that keeps it. */
function ofService(
  target: Preview['targets'][number],
  kept: readonly KeptArtifact[],
): Preview['targets'][number] {
  const found = kept.find(({ name }) => name === target.file);
  return found === undefined ? target : { ...target, bytes: found.bytes };
}

function odd(name: string, problem: string): Failure {
  return new Failure({
    doing: `reading ${name} of the run that is followed`,
    happened: plainLine(`${name} ${problem}`),
    attempt: ['let both workflows use the same gin-ship'],
    code: 'comment-artifact',
  });
}
