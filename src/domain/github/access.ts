/** As whom, and of which repository, is GitHub asked? */

export interface GitHubAccess {
  /** Of the job, or another one that was given. */
  readonly token: string;
  /** `owner/name` */
  readonly repository: string;
}
