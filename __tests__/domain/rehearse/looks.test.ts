import { describe, expect, test } from 'vitest';
import { type Look, compareLooks } from '../../../src/domain/rehearse/looks.ts';

const shipped = ['static', 'config', 'notes'];

/** Files by name, each with when it changed; looked at when it was 100. */
const look = (files: Readonly<Record<string, number>>, complete = true): Look => ({
  at: 100,
  complete,
  files: new Map(Object.entries(files).map(([name, ctimeMs]) => [name, { size: 1, ctimeMs }])),
});

test('what changed between two looks is told by its place', () => {
  const before = look({ 'static/a.css': 1, 'notes.db': 1, 'old.txt': 1 });
  const after = look({
    'static/a.css': 101,
    'static/uploads/x.png': 1,
    'notes.db': 1,
    'notes.db-wal': 1,
    'statics/y': 1,
  });
  expect(compareLooks('state', { before, after }, shipped)).toEqual([
    { where: 'release', name: 'static/a.css', change: 'changed' },
    { where: 'release', name: 'static/uploads/x.png', change: 'new' },
    { where: 'state', name: 'notes.db-wal', change: 'new' },
    { where: 'state', name: 'statics/y', change: 'new' },
    { where: 'state', name: 'old.txt', change: 'removed' },
  ]);
  expect(compareLooks('tmp', { before: look({}), after: look({ static: 1 }) }, shipped)).toEqual([
    { where: 'tmp', name: 'static', change: 'new' },
  ]);
});

test('a file of another length has changed, whatever its time', () => {
  const longer = { ...look({}), files: new Map([['a', { size: 2, ctimeMs: 1 }]]) };
  expect(compareLooks('state', { before: look({ a: 1 }), after: longer }, shipped)).toEqual([
    { where: 'state', name: 'a', change: 'changed' },
  ]);
});

describe('of a folder with more files than are looked at', () => {
  const before = look({ 'static/1': 1, 'static/2': 1 }, false);

  test('nothing is taken for removed that the second look may have left out', () => {
    const after = look({ 'static/1': 1, 'notes.db': 200 }, false);
    expect(compareLooks('state', { before, after }, shipped)).toEqual([
      { where: 'state', name: 'notes.db', change: 'new' },
    ]);
  });

  test('nothing is taken for new that the first look may have left out', () => {
    const after = look({ 'static/1': 1, 'static/2': 200, 'static/3': 100, 'b.db': 101 }, false);
    expect(compareLooks('state', { before, after }, shipped)).toEqual([
      { where: 'release', name: 'static/2', change: 'changed' },
      { where: 'state', name: 'b.db', change: 'new' },
    ]);
  });

  test('what a whole second look does not find is gone', () => {
    const after = look({ 'static/1': 1 });
    expect(compareLooks('state', { before, after }, shipped)).toEqual([
      { where: 'release', name: 'static/2', change: 'removed' },
    ]);
  });
});
