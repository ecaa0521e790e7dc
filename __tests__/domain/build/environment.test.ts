import { expect, test } from 'vitest';
import {
  formatSettings,
  settingsInBytes,
  settingsOf,
  targetSettings,
} from '../../../src/domain/build/environment.ts';

const told = {
  GOPROXY: 'direct',
  GOFLAGS: '-buildvcs=false',
  GOOS: 'windows',
  GOAMD64: 'v3',
  GOTOOLCHAIN: 'auto',
  GOMODCACHE: '/home/me/mod',
  CGO_CFLAGS: '-g -O2',
  CGO_LDFLAGS: '-lm',
  GOEXPERIMENT: '',
  CC: 'zig cc',
};
const buildEnv = { CC: 'zig cc', OTHER: 'x' };
const env = { ...buildEnv, GOPROXY: 'direct', CGO_LDFLAGS: '-lm', GOMODCACHE: '/home/me/mod' };
const settings = settingsOf(told, { buildEnv, env });

test('settings that are not the default are sorted and told with their origin', () => {
  expect(settings).toEqual([
    { name: 'CC', value: 'zig cc', from: 'input build-env' },
    { name: 'CGO_LDFLAGS', value: '-lm', from: 'environment' },
    { name: 'GOFLAGS', value: '-buildvcs=false', from: 'go env -w' },
    { name: 'GOMODCACHE', value: '/home/me/mod', from: 'environment' },
    { name: 'GOPROXY', value: 'direct', from: 'environment' },
  ]);
});

test('those that change bytes hold no folder of the machine, and no value of build-env', () => {
  expect(settingsInBytes(settings).map(({ name }) => name)).toEqual([
    'CC',
    'CGO_LDFLAGS',
    'GOFLAGS',
  ]);
  expect(formatSettings(settings)).toEqual(['CC', 'CGO_LDFLAGS=-lm', 'GOFLAGS=-buildvcs=false']);
});

test('what the plan says for each target is told apart, as the environment says it first', () => {
  const said = { ...told, CGO_ENABLED: '0', GOARM: '' };
  const here = { ...env, CGO_ENABLED: '1', GOARCH: 'arm64', GOARM64: '' };
  expect(targetSettings(said, { buildEnv, env: here })).toEqual([
    { name: 'GOOS', value: 'windows', from: 'go env -w' },
    { name: 'GOARCH', value: 'arm64', from: 'environment' },
    { name: 'CGO_ENABLED', value: '1', from: 'environment' },
    { name: 'GOAMD64', value: 'v3', from: 'go env -w' },
  ]);
});
