import { expect, test } from 'vitest';
import {
  entryNameProblem,
  planEntries,
  troubleElsewhere,
} from '../../../src/domain/archive/entries.ts';
import { type ArchiveEntry, foldersAbove } from '../../../src/domain/archive/entry.ts';
import { Failure } from '../../../src/domain/failure.ts';

const file = (name: string, executable = false): ArchiveEntry => ({
  kind: 'file',
  name,
  source: `/m/${name}`,
  executable,
});
const folder = (name: string): ArchiveEntry => ({ kind: 'folder', name });
const binary = (name: string): { name: string; path: string } => ({ name, path: `/b/${name}` });

test('binaries stand at the root, each folder before what is in it, all by code point', () => {
  const contents = [
    file('static/js/app.js'),
    file('config/prod.yaml'),
    file('LICENSE'),
    file('run.sh', true),
    folder('static/uploads'),
    { kind: 'link', name: 'config/now.yaml', to: 'prod.yaml' } as const,
  ];
  expect(planEntries(contents, [binary('worker'), binary('notes')])).toEqual([
    file('LICENSE'),
    folder('config'),
    { kind: 'link', name: 'config/now.yaml', to: 'prod.yaml' },
    file('config/prod.yaml'),
    { kind: 'file', name: 'notes', source: '/b/notes', executable: true },
    file('run.sh', true),
    folder('static'),
    folder('static/js'),
    file('static/js/app.js'),
    folder('static/uploads'),
    { kind: 'file', name: 'worker', source: '/b/worker', executable: true },
  ]);
});

test.each([
  ['a file called as a binary', [file('notes')], 'there are two of notes'],
  [
    'a folder called as a binary',
    [file('notes/a')],
    'notes is a file, and a folder too, for notes/a',
  ],
  ['an empty folder called as a binary', [folder('notes')], 'there are two of notes'],
  [
    'a file below a link',
    [{ kind: 'link', name: 'a', to: 'b' } as const, file('a/b')],
    'a is a file, and a folder too, for a/b',
  ],
])('%s is refused', (_, contents, happened) => {
  expect(() => planEntries(contents, [binary('notes')])).toThrow(
    new Failure({
      doing: 'laying out the archive',
      happened,
      attempt: [
        'rename the file, or the folder of the main package: the binary is called as it is',
      ],
      code: 'archive-entries',
    }),
  );
});

const odd = [
  file('static/Logo.png'),
  file('static/logo.png'),
  file('static/aux.js'),
  file('static/a:b'),
  { kind: 'link', name: 'now', to: 'LICENSE' } as const,
];

test.each([
  ['linux', []],
  ['darwin', ['static/Logo.png and static/logo.png differ only in case: one overwrites the other']],
  [
    'windows',
    [
      'static/Logo.png and static/logo.png differ only in case: one overwrites the other',
      'static/aux.js is no name that Windows takes',
      'static/a:b is no name that Windows takes',
      'now is a symbolic link, which most unpackers there do not make',
    ],
  ],
])('on %s the entries lose %j', (os, expected) => {
  expect(troubleElsewhere(odd, os)).toEqual(expected);
});

test.each([
  ['static/a b.js', undefined],
  ['static/é.js', undefined],
  ['static/a\\b', 'holds a backslash or a control character'],
  ['static/a\nb', 'holds a backslash or a control character'],
  ['static/\uFFFD', 'is not UTF-8'],
])('as an entry %j %s', (name, expected) => {
  expect(entryNameProblem(name)).toBe(expected);
});

test.each([
  ['a', []],
  ['a/b/c', ['a', 'a/b']],
])('above %s are %j', (name, expected) => {
  expect(foldersAbove(name)).toEqual(expected);
});
