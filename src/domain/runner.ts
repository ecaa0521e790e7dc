/** What does the runner tell us? The facts of its environment that decide something, as one value. */

import type { Platform } from './target.ts';

export interface Runner {
  /** The runner's own system in Go's words; the native target's platform. */
  readonly platform: Platform;
  /** RUNNER_TEMP: everything is made below it. Forward slashes. */
  readonly temp: string;
  /** RUNNER_TOOL_CACHE; where it is not set, a folder in the user's cache. */
  readonly toolCache: string;
  /** GITHUB_WORKSPACE; where it is not set, the current folder. */
  readonly workspace: string;
  readonly event: Event;
  /** Logical processors. */
  readonly cores: number;
  /** What children inherit. */
  readonly env: Env;
}

/** The event that started the run, as far as decisions need it. */
export interface Event {
  readonly name: string;
  /** GITHUB_REF, such as `refs/heads/main`. */
  readonly ref: string;
  readonly refName: string;
  readonly refType: string;
  /** The default branch, from the event's payload. */
  readonly defaultBranch?: string;
  readonly repository: string;
  /**
   * `owner/name` that the code of a pull request, or of the run that a workflow_run follows, comes from;
   * absent: the payload does not say, or that repository is gone.
   */
  readonly headRepository?: string;
  readonly runId: string;
  readonly runAttempt: string;
  /** GITHUB_WORKFLOW_REF without its ref, else GITHUB_WORKFLOW: `org/app/.github/workflows/ship.yml`. */
  readonly workflow: string;
  readonly actor: string;
  /** GITHUB_JOB, the job's own name in its workflow. */
  readonly job?: string;
  /** Of a pull_request. */
  readonly pull?: PullOfEvent;
  /** Of a workflow_run: the run that it follows. */
  readonly followed?: FollowedRun;
}

export interface PullOfEvent {
  readonly number: number;
  /** `opened`, `synchronize`, `closed` … */
  readonly action: string;
  /** The commit at its head; what is checked out is often a merge of it. */
  readonly headSha: string;
  /** The branch that it goes into. */
  readonly baseRef: string;
}

export interface FollowedRun {
  readonly id: string;
  /** The file of its workflow: `.github/workflows/pr-preview.yml`. */
  readonly path: string;
  /** What started it. */
  readonly event: string;
  /** `success`, `failure` …; empty while it is not over. */
  readonly conclusion: string;
  readonly headSha: string;
  readonly headBranch: string;
}

export type Env = Readonly<Record<string, string | undefined>>;
