import { expect, test } from 'vitest';
import { planToolFolder } from '../../../src/domain/setup/tool-folder.ts';

const tool = { tool: 'go', version: '1.26.8', arch: 'amd64' };
const linux = {
  platform: { os: 'linux', arch: 'amd64' },
  toolCache: '/opt/hostedtoolcache',
  temp: '/home/runner/work/_temp',
  env: { RUNNER_ENVIRONMENT: 'github-hosted' },
};
const windows = {
  platform: { os: 'windows', arch: 'amd64' },
  toolCache: 'C:/hostedtoolcache/windows',
  temp: 'D:/a/_temp',
  env: { RUNNER_ENVIRONMENT: 'github-hosted' },
};
const onC = 'C:/hostedtoolcache/windows/go/1.26.8/x64';

test.each([
  [
    'the layout of @actions/tool-cache',
    linux,
    tool,
    {
      folder: '/opt/hostedtoolcache/go/1.26.8/x64',
      marker: '/opt/hostedtoolcache/go/1.26.8/x64.complete',
    },
  ],
  [
    'architectures in the words of Node',
    linux,
    { ...tool, arch: 'arm64' },
    {
      folder: '/opt/hostedtoolcache/go/1.26.8/arm64',
      marker: '/opt/hostedtoolcache/go/1.26.8/arm64.complete',
    },
  ],
  [
    "the fast drive of GitHub's Windows runners",
    windows,
    tool,
    { folder: onC, marker: `${onC}.complete`, real: onC.replace('C:', 'D:') },
  ],
  [
    'no detour where everything is on one drive',
    { ...windows, temp: 'c:/a/_temp' },
    tool,
    { folder: onC, marker: `${onC}.complete` },
  ],
  [
    'no detour on a Windows machine of your own',
    { ...windows, env: { RUNNER_ENVIRONMENT: 'self-hosted' } },
    tool,
    { folder: onC, marker: `${onC}.complete` },
  ],
])('%s', (_, runner, as, expected) => {
  expect(planToolFolder(runner, as)).toEqual(expected);
});
