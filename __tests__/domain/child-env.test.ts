import { expect, test } from 'vitest';
import { childEnv, goEnv, withDirty, withGitTrust } from '../../src/domain/child-env.ts';

test("children get the environment without our inputs and the runner's tokens and files", () => {
  const kept = {
    PATH: '/bin',
    HOME: '/root',
    GOFLAGS: '-mod=mod',
    GITHUB_REPOSITORY: 'someone/notes',
    GITHUB_SHA: 'abc',
    ACTIONS_STEP_DEBUG: 'true',
    MY_INPUT_X: 'kept',
  };
  const dropped = {
    INPUT_TOKEN: 'secret',
    'INPUT_BUILD-ENV': 'A=secret',
    input_token: 'secret',
    STATE_caches: '{}',
    ACTIONS_RUNTIME_TOKEN: 'secret',
    ACTIONS_RUNTIME_URL: 'https://example.com',
    ACTIONS_RESULTS_URL: 'https://example.com',
    ACTIONS_CACHE_URL: 'https://example.com',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
    GITHUB_OUTPUT: '/files/output',
    GITHUB_STATE: '/files/state',
    GITHUB_ENV: '/files/env',
    GITHUB_PATH: '/files/path',
  };
  expect(childEnv({ ...kept, ...dropped })).toEqual(kept);
});

const trust = { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };

test.each([
  [
    {},
    {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      ...trust,
    },
  ],
  [
    { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.x', GIT_CONFIG_VALUE_0: 'y' },
    {
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'core.x',
      GIT_CONFIG_VALUE_0: 'y',
      GIT_CONFIG_KEY_1: 'safe.directory',
      GIT_CONFIG_VALUE_1: '*',
      ...trust,
    },
  ],
  [
    { GIT_CONFIG_COUNT: 'many' },
    {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      ...trust,
    },
  ],
])('git trusts the checkout of another user, and %j stays', (env, expected) => {
  expect(withGitTrust(env)).toEqual(expected);
});

test.each([
  [false, 'no'],
  [true, 'normal'],
])('a build stamps what the version says: dirty is %s', (dirty, shown) => {
  const { GIT_CONFIG_COUNT, ...rest } = withGitTrust({ GIT_CONFIG_COUNT: '3', A: 'b' });
  expect(GIT_CONFIG_COUNT).toBe('4');
  expect(withDirty({ ...rest, GIT_CONFIG_COUNT }, dirty)).toEqual({
    ...rest,
    GIT_CONFIG_COUNT: '5',
    GIT_CONFIG_KEY_4: 'status.showUntrackedFiles',
    GIT_CONFIG_VALUE_4: shown,
  });
});

const go = { goroot: '/tools/go', gotoolchain: 'local', windows: false };
const git = withGitTrust({});

test.each([
  [
    'the Go that was set up comes first on PATH, and no other GOROOT is left',
    { PATH: '/bin:/usr/bin', GOROOT: '/usr/lib/go', GOTOOLCHAIN: 'auto' },
    go,
    { PATH: '/tools/go/bin:/bin:/usr/bin', GOTOOLCHAIN: 'local' },
  ],
  [
    'without a PATH nothing is appended, since an empty part means the current folder',
    {},
    go,
    { PATH: '/tools/go/bin', GOTOOLCHAIN: 'local' },
  ],
  [
    'on Windows the variable keeps its own spelling',
    { Path: 'C:/Windows' },
    { ...go, goroot: 'C:/tools/go', windows: true },
    { Path: 'C:/tools/go/bin;C:/Windows', GOTOOLCHAIN: 'local' },
  ],
  [
    'on Windows without any it is called Path',
    { INPUT_TOKEN: 'secret' },
    { ...go, goroot: 'C:/tools/go', windows: true },
    { Path: 'C:/tools/go/bin', GOTOOLCHAIN: 'local' },
  ],
])('%s', (_what, env, toolchain, expected) => {
  expect(goEnv(env, toolchain)).toEqual({ ...git, ...expected });
});
