import { expect, test } from 'vitest';
import { type SurvivalFacts, decideSurvival } from '../../../src/domain/rehearse/survival.ts';
import type { Written } from '../../../src/domain/rehearse/written.ts';

const onDisk: Written = { where: 'state', name: 'n.db', change: 'new', holdsNonce: true };

test.each<
  [
    string,
    Pick<SurvivalFacts, 'afterKill'> & Partial<SurvivalFacts>,
    [cause: string, line: string, fix: string],
  ]
>([
  [
    'by a crash',
    {
      afterKill: {
        kind: 'failed',
        at: 0,
        outcome: { kind: 'exited', how: 'ended with exit code 5' },
      },
      written: [onDisk],
    },
    [
      'crash',
      'data does not survive a restart: survive-read does not get it back (the service ended with exit code 5) after SIGKILL; it crashes when it is asked for what the start before has written',
      'see the last lines of its output',
    ],
  ],
  [
    'with the login that it needs',
    {
      afterKill: {
        kind: 'unfilled',
        at: 1,
        problem: '{1:/token}: there is no /token: it has /error',
      },
    },
    [
      'memory',
      'data does not survive a restart: survive-read gets no further ({1:/token}: there is no /token: it has /error) after SIGKILL; it is kept in memory only: no file was written',
      'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
    ],
  ],
  [
    'beyond what is looked at',
    { afterKill: { kind: 'missing', old: 0, cut: true }, written: [onDisk] },
    [
      'not-read-back',
      'data does not survive a restart: what was written is not in the first MiB of the answer after SIGKILL; it is on disk when the service is killed (n.db), but the start does not bring it back',
      'open the file without emptying it: os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600), not os.Create',
    ],
  ],
])('data that is lost %s is told so', (_, more, [cause, line, fix]) => {
  const facts = { stub: false, refusedWrite: false, written: [], redis: [], ...more };
  const { remarks, ...verdict } = decideSurvival(facts);
  expect(verdict).toEqual({ survived: false, cause, line });
  expect(remarks.map((remark) => ({ ...remark, fix: remark.fix[0] }))).toEqual([
    { id: 'data-lost', level: 'failure', message: line, fix },
  ]);
});
