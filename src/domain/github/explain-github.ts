/** What if GitHub's API refuses, or cannot be asked? */

import { Failure, type FailureFacts } from '../failure.ts';
import { plainLine } from '../plain-text.ts';
import { formatDuration } from '../quantity.ts';

export interface AskedOfGitHub {
  /** A gerund: "making the draft of the release v1.2.0". */
  readonly doing: string;
  /** As `permissions` writes it: `contents: write`; several are parted by commas. */
  readonly needs: string;
}

/** What came back, as far as it is known. */
export interface GitHubTrouble {
  /** Absent: no answer came. */
  readonly status?: number;
  /** GitHub's own sentence, or that of the connection. */
  readonly message: string;
  /** Of a 422: what it says of each field. */
  readonly errors?: readonly {
    readonly field?: string;
    readonly code?: string;
    readonly message?: string;
  }[];
  /** Milliseconds that GitHub asks to wait, where it refused for too many requests. */
  readonly limited?: number;
  /** For GitHub's support. */
  readonly requestId?: string;
  readonly cause?: unknown;
}

/**
 * Codes: `github-limit`, `github-connection`, else `github-` and the status; a 422 of what is there already is
 * `github-exists`.
 */
export function githubFailure({ doing, needs }: AskedOfGitHub, trouble: GitHubTrouble): Failure {
  const { status, cause, requestId } = trouble;
  const details = requestId === undefined ? {} : { 'request id': plainLine(requestId) };
  const code = `github-${codeOf(trouble)}`;
  return new Failure({ doing, ...explain(needs, trouble), details: { ...details }, code, cause });

  function codeOf({ limited, errors = [] }: GitHubTrouble): string {
    if (limited !== undefined) return 'limit';
    if (status === undefined) return 'connection';
    return status === 422 && errors.some((one) => one.code === 'already_exists')
      ? 'exists'
      : String(status);
  }
}

type Said = Pick<FailureFacts, 'happened' | 'attempt'>;

function explain(needs: string, trouble: GitHubTrouble): Said {
  const { status, limited } = trouble;
  const message = plainLine(trouble.message);
  if (limited !== undefined) {
    return {
      happened: `GitHub takes no more requests of this token for ${formatDuration(limited)}: ${message}`,
      attempt: ['run the job again later; jobs that run at the same time share that limit'],
    };
  }
  if (status === undefined) {
    return {
      happened: `GitHub cannot be reached: ${message}`,
      attempt: ['run the job again: such an outage passes'],
    };
  }
  if (status === 401) {
    return {
      happened: `the token was refused (401): ${message}`,
      attempt: ['leave out `token`, whose default is the token of the job, or give a valid one'],
    };
  }
  if (status === 403 || status === 404) {
    return {
      happened:
        status === 403
          ? `the token may not do that (403): ${message}`
          : 'there is no such thing, or the token may not see it (404)',
      attempt: [permissionAdvice(needs)],
    };
  }
  if (status >= 500) {
    return {
      happened: `GitHub has trouble (${status}): ${message}`,
      attempt: ['run the job again: such an outage passes'],
    };
  }
  return { happened: `GitHub refused it (${status}): ${message}${ofFields(trouble)}` };
}

/** A job that names one permission has no other: what the checkout needs is named too. */
export function permissionAdvice(needs: string): string {
  const named = needs.split(', ');
  const lines = needs.startsWith('contents:') ? named : ['contents: read', ...named];
  return `let the job do it; what \`permissions\` does not name is refused:\npermissions:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function ofFields({ errors = [] }: GitHubTrouble): string {
  const parts = errors.map(({ field = '', code = '', message = '' }) =>
    plainLine(message === '' ? `${field} ${code}`.trim() : message),
  );
  return parts.length === 0 ? '' : ` (${parts.slice(0, 5).join('; ')})`;
}
