/** How does a pull request come to have one comment of a place? */

import {
  type CommentPlace,
  commentsOfWorkflow,
  markerOf,
  ownComment,
  removedBody,
} from '../../domain/comment/marker.ts';
import { minuteOf } from '../../domain/comment/expiry.ts';
import type { World } from '../../ports.ts';
import type { PullRequests } from '../../ports-pulls.ts';

export interface WrittenComment {
  readonly did: 'added' | 'updated';
  /** Of the pull request. */
  readonly number: number;
  readonly url: string;
}

/** Of two runs that add at once the older comment stays, with what the last of them says. */
export async function upsertComment(
  pulls: PullRequests,
  { number, place, text }: { number: number; place: CommentPlace; text: string },
): Promise<WrittenComment> {
  const marker = markerOf(place);
  const body = `${marker}\n${text}`;
  const self = await pulls.self();
  const old = ownComment(await pulls.comments(number), self, marker);
  if (old !== undefined) {
    return { did: 'updated', number, url: await pulls.changeComment(old.id, body) };
  }
  const { id, url } = await pulls.addComment(number, body);
  const first = ownComment(await pulls.comments(number), self, marker);
  if (first === undefined || first.id >= id) return { did: 'added', number, url };
  const kept = await pulls.changeComment(first.id, body);
  await pulls.removeComment(id);
  return { did: 'updated', number, url: kept };
}

/** Gives how many there were. */
export async function flipComments(
  { clock }: World,
  pulls: PullRequests,
  { number, workflow }: { number: number; workflow: string },
): Promise<number> {
  const self = await pulls.self();
  const found = commentsOfWorkflow(await pulls.comments(number), self, workflow);
  const when = minuteOf(clock.now());
  for (const comment of found) await pulls.changeComment(comment.id, removedBody(comment, when));
  return found.length;
}
