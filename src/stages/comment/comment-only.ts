/** What is done by a run that builds nothing, for it is about the comment alone? */

import type { Inputs } from '../../domain/inputs/inputs.ts';
import { done, skipped } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import type { Report } from '../report.ts';
import { followRun } from './follow.ts';
import type { ForeseenComment } from './foresee.ts';
import { accessOf } from './place.ts';
import { type Said, describeSaid, tellSaid } from './say-on-pull.ts';
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
    if ((await pulls.read(number)).open) {
      return report.stage('comment', skipped<never>('the pull request is open again'), String);
    }
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

function tell(world: World, report: Report, said: Said): void {
  tellSaid(world, said);
  report.stage('comment', done(said), describeSaid);
}
