/** How deploys of version 1.3.0 ended, in every way. */

import type { Before } from '../../../src/domain/deploy/before.ts';
import {
  type EndingQuestion,
  type ToldEnding,
  tellEnding,
} from '../../../src/domain/deploy/ending.ts';
import type { DeployRecord } from '../../../src/domain/deploy/records.ts';
import { ended, gate, setting, up } from './failing.ts';
import { confirmed, goneBack, heard, tried } from './heard.ts';
import { record } from './server-answers.ts';

export type Asked = Partial<EndingQuestion> & Pick<EndingQuestion, 'ending'>;
export type Expected = Omit<ToldEnding, 'server' | 'deploy'>;

const before: Before = { kind: 'deploy', deploy: '000003-9001-1', version: '1.2.0' };

export const rec: DeployRecord = {
  ...record,
  deploy: '000004-9002-1',
  sequence: 4,
  slot: 'blue',
  predecessor: '000003-9001-1',
  version: '1.3.0',
  snapshot: '000004-9002-1',
  gapMs: 970,
};

export const question = {
  server: 'web1',
  name: 'notes',
  deploy: '000004-9002-1',
  version: '1.3.0',
  before,
  setting,
};

/** Taken back after the switch, for a setting that is missing. */
export const back = heard(
  goneBack(
    gate(),
    ended('2026/11/23 DATABASE_URL is not set'),
    'notes@blue.service ended with exit status 1',
  ),
);

const undone: DeployRecord = { ...rec, state: 'rolled-back', reason: 'it ended' };

export const endings = {
  deployed: tellEnding({
    ...question,
    ending: { kind: 'deployed', record: rec },
    heard: heard(confirmed),
  }),
  back: tellEnding({ ...question, ending: { kind: 'rolled-back', record: undone }, heard: back }),
  /** For the sake of another server. */
  aborted: tellEnding({
    ...question,
    ending: { kind: 'rolled-back', record: undone },
    heard: heard(goneBack(tried, up, 'the runner gave it up')),
    said: new Set(['abort']),
  }),
  down: tellEnding({
    ...question,
    ending: { kind: 'down', record: { ...undone, state: 'down', reason: 'it ended' } },
    heard: back,
  }),
  notInstalled: tellEnding({
    ...question,
    before: { kind: 'none' },
    ending: { kind: 'not-installed', record: { ...undone, state: 'not-installed' } },
  }),
  unknown: tellEnding({
    ...question,
    ending: { kind: 'unknown', problem: 'the connection was reset' },
    heard: heard(tried),
  }),
  busy: tellEnding({ ...question, ending: { kind: 'busy', reason: 'bob deploys there' } }),
  stale: tellEnding({ ...question, ending: { kind: 'stale', reason: 'the plan was late' } }),
  refused: tellEnding({ ...question, ending: { kind: 'refused', reason: 'the user is not ours' } }),
  skipped: tellEnding({
    ...question,
    ending: { kind: 'skipped', reason: 'web1 failed before it' },
  }),
} as const;

export function at(server: string, ending: ToldEnding): ToldEnding {
  return { ...ending, server };
}
