import { describe, expect, test } from 'vitest';
import type { ReadVerdict } from '../../../src/domain/rehearse/judge.ts';
import { type SurvivalFacts, decideSurvival } from '../../../src/domain/rehearse/survival.ts';
import type { Written } from '../../../src/domain/rehearse/written.ts';

const found: ReadVerdict = { kind: 'found', holding: [0] };
const missing: ReadVerdict = { kind: 'missing', old: 0 };
const failed: ReadVerdict = {
  kind: 'failed',
  at: 0,
  outcome: { kind: 'answered', status: 404, took: 2, body: '', cookies: [] },
};

const facts = (more: Partial<SurvivalFacts>): SurvivalFacts => ({
  afterKill: found,
  afterStop: found,
  stub: false,
  refusedWrite: false,
  written: [],
  redis: [],
  ...more,
});

const file = (where: Written['where'], name: string, holdsNonce?: boolean): Written => ({
  where,
  name,
  change: 'new',
  ...(holdsNonce === undefined ? {} : { holdsNonce }),
});

const onItsWay: Written = { ...file('state', 'notes.json', false), pending: true };

const survives = 'data survives a restart: written, and read back after SIGKILL and after SIGTERM';
const synced = { kind: 'synced', by: 'fsync' } as const;

test('data that is read back each time survives', () => {
  expect(decideSurvival(facts({ sync: synced }))).toEqual({
    survived: true,
    line: survives,
    remarks: [],
  });
});

test('where there is no SIGTERM, it is not spoken of', () => {
  const { afterStop: _, ...rest } = facts({});
  expect(decideSurvival(rest)).toEqual({
    survived: true,
    line: 'data survives a restart: written, and read back after SIGKILL',
    remarks: [],
  });
});

test('a write that was answered before any fsync survives, with a warning', () => {
  const { line, remarks } = decideSurvival(facts({ sync: { kind: 'unsynced', files: ['/s/a'] } }));
  expect([line, remarks.map(({ id, level }) => [id, level])]).toEqual([
    survives,
    [['unsynced', 'warning']],
  ]);
});

describe('data that is lost', () => {
  const gone = 'data does not survive a restart: what was written is gone after SIGKILL;';

  test.each<[string, Partial<SurvivalFacts>, [cause: string, line: string, fix: string]]>([
    [
      'from memory',
      { afterKill: missing },
      [
        'memory',
        `${gone} it is kept in memory only: no file was written`,
        'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
      ],
    ],
    [
      'from memory, beside a log',
      { afterKill: failed, written: [file('state', 'app.log')] },
      [
        'memory',
        'data does not survive a restart: survive-read does not get it back (404 in 2 ms) after SIGKILL; it is kept in memory, as far as can be seen: nothing but app.log was written',
        'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
      ],
    ],
    [
      'from a buffer',
      { afterKill: missing, written: [file('state', 'b', false), onItsWay] },
      [
        'buffered',
        `${gone} its files (notes.json) do not have it when the service is killed: it is buffered and not yet written`,
        'write before the answer: Flush the bufio.Writer and Sync the file, or commit the transaction',
      ],
    ],
    [
      'from memory, beside a file that nothing was written to',
      { afterKill: missing, written: [file('state', 'cache.bin', false)] },
      [
        'unclear',
        `${gone} its files (cache.bin) do not have it when the service is killed: it is kept in memory, or buffered and not yet written`,
        'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
      ],
    ],
    [
      'where a file is too big to be looked into',
      { afterKill: missing, written: [file('state', 'a', false), file('state', 'b.db')] },
      [
        'unclear',
        `${gone} it is kept in memory, or in a file that was not looked into (b.db)`,
        'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
      ],
    ],
    [
      'from memory, beside files elsewhere',
      { afterKill: missing, written: [file('elsewhere', '/srv/x')] },
      [
        'memory',
        `${gone} it is kept in memory, as far as can be seen: nothing but /srv/x was written`,
        'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
      ],
    ],
    [
      'from a file in /tmp that is called as a log',
      { afterKill: missing, written: [file('tmp', 'notes.log', true)] },
      [
        'tmp',
        `${gone} it is written to /tmp (notes.log), which is empty after every restart`,
        'write it into the working directory, by a relative path: it stays through every deploy',
      ],
    ],
    [
      'from memory, though a log in the state tells of the request',
      { afterKill: missing, written: [file('state', 'app.log', true)] },
      [
        'memory',
        `${gone} it is kept in memory, as far as can be seen: nothing but app.log was written`,
        'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
      ],
    ],
    [
      'from memory, though a file in /tmp was written that does not have it',
      { afterKill: missing, written: [file('tmp', 'part', false), file('release', 'c', false)] },
      [
        'unclear',
        `${gone} its files (part, c) do not have it when the service is killed: it is kept in memory, or buffered and not yet written`,
        'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
      ],
    ],
    [
      'from /tmp',
      { afterKill: missing, written: [file('tmp', 'notes.db')] },
      [
        'tmp',
        `${gone} it is written to /tmp (notes.db), which is empty after every restart`,
        'write it into the working directory, by a relative path: it stays through every deploy',
      ],
    ],
    [
      'from /tmp, where a file of the state has something else',
      { afterKill: missing, written: [file('state', 'cache', false), file('tmp', 'n.db', true)] },
      [
        'tmp',
        `${gone} it is written to /tmp (n.db), which is empty after every restart`,
        'write it into the working directory, by a relative path: it stays through every deploy',
      ],
    ],
    [
      'inside the release',
      { afterKill: missing, written: [file('release', 'static/n.db')] },
      [
        'release',
        `${gone} it is written inside the release (static/n.db)`,
        'write to a folder of the working directory that the archive does not bring, as uploads/ in place of static/',
      ],
    ],
    [
      'where the release refused it',
      { afterKill: missing, refusedWrite: true },
      [
        'release',
        `${gone} it is written inside the release`,
        'write to a folder of the working directory that the archive does not bring',
      ],
    ],
    [
      'by a stub driver',
      { afterKill: missing, stub: true, written: [file('state', 'x.db')] },
      [
        'stub-driver',
        `${gone} its database driver github.com/mattn/go-sqlite3 is only a stub, for cgo is off`,
        'cgo: on',
      ],
    ],
    [
      'at the start',
      { afterKill: missing, written: [file('state', 'a', false), file('state', 'n.db', true)] },
      [
        'not-read-back',
        `${gone} it is on disk when the service is killed (n.db), but the start does not bring it back`,
        'open the file without emptying it: os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600), not os.Create',
      ],
    ],
    [
      'at a stop',
      { afterStop: missing, written: [file('state', 'n.db', true)] },
      [
        'stop',
        'data does not survive a restart: what was written is gone after SIGTERM; it survives SIGKILL, so the stop or the start after it removes it',
        'look at what runs on SIGTERM: it deletes, or saves an older state over the newer one',
      ],
    ],
  ])('%s', (_, more, [cause, line, fix]) => {
    const { remarks, ...verdict } = decideSurvival(facts(more));
    expect(verdict).toEqual({ survived: false, cause, line });
    expect(remarks.map((remark) => ({ ...remark, fix: remark.fix[0] }))).toEqual([
      { id: 'data-lost', level: 'failure', message: line, fix },
    ]);
  });
});
