import { expect, test } from 'vitest';
import { type With, inputsOf, problemsOf } from '../../fakes/inputs.ts';

test('words and booleans are read', () => {
  const given = { release: 'true', draft: 'true', prerelease: 'True', 'make-latest': 'false' };
  expect(inputsOf({ ...given, 'generate-notes': 'false' }).release).toEqual({
    ...{
      release: true,
      draft: true,
      prerelease: 'true',
      generateNotes: false,
      makeLatest: 'false',
    },
  });
});

test.each<[string, With, readonly string[]]>([
  [
    'a release that is not made',
    { draft: 'true' },
    [
      'draft: says how the release is made, but release is false; write release: true, or drop the line',
    ],
  ],
  [
    'the latest draft',
    { release: 'true', draft: 'true', 'make-latest': 'true' },
    [
      'make-latest: and draft are both true, but GitHub takes no draft for the latest release; drop one of the two',
    ],
  ],
  [
    'the latest prerelease',
    { release: 'true', prerelease: 'true', 'make-latest': 'true' },
    [
      'make-latest: and prerelease are both true, but GitHub takes no prerelease for the latest release; drop one of the two',
    ],
  ],
  [
    'a release to build and to take',
    { 'from-release': 'v1.4.0' },
    [
      'from-release: names archives that are there already, but command: ship builds its own; write command: deploy, or drop the line',
    ],
  ],
  [
    'two sources',
    { command: 'deploy', 'from-release': 'v1.4.0', archive: 'dist' },
    ['from-release: and archive both say what to deploy; drop one of the two'],
  ],
  [
    'no tag',
    { command: 'deploy', 'from-release': 'v1 ~' },
    ['from-release: "v1 ~" is not accepted; accepted: the tag of a release, or latest'],
  ],
])('%s is a problem', (_what, given, problems) => {
  expect(problemsOf(given)).toEqual(problems);
});

test('a release is taken by its tag, with the manifest that is expected', () => {
  const manifest = 'A'.repeat(64);
  const given = { command: 'deploy', 'from-release': 'services/notes/v1.4.0' };
  expect(inputsOf({ ...given, 'expect-manifest': manifest }).deploy.source).toEqual({
    kind: 'release',
    tag: 'services/notes/v1.4.0',
    manifest: manifest.toLowerCase(),
  });
});
