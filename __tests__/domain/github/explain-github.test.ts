import { expect, test } from 'vitest';
import {
  type GitHubTrouble,
  githubFailure,
  permissionAdvice,
} from '../../../src/domain/github/explain-github.ts';

const asked = { doing: 'making the release v1.0.0', needs: 'contents: write' };

function said(trouble: Partial<GitHubTrouble>): readonly unknown[] {
  const { facts } = githubFailure(asked, { message: 'Oh', ...trouble });
  return [facts.code, facts.happened];
}

test.each<[Partial<GitHubTrouble>, string, string]>([
  [{}, 'github-connection', 'GitHub cannot be reached: Oh'],
  [{ status: 401 }, 'github-401', 'the token was refused (401): Oh'],
  [{ status: 403 }, 'github-403', 'the token may not do that (403): Oh'],
  [{ status: 404 }, 'github-404', 'there is no such thing, or the token may not see it (404)'],
  [{ status: 409 }, 'github-409', 'GitHub refused it (409): Oh'],
  [{ status: 503 }, 'github-503', 'GitHub has trouble (503): Oh'],
  [
    { status: 403, limited: 90_000 },
    'github-limit',
    'GitHub takes no more requests of this token for 1 min 30 s: Oh',
  ],
  [
    {
      status: 422,
      errors: [{ field: 'tag_name', code: 'already_exists' }, { message: 'Bad\nname' }],
    },
    'github-exists',
    'GitHub refused it (422): Oh (tag_name already_exists; Bad\\u000aname)',
  ],
  [
    { status: 422, errors: [{ field: 'body', code: 'too_long' }] },
    'github-422',
    'GitHub refused it (422): Oh (body too_long)',
  ],
  [
    { status: 503, message: '\u001b[31mred\n::error::x' },
    'github-503',
    expect.any(String) as string,
  ],
])('%j', (trouble, code, happened) => {
  expect(said(trouble)).toEqual([code, happened]);
});

test('what GitHub says is one line with nothing that steers a terminal', () => {
  const [, happened] = said({ status: 503, message: '\u001b[31mred\n::error::x' });
  expect(happened).not.toMatch(/[\u0000-\u001f]/);
});

test('the permissions are whole, as what is not named is refused', () => {
  expect(permissionAdvice('contents: write')).toMatch(/permissions:\n {2}contents: write$/);
  expect(permissionAdvice('statuses: write')).toMatch(
    /permissions:\n {2}contents: read\n {2}statuses: write$/,
  );
  expect(permissionAdvice('id-token: write, attestations: write')).toMatch(
    /permissions:\n {2}contents: read\n {2}id-token: write\n {2}attestations: write$/,
  );
});
