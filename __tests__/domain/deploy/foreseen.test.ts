import { describe, expect, test } from 'vitest';
import { expectOverlap } from '../../../src/domain/deploy/expect-overlap.ts';
import { expectSnapshot } from '../../../src/domain/deploy/expect-snapshot.ts';
import { decideFromManifest } from '../../../src/domain/deploy/from-manifest.ts';
import { decideShips } from '../../../src/domain/deploy/ships.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { asked } from './planned.ts';
import { archiveOf, deployed, digest, program, record, server } from './server-answers.ts';

const archive = archiveOf();

test('persist lies over what is shipped, or beside it', () => {
  const persist = ['static/a.css', 'static/uploads/x', 'templates', 'data', 'data/x', 'notes/x'];
  expect(decideShips(asked.shipped, persist)).toEqual({
    ships: ['notes', 'static'],
    shadows: [
      { path: 'static/a.css', kind: 'over' },
      { path: 'static/uploads/x', kind: 'new' },
      { path: 'templates', kind: 'whole' },
      { path: 'data', kind: 'apart' },
      { path: 'data/x', kind: 'apart' },
      { path: 'notes/x', kind: 'blocked' },
    ],
  });
});

describe('whether the new release is tried beside the old', () => {
  const question = {
    name: 'notes',
    overlap: 'auto',
    snapshot: 'auto',
    running: record,
    args: [],
    portEnv: [{ name: 'PORT', value: '{port}' }],
  } as const;
  const database = ['state.file=4096 /var/lib/notes/user.db', 'state.files=whole'];
  test.each<[string, readonly string[], object, string, string]>([
    ['by itself', [], {}, 'tried', 'beside the old one, on a spare port'],
    ['always', ['locked=812'], { overlap: 'always' }, 'tried', 'overlap is always'],
    ['never', [], { overlap: 'never' }, 'not-tried', 'overlap is never'],
    [
      'with no way to tell a port',
      [],
      { portEnv: [] },
      'not-tried',
      'nothing tells the service another port',
    ],
    [
      'with an argument that tells it',
      [],
      { portEnv: [], args: ['-p={port}'] },
      'tried',
      'beside the old one, on a spare port',
    ],
    [
      'with a lock',
      ['locked=812'],
      {},
      'not-tried',
      'the running service holds a lock on a file of its state',
    ],
    ["with another's lock", ['locked=99'], {}, 'tried', 'beside the old one, on a spare port'],
    [
      'with an open database',
      [...database, 'open=812 w /var/lib/notes/user.db'],
      {},
      'not-tried',
      'the running service has the database /var/lib/notes/user.db open',
    ],
    [
      'with an open log',
      [...database, 'open=812 w /var/lib/notes/a.log'],
      { snapshot: 'off' },
      'tried',
      'beside the old one, on a spare port',
    ],
    ...(['auto', 'always'] as const).map(
      (overlap): [string, readonly string[], object, string, string] => [
        `with a database that is to be copied first, and overlap: ${overlap}`,
        database,
        { overlap },
        'not-tried',
        'the state has SQLite files (/var/lib/notes/user.db), copied first while nothing runs; with snapshot: off they are not',
      ],
    ),
    [
      'always, with a database that is not to be copied',
      [...database, 'open=812 w /var/lib/notes/user.db'],
      { overlap: 'always', snapshot: 'off' },
      'tried',
      'overlap is always',
    ],
    [
      'with little memory',
      ['memory=20000'],
      {},
      'not-tried',
      'memory is short: there is less left than the running service takes',
    ],
  ])('%s', (_what, lines, changes, ...expected) => {
    const [expects, because] = expected;
    const facts = server(...deployed, ...lines);
    expect(expectOverlap(facts, { ...question, ...changes })).toEqual({ expects, because });
  });
});

test('a snapshot is of the databases, as far as they were seen', () => {
  const lines = [
    'state.file=4096 /var/lib/notes/user.db',
    'state.file=10 /var/lib/notes/user.db-wal',
  ];
  const files = [
    { path: '/var/lib/notes/user.db', bytes: 4096 },
    { path: '/var/lib/notes/user.db-wal', bytes: 10 },
  ];
  const facts = server(...deployed, ...lines);
  expect(expectSnapshot(facts, 'auto')).toEqual({ files, bytes: 4106 });
  expect(expectSnapshot(facts, 'off')).toEqual({ files: [], bytes: 0, because: 'snapshot is off' });
  expect(expectSnapshot({ ...facts, state: { files, whole: false } }, 'auto')).toEqual({
    files,
    bytes: 4106,
    because: 'not all of the state could be looked at yet',
  });
});

describe('name and service come from the manifest', () => {
  const manifest = {
    name: 'notes',
    archives: [
      archive,
      archiveOf({ os: 'windows', binaries: [{ ...program, name: 'other.exe' }] }),
    ],
  };
  const question = { manifest, digest: digest('a') };
  const said = (changes: object): unknown => {
    try {
      return decideFromManifest({ ...question, ...changes });
    } catch (error) {
      return error instanceof Failure ? `${error.facts.code}: ${error.facts.happened}` : error;
    }
  };
  test.each<[object, unknown]>([
    [{}, { name: 'notes', service: 'notes' }],
    [
      { name: 'notes', service: 'notes', expected: digest('a') },
      { name: 'notes', service: 'notes' },
    ],
    [
      { expected: digest('b') },
      'manifest-digest: its manifest.json is another than the one expected',
    ],
    [
      { name: 'shop' },
      'manifest-inputs: the input name is "shop", but the archives are of "notes"',
    ],
    [
      { service: 'worker' },
      'manifest-inputs: service names "worker", but the archive has only notes',
    ],
  ])('with %j', (changes, expected) => {
    expect(said(changes)).toEqual(expected);
  });
});
