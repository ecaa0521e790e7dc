/** What do we ask of the place where pull requests are talked about? */

import type { PullAtHead } from './domain/comment/choose-pull.ts';
import type { PullComment } from './domain/comment/marker.ts';
import type { GitHubAccess } from './domain/github/access.ts';

/** Each throws Failure (`github-…`, see domain/github/explain-github.ts). */
export interface PullRequests {
  /** Login of whom the token acts as: `github-actions[bot]`. */
  self(): Promise<string>;
  /** All of a pull request, the oldest first. */
  comments(number: number): Promise<readonly PullComment[]>;
  addComment(number: number, body: string): Promise<AddedComment>;
  /** Gives its address. */
  changeComment(id: number, body: string): Promise<string>;
  removeComment(id: number): Promise<void>;
  /** As it is now. */
  read(number: number): Promise<PullAtHead>;
  /** Open and closed, whose head is that branch of that owner. */
  fromBranch(owner: string, branch: string): Promise<readonly PullAtHead[]>;
  /** The last run of a workflow file that a push to a branch started and that ended well. */
  lastRun(workflow: string, branch: string): Promise<DoneRun | undefined>;
  artifacts(runId: string): Promise<readonly KeptArtifact[]>;
}

export interface AddedComment {
  readonly id: number;
  /** Its address. */
  readonly url: string;
}

export interface DoneRun {
  readonly id: string;
  readonly commit: string;
}

export interface KeptArtifact {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  /** ISO 8601, where it is told. */
  readonly expiresAt?: string;
}

export interface PullRequestService {
  /** Connects to nothing yet. */
  of(access: GitHubAccess): PullRequests;
}
