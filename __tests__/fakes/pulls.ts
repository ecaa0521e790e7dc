/** Pull requests in memory: what is written can be read back, and every call is recorded. */

import type { PullAtHead } from '../../src/domain/comment/choose-pull.ts';
import type { PullComment } from '../../src/domain/comment/marker.ts';
import type { GitHubAccess } from '../../src/domain/github/access.ts';
import type {
  DoneRun,
  KeptArtifact,
  PullRequestService,
  PullRequests,
} from '../../src/ports-pulls.ts';

export interface FakePulls extends PullRequestService {
  /** `comments 7`, `add 7`, `change 100`, in order. */
  readonly asked: string[];
  readonly access: GitHubAccess[];
  readonly written: PullComment[];
}

export interface PullsScript {
  readonly comments?: readonly PullComment[];
  readonly pulls?: readonly PullAtHead[];
  /** As it is when it is about to be written on; else open, and at the head of the settings. */
  readonly now?: Partial<PullAtHead>;
  /** It is closed as soon as something is written on it. */
  readonly closes?: boolean;
  /** What another run adds at the same time: it is there once this one has added. */
  readonly meanwhile?: PullComment;
  readonly lastRun?: DoneRun;
  readonly artifacts?: readonly KeptArtifact[];
  /** What a call throws, by the word that `asked` has for it. */
  readonly fail?: Readonly<Record<string, Error>>;
}

export const bot = 'github-actions[bot]';

export function fakePulls(script: PullsScript = {}): FakePulls {
  const asked: string[] = [];
  const access: GitHubAccess[] = [];
  const written: PullComment[] = [...(script.comments ?? [])];
  const note = (word: string, ...more: readonly (string | number)[]): void => {
    asked.push([word, ...more].join(' '));
    const error = script.fail?.[word];
    if (error !== undefined) throw error;
  };
  const urlOf = (id: number): string => `https://github.com/c/${id}`;
  const pulls: PullRequests = {
    async self() {
      note('self');
      return bot;
    },
    async comments(number) {
      note('comments', number);
      return written;
    },
    async addComment(number, body) {
      note('add', number);
      const id = 100 + written.length;
      written.push({ id, author: bot, body });
      if (script.meanwhile !== undefined) written.push(script.meanwhile);
      return { id, url: urlOf(id) };
    },
    async changeComment(id, body) {
      note('change', id);
      const at = written.findIndex((one) => one.id === id);
      written[at] = { id, author: bot, body };
      return urlOf(id);
    },
    async removeComment(id) {
      note('remove', id);
      const at = written.findIndex((one) => one.id === id);
      written.splice(at, 1);
    },
    async read(number) {
      note('read', number);
      const isWritten = asked.some((line) => /^(?:add|change) /.test(line));
      const open = !(script.closes === true && isWritten);
      return { number, open, headSha: 'c0ffee01', baseRef: 'main', ...script.now };
    },
    async fromBranch(owner, branch) {
      note('from', owner, branch);
      return script.pulls ?? [];
    },
    async lastRun(workflow, branch) {
      note('run', workflow, branch);
      return script.lastRun;
    },
    async artifacts(runId) {
      note('artifacts', runId);
      return script.artifacts ?? [];
    },
  };
  return {
    asked,
    access,
    written,
    of(by) {
      access.push(by);
      return pulls;
    },
  };
}
