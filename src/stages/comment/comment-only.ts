/** What is done by a run that builds nothing, for it is about the comment alone? */

import type { Inputs } from '../../domain/inputs/inputs.ts';
import { done, skipped } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import type { Report } from '../report.ts';
import { type Followed, followRun } from './follow.ts';
import type { ForeseenComment } from './foresee.ts';
import { accessOf } from './place.ts';
import { describeWritten } from './tell-preview.ts';
import { flipComments } from './upsert.ts';

/** Whether anything is built. */
export function isCommentOnly(foreseen: ForeseenComment): boolean {
  if (foreseen.kind === 'skipped') return !foreseen.builds;
  return foreseen.kind === 'remove' || foreseen.kind === 'follow';
}

/** @throws Failure (`github-…`, `artifact-…`, `comment-…`) */
export async function commentOnly(
  world: World,
  inputs: Inputs,
  { foreseen, report }: { readonly foreseen: ForeseenComment; readonly report: Report },
): Promise<void> {
  report.title = 'comment on a pull request';
  const { token } = inputs.setup;
  const { follows } = inputs.publish;
  if (foreseen.kind === 'skipped') {
    return report.stage('comment', skipped<never>(foreseen.why), String);
  }
  if (foreseen.kind === 'remove') {
    const pulls = world.pulls.of(accessOf(world.runner, token));
    const { number } = foreseen.pull;
    const { workflow } = world.runner.event;
    const count = await flipComments(world, pulls, { number, workflow });
    return tell(world, report, { did: 'removed', count });
  }
  if (foreseen.kind !== 'follow' || token === undefined || follows === undefined) return;
  const { run, owner } = foreseen;
  const followed = await followRun(world, { run, owner, artifact: follows, token });
  if (followed.done) tell(world, report, followed.value);
  else report.stage('comment', followed, String);
}

function tell({ log }: World, report: Report, followed: Followed): void {
  const line = describe(followed);
  log.info(`comment: ${line}${followed.did === 'removed' ? '' : `, ${followed.url}`}`);
  report.stage('comment', done(line), String);
}

function describe(followed: Followed): string {
  if (followed.did !== 'removed') return describeWritten(followed);
  const { count } = followed;
  return count === 0
    ? 'the pull request is closed, and there was none'
    : `the pull request is closed; ${count === 1 ? 'one says' : `${count} say`} "removed" now`;
}
