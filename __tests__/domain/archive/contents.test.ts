import { expect, test } from 'vitest';
import {
  type Contents,
  type Found,
  decideContents,
  isLicence,
  isReadme,
} from '../../../src/domain/archive/contents.ts';
import { contentNotes } from '../../../src/domain/archive/notes.ts';
import { type Tracked, untracked } from '../../../src/domain/archive/tracked.ts';

function found(name: string, more: Partial<Found> = {}): Found {
  return {
    name,
    source: `/repo/app/${name}`,
    path: `app/${name}`,
    kind: 'file',
    executable: false,
    named: false,
    ...more,
  };
}

function tracked(modes: Readonly<Record<string, string>>, more: Partial<Tracked> = {}): Tracked {
  const index = new Map(
    Object.entries(modes).map(([path, mode]) => [path, { mode, crlf: path.endsWith('.crlf') }]),
  );
  return { repository: true, index, changed: [], ...more };
}

const nothing: Contents = {
  entries: [],
  leftOut: [],
  special: [],
  untracked: [],
  changed: [],
  crlf: [],
  twice: [],
};
const whole = ['app/static', 'app/config'];

test("modes come from git's index, and from the x bit only where git knows nothing", () => {
  const files = [
    found('static/tool', { executable: false }),
    found('static/data', { executable: true }),
    found('static/built', { executable: true }),
    found('static/app.js'),
  ];
  const git = tracked({ 'app/static/tool': '100755', 'app/static/data': '100644' });
  expect(decideContents(files, { tracked: git, whole })).toEqual({
    ...nothing,
    entries: [
      { kind: 'file', name: 'static/app.js', source: '/repo/app/static/app.js', executable: false },
      { kind: 'file', name: 'static/built', source: '/repo/app/static/built', executable: true },
      { kind: 'file', name: 'static/data', source: '/repo/app/static/data', executable: false },
      { kind: 'file', name: 'static/tool', source: '/repo/app/static/tool', executable: true },
    ],
    untracked: ['static/app.js', 'static/built'],
  });
});

test('without a repository nothing is called untracked', () => {
  const { entries, ...rest } = decideContents([found('static/a', { executable: true })], {
    tracked: untracked,
    whole,
  });
  expect(entries).toEqual([
    { kind: 'file', name: 'static/a', source: '/repo/app/static/a', executable: true },
  ]);
  expect(rest).toEqual({ ...nothing, entries: undefined });
});

test('state and private files are left out unless an include line names them', () => {
  const files = [
    found('static/app.db'),
    found('config/.env'),
    found('seed.db', { named: true }),
    found('static/named.db'),
    found('static/named.db', { named: true }),
    found('static/named.db'),
  ];
  const contents = decideContents(files, { tracked: untracked, whole });
  expect(contents.entries.map(({ name }) => name)).toEqual(['seed.db', 'static/named.db']);
  expect(contents.leftOut).toEqual([
    { name: 'config/.env', looksLike: 'private' },
    { name: 'static/app.db', looksLike: 'state' },
  ]);
});

test('a placeholder is not packed, but its folder is', () => {
  const files = [found('static/uploads/.gitkeep'), found('.gitignore'), found('static/.DS_Store')];
  expect(decideContents(files, { tracked: untracked, whole })).toEqual({
    ...nothing,
    entries: [{ kind: 'folder', name: 'static/uploads' }],
  });
});

test('links stay links, also those that git checked out as files', () => {
  const files = [
    found('config/now.yaml', { kind: 'link', to: 'prod.yaml' }),
    found('config/then.yaml', { to: 'test.yaml' }),
  ];
  const git = tracked({ 'app/config/now.yaml': '120000', 'app/config/then.yaml': '120000' });
  expect(decideContents(files, { tracked: git, whole }).entries).toEqual([
    { kind: 'link', name: 'config/now.yaml', to: 'prod.yaml' },
    { kind: 'link', name: 'config/then.yaml', to: 'test.yaml' },
  ]);
});

test('what differs, what is gone, what has other line ends and what is no file is told', () => {
  const files = [
    found('config/a.crlf'),
    found('config/changed'),
    found('config/changed.db'),
    found('static/socket', { kind: 'other' }),
  ];
  const modes = { 'app/config/a.crlf': '100644', 'app/config/changed': '100644' };
  const changed = [
    { path: 'app/config/changed', gone: false },
    { path: 'app/config/changed.db', gone: false },
    { path: 'app/config/gone', gone: true },
    { path: 'app/main.go', gone: false },
    { path: 'app/other.go', gone: true },
  ];
  const { entries: _, ...rest } = decideContents(files, {
    tracked: tracked(modes, { changed }),
    whole,
  });
  expect(rest).toEqual({
    leftOut: [{ name: 'config/changed.db', looksLike: 'state' }],
    special: ['static/socket'],
    untracked: [],
    changed: ['app/config/changed', 'app/config/gone'],
    crlf: ['config/a.crlf'],
    twice: [],
  });
});

test('two files for one name are told with both paths; one file found twice is one', () => {
  const files = [
    found('docs/a.md'),
    found('docs/a.md'),
    found('docs/a.md', { source: '/repo/docs/a.md', path: 'docs/a.md' }),
  ];
  const { twice, entries } = decideContents(files, { tracked: untracked, whole });
  expect(twice).toEqual(['docs/a.md from app/docs/a.md and docs/a.md']);
  expect(entries).toHaveLength(1);
});

test('the log names what is packed and what is not', () => {
  const contents: Contents = {
    entries: [
      { kind: 'folder', name: 'static/uploads' },
      ...['static/a', 'static/js/b', 'config/c', 'LICENSE', 'README.md'].map((name) => ({
        kind: 'file' as const,
        name,
        source: `/m/${name}`,
        executable: false,
      })),
    ],
    leftOut: [
      { name: 'static/app.db', looksLike: 'state' },
      { name: 'config/.env', looksLike: 'private' },
    ],
    special: ['static/$&'],
    untracked: ['static/1', 'static/2', 'static/3', 'static/4', 'static/5', 'static/6', 'static/7'],
    changed: ['app/config/c'],
    crlf: ['config/c'],
    twice: [],
  };
  expect(contentNotes(contents)).toEqual([
    {
      level: 'info',
      text: 'packed beside the binaries: config/ (1 file), static/ (2 files), LICENSE, README.md',
    },
    {
      level: 'info',
      text: 'packed, though not in git: static/1, static/2, static/3, static/4, static/5 and 2 more',
    },
    {
      level: 'info',
      text: 'left out, since it looks like state: static/app.db (an include line that names it packs it)',
    },
    {
      level: 'info',
      text: 'left out, since it looks private: config/.env (an include line that names it packs it)',
    },
    {
      level: 'warning',
      text: 'differs from the commit, and is packed as it is in the working tree: app/config/c',
    },
    {
      level: 'warning',
      text: 'checked out with CRLF line ends that the commit does not have, so that the archive differs from one made on Linux: config/c. Put `* text=auto eol=lf` into .gitattributes',
    },
    { level: 'warning', text: 'neither a file nor a link, and left out: static/$&' },
  ]);
});

test('nothing to say is nothing said', () => {
  expect(contentNotes(nothing)).toEqual([]);
});

test.each([
  ['LICENSE', true],
  ['LICENCE.md', true],
  ['License-MIT', true],
  ['COPYING', true],
  ['COPYING.LESSER', true],
  ['NOTICE.txt', true],
  ['LICENSES', false],
  ['license.go', false],
  ['notices.md', false],
])('%s is a licence: %s', (name, expected) => {
  expect(isLicence(name)).toBe(expected);
});

test.each([
  ['README', true],
  ['readme.md', true],
  ['README.de.md', true],
  ['readme.go', false],
  ['readmes', false],
])('%s is a readme: %s', (name, expected) => {
  expect(isReadme(name)).toBe(expected);
});
