/** Which comment is the one to update? The one that we wrote, told by a line that nobody sees. */

export interface CommentPlace {
  /** The workflow file, without its ref. */
  readonly workflow: string;
  readonly job: string;
  /** Of the service; where a job has several artifacts, with what tells them apart. */
  readonly name: string;
}

export interface PullComment {
  readonly id: number;
  /** Login of who wrote it; empty where that account is gone. */
  readonly author: string;
  readonly body: string;
}

/** Nothing in the parts can end it: `>` is encoded. */
export function markerOf({ workflow, job, name }: CommentPlace): string {
  return `${ofWorkflow(workflow)}${[job, name].map(encoded).join(' ')} -->`;
}

/** The oldest comment of ours that begins with the marker. Whoever else writes that line is not us. */
export function ownComment(
  comments: readonly PullComment[],
  self: string,
  marker: string,
): PullComment | undefined {
  return byUs(comments, self).find(({ body }) => body.startsWith(marker));
}

/** All of ours that a workflow wrote, whichever the job and the service, but for those flipped already. */
export function commentsOfWorkflow(
  comments: readonly PullComment[],
  self: string,
  workflow: string,
): readonly PullComment[] {
  return byUs(comments, self).filter(
    ({ body }) => body.startsWith(ofWorkflow(workflow)) && !isRemoved(body),
  );
}

const removed = '<!-- gin-ship: removed -->';

/** What stays of a comment once its pull request is closed. The first line finds it should it open again. */
export function removedBody({ body }: PullComment, when: string): string {
  const [marker = ''] = body.split(/\r?\n/, 1);
  return `${marker}\n${removed}\nRemoved: the pull request was closed (${when}). The archives of its last build stay until they expire.\n`;
}

function isRemoved(body: string): boolean {
  return body.split(/\r?\n/, 2)[1] === removed;
}

function ofWorkflow(workflow: string): string {
  return `<!-- gin-ship preview ${encoded(workflow)} `;
}

function byUs(comments: readonly PullComment[], self: string): readonly PullComment[] {
  const ours = comments.filter(({ author }) => author !== '' && author === self);
  return ours.toSorted((a, b) => a.id - b.id);
}

function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
