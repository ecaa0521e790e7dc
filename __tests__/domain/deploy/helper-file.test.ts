import { expect, test } from 'vitest';
import { helperUrl } from '../../../src/domain/deploy/helper-file.ts';

const release = 'https://github.com/org/gin-ship/raw/v1.2.0/server/gin-ship';

test.each([
  [{}, release],
  [
    { GITHUB_ACTION_REPOSITORY: 'ann/gin-ship', GITHUB_ACTION_REF: 'abc123' },
    'https://github.com/ann/gin-ship/raw/abc123/server/gin-ship',
  ],
  [
    {
      GITHUB_ACTION_REPOSITORY: 'ann/gin-ship',
      GITHUB_ACTION_REF: 'v1',
      GITHUB_SERVER_URL: 'https://git.example.org',
    },
    'https://git.example.org/ann/gin-ship/raw/v1/server/gin-ship',
  ],
  // Of `uses: ./` there is no repository, and the release is on github.com.
  [{ GITHUB_ACTION_REPOSITORY: '', GITHUB_SERVER_URL: 'https://git.example.org' }, release],
  [{ GITHUB_ACTION_REPOSITORY: 'ann/gin-ship' }, release],
  [{ GITHUB_ACTION_REPOSITORY: "a/b'; rm -rf /", GITHUB_ACTION_REF: 'v1' }, release],
  [{ GITHUB_ACTION_REPOSITORY: 'ann/gin-ship', GITHUB_ACTION_REF: "v1'$(id)" }, release],
])('people get the same file where the workflow does: %o', (env, url) => {
  expect(helperUrl(env, '1.2.0')).toBe(url);
});
