import { expect, test } from 'vitest';
import {
  type Written,
  describeCut,
  describeWritten,
  explainWritten,
  isData,
  placeOf,
} from '../../../src/domain/rehearse/written.ts';

const shipped = ['static', 'config', 'notes'];

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
  expect(describeWritten([...many, file('tmp', 'a')], ['state'])).toBe(
    'it wrote at least 9 files in the working directory (f0, f1, f2, f3, f4 and 4 more), 1 file in /tmp (a)',
  );
  expect(describeWritten([], ['state'])).toBe('it wrote no file that was looked at');
  expect(describeWritten([file('state', 'x'.repeat(200))]).length).toBeLessThan(140);
});

test('where there are more files than are looked at, it is said', () => {
  expect(describeCut([], 20_000)).toBeUndefined();
  expect(describeCut(['state', 'release'], 20_000)).toBe(
    'there are more than 20000 files in the working directory and inside the release: no more were looked at, and what was removed is not told',
  );
});
