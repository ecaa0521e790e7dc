import { expect, test } from 'vitest';
import {
  type Written,
  compareMarks,
  describeWritten,
  explainWritten,
  isData,
  placeOf,
} from '../../../src/domain/rehearse/written.ts';

const shipped = ['static', 'config', 'notes'];

test('what changed between two looks is told by its place', () => {
  const before = new Map([
    ['static/a.css', '1'],
    ['notes.db', '1'],
    ['old.txt', '1'],
  ]);
  const after = new Map([
    ['static/a.css', '2'],
    ['static/uploads/x.png', '1'],
    ['notes.db', '1'],
    ['notes.db-wal', '1'],
    ['statics/y', '1'],
  ]);
  expect(compareMarks('state', { before, after }, shipped)).toEqual([
    { where: 'release', name: 'static/a.css', change: 'changed' },
    { where: 'release', name: 'static/uploads/x.png', change: 'new' },
    { where: 'state', name: 'notes.db-wal', change: 'new' },
    { where: 'state', name: 'statics/y', change: 'new' },
    { where: 'state', name: 'old.txt', change: 'removed' },
  ]);
  expect(
    compareMarks('tmp', { before: new Map(), after: new Map([['static', '1']]) }, shipped),
  ).toEqual([{ where: 'tmp', name: 'static', change: 'new' }]);
});

const folders = { release: '/opt/n/slots/blue/release', state: '/var/lib/n', tmp: '/tmp' };

test.each([
  ['/opt/n/slots/blue/release/config/a', 'release', 'config/a'],
  ['/var/lib/n/notes.db', 'state', 'notes.db'],
  ['/var/lib/n/static/uploads/a', 'release', 'static/uploads/a'],
  ['/tmp/x/y', 'tmp', 'x/y'],
  ['/var/lib/nn/x', 'elsewhere', '/var/lib/nn/x'],
  ['/root/.cache/z', 'elsewhere', '/root/.cache/z'],
])('%s lies in %s', (path, where, name) => {
  expect(placeOf(path, { folders, shipped })).toEqual({ where, name });
});

const file = (
  where: Written['where'],
  name: string,
  change: Written['change'] = 'new',
): Written => ({
  where,
  name,
  change,
});

test.each([
  ['notes.db', true],
  ['notes.db-wal', true],
  ['app.LOG', false],
  ['app.log.1', false],
  ['app.pid', false],
  ['app.sock', false],
  ['catalog', true],
])('%s is data: %s', (name, expected) => {
  expect(isData(file('state', name))).toBe(expected);
  expect(isData(file('state', name, 'removed'))).toBe(false);
});

test('only what is in the state stays', () => {
  const written = [
    file('state', 'notes.db'),
    file('release', 'static/uploads/a.png'),
    file('release', 'static/\u001B[31m', 'changed'),
    file('release', 'static/b', 'removed'),
    file('tmp', 'cache'),
    file('tmp', 'x.log'),
    file('elsewhere', '/root/x'),
  ];
  expect(explainWritten(written)).toEqual([
    {
      id: 'written-release',
      level: 'failure',
      message: String.raw`the service writes inside the release: static/uploads/a.png, static/\u001b[31m, static/b (removed); the next deploy brings a new release, and this is lost`,
      fix: [
        'write to a folder of the working directory that the archive does not bring, as uploads/ in place of static/',
        'r.Static("/uploads", "uploads") serves it',
      ],
    },
    {
      id: 'written-elsewhere',
      level: 'warning',
      message:
        'the service writes outside of its working directory: /root/x; on a server it may not, and no copy is made of it',
      fix: ['write into the working directory, by a relative path'],
    },
    {
      id: 'written-tmp',
      level: 'note',
      message: 'the service writes into /tmp: cache; that is empty after every restart',
      fix: [],
    },
  ]);
  expect(explainWritten([file('state', 'notes.db')])).toEqual([]);
});

test('what was written is told in one line, databases first, at most five of a place', () => {
  const many = Array.from({ length: 9 }, (_, at) => file('state', `f${at}`));
  expect(describeWritten([...many, file('state', 'z.db'), file('tmp', 'a')])).toBe(
    'it wrote 10 files in the working directory (z.db, f0, f1, f2, f3 and 5 more), 1 file in /tmp (a)',
  );
  expect(describeWritten([file('state', 'x', 'removed')])).toBe('it wrote no file');
  expect(describeWritten([file('state', 'x'.repeat(200))]).length).toBeLessThan(140);
});
