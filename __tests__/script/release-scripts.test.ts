import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repository } from '../action/runner.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'release-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs it with a `gh` that answers by its arguments: the first pattern that fits says what is printed; none fits, it fails. */
function run(script: string, answers: readonly (readonly [pattern: string, says: string])[]) {
  const cases = answers.map(([pattern, says]) => `  ${pattern}) printf '%s' '${says}' ;;`);
  const gh = `#!/bin/sh\necho "$*" >>"${folder}/asked"\ncase "$*" in\n${cases.join('\n')}\n  *) exit 1 ;;\nesac\n`;
  writeFileSync(join(folder, 'gh'), gh);
  writeFileSync(join(folder, 'asked'), '');
  chmodSync(join(folder, 'gh'), 0o755);
  const ended = spawnSync('bash', [join(repository, '.github/scripts', script)], {
    encoding: 'utf8',
    env: {
      PATH: `${folder}${delimiter}${process.env['PATH']}`,
      GITHUB_REPOSITORY: 'org/gin-ship',
      GITHUB_REF_NAME: 'v1.2.0',
    },
  });
  const asked = readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n');
  return { code: ended.status, said: ended.stdout.trim().split('\n'), asked };
}

const tagged = (...tags: readonly string[]): readonly [string, string] => [
  '*matching-refs/tags/v*',
  tags.map((tag) => `${tag}\n`).join(''),
];
const immutable = ['*releases/tags/*', 'true'] as const;
const attested = ['release?verify*', ''] as const;

describe('the daily look at the tags', () => {
  test('is content with immutable releases and a major tag on the newest', () => {
    const ended = run('check-tags', [
      tagged('v1', 'v1.2.0', 'v1.10.0', 'v2.0.0-rc.1'),
      immutable,
      attested,
      ['*commits/v1?--jq*', 'aaaa'],
      ['*commits/v1.10.0*', 'aaaa'],
    ]);
    expect(ended).toMatchObject({ code: 0, said: ['v1 is v1.10.0'] });
  });

  test.each([
    ['a major tag that was moved', [immutable, attested], '::error::v1 is not v1.2.0'],
    [
      'a release that can be changed',
      [['*releases/tags/*', 'false'] as const, attested],
      '::error::v1.2.0 is no immutable release (false)',
    ],
    ['a tag without a release', [attested], '::error::v1.2.0 is no immutable release (no release)'],
    [
      'an attestation that does not hold',
      [immutable],
      '::error::the attestation of v1.2.0 does not hold',
    ],
  ])('is red for %s', (_, answers, says) => {
    const commits = [['*commits/v1?--jq*', 'aaaa'] as const, ['*commits/v1.2.0*', 'bbbb'] as const];
    const ended = run('check-tags', [tagged('v1', 'v1.2.0'), ...answers, ...commits]);
    expect(ended.code).toBe(1);
    expect(ended.said).toContain(says);
  });
});

describe('the major tag', () => {
  const refs = (...names: readonly string[]): readonly [string, string] => [
    '*matching-refs/tags/v1.*',
    names.map((name) => `refs/tags/${name}\n`).join(''),
  ];
  const commit = ['*commits/v1.2.0*', 'aaaa'] as const;

  test('moves to a tag that is the newest', () => {
    const ended = run('move-major-tag', [
      refs('v1.2.0', 'v1.1.9', 'v1.3.0-rc.1'),
      commit,
      ['*git/ref/tags/v1?*', ''],
      ['*--method?PATCH*', ''],
    ]);
    expect(ended).toMatchObject({ code: 0, said: ['v1 is now v1.2.0, aaaa'] });
    expect(ended.asked.at(-1)).toBe(
      'api --silent --method PATCH repos/org/gin-ship/git/refs/tags/v1 -f sha=aaaa -F force=true',
    );
  });

  test('is made with the first release', () => {
    const ended = run('move-major-tag', [refs('v1.2.0'), commit, ['*--method?POST*', '']]);
    expect(ended.code).toBe(0);
    expect(ended.asked.at(-1)).toBe(
      'api --silent --method POST repos/org/gin-ship/git/refs -f ref=refs/tags/v1 -f sha=aaaa',
    );
  });

  test('stays where a newer version has been tagged', () => {
    const ended = run('move-major-tag', [refs('v1.10.0', 'v1.2.0')]);
    expect(ended).toMatchObject({
      code: 0,
      said: ['v1.10.0 is newer than v1.2.0; v1 stays where it is'],
    });
    expect(ended.asked).toHaveLength(1);
  });
});

test.each([
  [
    'a draft is published',
    'true',
    'release edit v1.2.0 --repo org/gin-ship --draft=false --verify-tag',
  ],
  ['what is published stays', 'false', /^release view v1\.2\.0 /],
  [
    'without a draft there is one with generated notes',
    undefined,
    'release create v1.2.0 --repo org/gin-ship --verify-tag --generate-notes',
  ],
])('of a release, %s', (_, draft, last) => {
  const view = draft === undefined ? [] : [['release?view*', draft] as const];
  const { code, asked } = run('publish-release', [
    ...view,
    ['release?edit*', ''],
    ['release?create*', ''],
  ]);
  expect(code).toBe(0);
  expect(asked.at(-1)).toMatch(last);
});
