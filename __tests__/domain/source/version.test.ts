import { describe, expect, test } from 'vitest';
import { createVersions } from '../../../src/adapters/versions.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Version } from '../../../src/domain/source/project.ts';
import {
  type VersionFacts,
  cleanVersion,
  decideVersion,
} from '../../../src/domain/source/version.ts';

const hash = '0123456789abcdef0123456789abcdef01234567';
const commit = { hash, timeSeconds: Date.UTC(2026, 10, 22, 13, 51, 6) / 1000, dirty: false };
const versions = createVersions();
const facts: VersionFacts = {
  tagsHere: [],
  commit,
  shallow: false,
  subfolder: '.',
  compare: (a, b) => versions.compare(a, b),
};

const pseudo = '0.0.0-20261122135106-0123456789ab';
const described = 'git describe: no tag on this commit';

test.each<[string, Partial<VersionFacts>, Version]>([
  [
    'the input before all else',
    { input: '9.9', eventTag: 'v1' },
    { text: '9.9', from: 'input version' },
  ],
  [
    'the tag that started the run',
    { eventTag: 'v1.4.0', tagsHere: ['v2.0.0'], describe: 'v2.0.0' },
    { text: '1.4.0', from: 'tag v1.4.0' },
  ],
  [
    'the highest tag on the commit',
    { tagsHere: ['v1.10.0', 'v1.9.0', 'v1.10.0-rc.1', 'latest'] },
    { text: '1.10.0', from: 'tag v1.10.0' },
  ],
  [
    'the last tag by name where none is a version',
    { tagsHere: ['alpha', 'release-7'] },
    { text: 'release-7', from: 'tag release-7' },
  ],
  [
    'a tag that is no version only where there is no other',
    { tagsHere: ['v1.2', 'v1.0.0', 'v1.2.3-01', 'v99999999999999999.0.0'] },
    { text: '1.0.0', from: 'tag v1.0.0' },
  ],
  [
    'what git describe says',
    { describe: 'v1.4.0-3-g0123456789ab' },
    { text: '1.4.0-3-g0123456789ab', from: described },
  ],
  [
    "Go's pseudo-version",
    {},
    { text: pseudo, from: 'pseudo-version: no tag leads to this commit' },
  ],
  [
    "Go's pseudo-version, with the reason of a shallow clone",
    { shallow: true },
    {
      text: pseudo,
      from: 'pseudo-version: the clone is shallow and has no tag; `fetch-depth: 0` of actions/checkout brings them',
    },
  ],
])('the version is %s', (_what, more, expected) => {
  expect(decideVersion({ ...facts, ...more })).toEqual(expected);
});

test('without git and without an input there is a version, and it says so', () => {
  const { commit: _commit, ...bare } = facts;
  expect(decideVersion(bare)).toEqual({
    text: '0.0.0',
    from: 'no commit in git and no input version',
  });
});

describe('a module in a subfolder', () => {
  const inSubfolder = { ...facts, subfolder: 'services/notes' };
  test.each<[string, Partial<VersionFacts>, Version]>([
    [
      'takes its own tags before those of the repository',
      { tagsHere: ['v3.0.0', 'services/notes/v1.2.0', 'services/other/v9.0.0'] },
      { text: '1.2.0', from: 'tag services/notes/v1.2.0' },
    ],
    [
      'takes no tag of a module below it',
      { tagsHere: ['services/notes/v1.2.0', 'services/notes/sub/v2.0.0'] },
      { text: '1.2.0', from: 'tag services/notes/v1.2.0' },
    ],
    [
      'takes no tag of a module below it, also where it has none itself',
      { tagsHere: ['v3.0.0', 'services/notes/sub/v2.0.0'] },
      { text: '3.0.0', from: 'tag v3.0.0' },
    ],
    [
      'takes those of the repository where it has none',
      { tagsHere: ['v3.0.0', 'services/other/v9.0.0'] },
      { text: '3.0.0', from: 'tag v3.0.0' },
    ],
    [
      'drops its folder from the tag that started the run',
      { eventTag: 'services/notes/v1.2.0' },
      { text: '1.2.0', from: 'tag services/notes/v1.2.0' },
    ],
    [
      'keeps the folder of a tag that started the run and is nobody’s',
      { eventTag: 'release/v1.2.0', tagsHere: ['services/notes/v1.1.0'] },
      { text: 'release-v1.2.0', from: 'tag release/v1.2.0' },
    ],
    [
      'drops its folder from what git describe says',
      { describe: 'services/notes/v1.2.0-3-gabc' },
      { text: '1.2.0-3-gabc', from: described },
    ],
    [
      'takes no tag of another module',
      { tagsHere: ['services/other/v9.0.0'] },
      { text: pseudo, from: 'pseudo-version: no tag leads to this commit' },
    ],
  ])('%s', (_what, more, expected) => {
    expect(decideVersion({ ...inSubfolder, ...more })).toEqual(expected);
  });
});

describe('a working tree that differs from its commit', () => {
  const dirty = { ...facts, commit: { ...commit, dirty: true } };
  test.each<[string, Partial<VersionFacts>, string]>([
    ['is told', { eventTag: 'v1.4.0' }, '1.4.0+dirty'],
    ['is told as a further part of build metadata', { eventTag: 'v1.4.0+b5' }, '1.4.0+b5.dirty'],
    ['is told in a pseudo-version', {}, `${pseudo}+dirty`],
    ['is not told where the user said the version', { input: '1.4.0' }, '1.4.0'],
  ])('%s', (_what, more, expected) => {
    expect(decideVersion({ ...dirty, ...more }).text).toBe(expected);
  });
});

describe('a hostile tag gives a harmless version', () => {
  test.each([
    ['v1.0/$(touch x)', '1.0-touch-x'],
    ['v1.0`id`', '1.0-id'],
    ['v1.0;rm -rf ~', '1.0-rm--rf'],
    ['v1.0"\'\\', '1.0'],
    ['v1.0\n::error::x', '1.0-error-x'],
    ['-rf', 'rf'],
    ['--output=x', 'output-x'],
    ['../../etc/passwd', 'etc-passwd'],
    ['.hidden', 'hidden'],
    ['v1.0 -X main.a=b', '1.0--X-main.a-b'],
    ['笔记', '0.0.0'],
    ['...', '0.0.0'],
    ['v', 'v'],
    ['version-2', 'version-2'],
  ])('%j: %s', (tag, expected) => {
    expect(cleanVersion(tag)).toBe(expected);
    expect(decideVersion({ ...facts, eventTag: tag }).text).toBe(expected);
  });

  test.each([`v${'1'.repeat(249)}`, `v1.0.0-${'x'.repeat(243)}`])(
    'and one of 250 characters is refused',
    (tag) => {
      const decide = (): Version => decideVersion({ ...facts, eventTag: tag });
      expect(decide).toThrow(Failure);
      expect(decide).toThrow(
        'finding the version: the tag gives a version of 249 characters; 100 are the most\n' +
          'Try: give the input `version`, or use a shorter tag',
      );
    },
  );

  test('and its place is told in a few words', () => {
    const tag = `v1.${'0'.repeat(80)}`;
    expect(decideVersion({ ...facts, eventTag: tag }).from).toBe(`tag ${tag.slice(0, 57)}...`);
  });

  test('and among others it stops nothing', () => {
    const tagsHere = [`v1.0.0-${'x'.repeat(300)}`, 'v1.0.0-a..b', 'v1.0.0', '$(id)'];
    expect(decideVersion({ ...facts, tagsHere }).text).toBe('1.0.0');
  });
});
