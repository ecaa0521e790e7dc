/** How does a pull request come to say what was built of it, and nothing that is over by then? */

import { decideWrite } from '../../domain/comment/decide-write.ts';
import type { CommentPlace } from '../../domain/comment/marker.ts';
import { type StageResult, done, skipped } from '../../domain/stage-result.ts';
import type { World } from '../../ports.ts';
import type { PullRequests } from '../../ports-pulls.ts';
import { type WrittenComment, flipComments, upsertComment } from './upsert.ts';

export type Said = WrittenComment | { readonly did: 'removed'; readonly count: number };

export interface Saying {
  readonly number: number;
  /** The commit at the head of the pull request when it was built. */
  readonly headSha: string;
  readonly place: CommentPlace;
  readonly text: string;
}

/**
 * GitHub is asked for the pull request last of all: it may be closed or have a newer commit by now; and once more
 * when it is written, for a run for the closing may have flipped what was there before. @throws Failure (`github-…`)
 */
export async function sayOnPull(
  world: World,
  pulls: PullRequests,
  { number, headSha, place, text }: Saying,
): Promise<StageResult<Said>> {
  const decided = decideWrite(await pulls.read(number), headSha);
  if (decided.kind === 'skip') return skipped(decided.why);
  if (decided.kind === 'write') {
    const written = await upsertComment(pulls, { number, place, text });
    if ((await pulls.read(number)).open) return done(written);
  }
  const { workflow } = place;
  return done({ did: 'removed', count: await flipComments(world, pulls, { number, workflow }) });
}

/** Without its address: nothing that is escaped stays one that has a `#`. */
export function describeSaid(said: Said): string {
  if (said.did !== 'removed') return `${said.did} on pull request ${said.number}`;
  const { count } = said;
  return count === 0
    ? 'the pull request is closed, and there was none'
    : `the pull request is closed; ${count === 1 ? 'one says' : `${count} say`} "removed" now`;
}

export function tellSaid({ log }: World, said: Said): void {
  log.info(`comment: ${describeSaid(said)}${said.did === 'removed' ? '' : `, ${said.url}`}`);
}
