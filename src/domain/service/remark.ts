/** What is one thing worth telling about a service that ran, and how grave is it? */

export type Level = 'failure' | 'warning' | 'note';

export type RemarkId =
  | 'address'
  | 'answered-by-another'
  | 'arguments'
  | 'cannot-run'
  | 'children'
  | 'crash'
  | 'daemon'
  | 'data-lost'
  | 'disk'
  | 'ended-early'
  | 'flapping'
  | 'missing-file'
  | 'missing-template'
  | 'needs-external'
  | 'needs-setting'
  | 'never-listened'
  | 'no-health-route'
  | 'not-a-service'
  | 'not-again'
  | 'not-ready'
  | 'other-program'
  | 'panic'
  | 'permission'
  | 'port-ignored'
  | 'port-second'
  | 'port-taken'
  | 'read-failed'
  | 'read-only'
  | 'redirect'
  | 'redis'
  | 'request-cut'
  | 'sigterm-ignored'
  | 'soak'
  | 'stub-driver'
  | 'unsynced'
  | 'write-failed'
  | 'written-elsewhere'
  | 'written-release'
  | 'written-tmp';

export interface Remark {
  readonly id: RemarkId;
  readonly level: Level;
  /** One sentence without a full stop. Text of others in it is plain. */
  readonly message: string;
  /** The lines that fix it: of the workflow, of Go, or of advice. */
  readonly fix: readonly string[];
}
