/** How do the people of a pull request learn what was built? By its comment, else by the summary. */

import { baseArtifact, commentName } from '../../domain/comment/comment-name.ts';
import { expiryDay, minuteOf } from '../../domain/comment/expiry.ts';
import type { Preview } from '../../domain/comment/preview.ts';
import { type CommentFacts, writeComment } from '../../domain/comment/write-comment.ts';
import type { Base } from '../../domain/comment/base.ts';
import type { Inputs } from '../../domain/inputs/inputs.ts';
import type { PullOfEvent } from '../../domain/runner.ts';
import { skipped } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import type { Report } from '../report.ts';
import type { ForeseenComment } from './foresee.ts';
import { accessOf, addressesOf, placeIn } from './place.ts';
import { readBase } from './read-base.ts';
import { describeSaid, sayOnPull, tellSaid } from './say-on-pull.ts';

export type PreviewedPull = Extract<ForeseenComment, { kind: 'comment' | 'summary' }>;

export interface PreviewTelling {
  readonly inputs: Inputs;
  readonly report: Report;
  readonly foreseen: PreviewedPull;
  readonly preview: Preview;
  /** Addresses of the archives by file name. */
  readonly links: ReadonlyMap<string, string>;
}

/** @throws Failure (`github-…`) where the comment cannot be written */
export async function tellPreview(world: World, telling: PreviewTelling): Promise<void> {
  const { inputs, report, foreseen, preview } = telling;
  const { pull } = foreseen;
  const text = writeComment(await factsOf(world, telling));
  if (foreseen.kind === 'summary') {
    report.section(text);
    return report.stage('comment', skipped<never>(foreseen.why), String);
  }
  const pulls = world.pulls.of(accessOf(world.runner, inputs.setup.token));
  const name = commentName(inputs.publish.artifactName, preview.name);
  const place = placeIn(world.runner, name);
  const { number, headSha } = pull;
  const said = await sayOnPull(world, pulls, { number, headSha, place, text });
  report.stage('comment', said, describeSaid);
  if (said.done) tellSaid(world, said.value);
}

async function factsOf(
  world: World,
  { inputs, foreseen, preview, links }: PreviewTelling,
): Promise<CommentFacts> {
  const { runner, clock } = world;
  const { pull } = foreseen;
  const addresses = addressesOf(runner, runner.event.runId);
  const { retentionDays } = inputs.publish;
  const expires = expiryDay(clock.now(), retentionDays, runner.env['GITHUB_RETENTION_DAYS']);
  return {
    preview,
    base: await baseOf(world, inputs, { pull, name: preview.name }),
    links,
    runUrl: addresses.run,
    headSha: pull.headSha,
    commitUrl: addresses.commit(pull.headSha),
    when: minuteOf(clock.now()),
    ...(expires === undefined ? {} : { expires }),
  };
}

async function baseOf(
  world: World,
  inputs: Inputs,
  { pull, name }: { readonly pull: PullOfEvent; readonly name: string },
): Promise<Base> {
  const { token } = inputs.setup;
  const branch = pull.baseRef;
  if (token === undefined) return { known: false, branch, why: 'there is no token to ask with' };
  return readBase(world, world.pulls.of(accessOf(world.runner, token)), {
    branch,
    workflow: world.runner.event.workflow,
    artifact: baseArtifact(inputs.publish.artifactName, name),
    token,
  });
}
