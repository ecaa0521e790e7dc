import { describe, expect, test } from 'vitest';
import { type With, inputsOf, problemsOf } from '../../fakes/inputs.ts';

describe('accepted', () => {
  test.each([
    '1.26.8',
    '1.26',
    '1.27rc1',
    '1.27.0-rc.1',
    'stable',
    'oldstable',
    '^1.25',
    '~1.25.3',
    '>=1.25 <1.27',
    '1.x',
    '1.25 || 1.26',
    'go1.26.8',
  ])('go-version %j', (version) => {
    expect(inputsOf({ 'go-version': version }).setup.goVersion).toBe(version);
  });

  test.each([
    ['x64', 'amd64'],
    ['amd64', 'amd64'],
    ['X64', 'amd64'],
    ['x86', '386'],
    ['ia32', '386'],
    ['386', '386'],
    ['arm64', 'arm64'],
    ['aarch64', 'arm64'],
    ['arm', 'arm'],
    ['armv6l', 'arm'],
    ['ppc64le', 'ppc64le'],
    ['s390x', 's390x'],
    ['riscv64', 'riscv64'],
    ['loong64', 'loong64'],
  ])('architecture %s, which is %s', (architecture, expected) => {
    expect(inputsOf({ architecture }).setup.architecture).toBe(expected);
  });

  test.each([
    ['https://mirror.example.com/golang', 'https://mirror.example.com/golang'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['https://mirror.example.com/a/b//', 'https://mirror.example.com/a/b'],
  ])('go-download-base-url %s', (url, expected) => {
    expect(inputsOf({ 'go-download-base-url': url }).setup.goDownloadBaseUrl).toBe(expected);
  });

  test.each(['1.26.8', '1.27.0-rc.1', 'go1.26.0'])('go-sha256 beside go-version %s', (version) => {
    const given = { 'go-version': version, 'go-sha256': 'AB'.repeat(32) };
    expect(inputsOf(given).setup.goSha256).toBe('ab'.repeat(32));
  });

  test.each<[With, object]>([
    [{ 'go-version-file': 'svc/go.mod' }, { goVersionFile: 'svc/go.mod' }],
    [{ 'check-latest': 'true' }, { checkLatest: true }],
    [{ cache: 'false' }, { cache: false }],
    [
      { 'cache-dependency-path': 'a/go.sum\nb/*.sum' },
      { cacheDependencyPath: ['a/go.sum', 'b/*.sum'] },
    ],
  ])('%j', (given, expected) => {
    expect(inputsOf(given).setup).toEqual({ ...inputsOf().setup, ...expected });
  });
});

describe('refused', () => {
  const versions = '1.26.8, 1.26, ^1.25, >=1.25 <1.27, stable, oldstable, 1.27rc1';
  const address = 'an http or https address without user, query or fragment';
  test.each<[With, string]>([
    [
      { 'go-version': '1.26; rm -rf /' },
      `go-version: "1.26; rm -rf /" is not accepted; accepted: ${versions}`,
    ],
    [{ 'go-version': '$(id)' }, `go-version: "$(id)" is not accepted; accepted: ${versions}`],
    [
      { architecture: 'constructor' },
      'architecture: "constructor" is not known; accepted: 386, x64, amd64, x86, ia32, arm64, aarch64, arm, armv6l, ppc64le, s390x, riscv64, loong64',
    ],
    [
      { 'go-download-base-url': 'ftp://mirror.example.com' },
      `go-download-base-url: "ftp://mirror.example.com" is not accepted; accepted: ${address}`,
    ],
    [
      { 'go-download-base-url': 'mirror.example.com' },
      `go-download-base-url: "mirror.example.com" is not accepted; accepted: ${address}`,
    ],
    [
      { 'go-download-base-url': 'https://a:b@mirror.example.com' },
      `go-download-base-url: it is not accepted; accepted: ${address}`,
    ],
    [
      { 'go-version': '1.26.8', 'go-sha256': 'ab'.repeat(31) },
      `go-sha256: "${'ab'.repeat(31)}" is not accepted; accepted: 64 hex digits`,
    ],
    [
      { 'go-version': '1.26!', 'go-sha256': 'ab'.repeat(32) },
      `go-version: "1.26!" is not accepted; accepted: ${versions}`,
    ],
    [{ cache: 'sometimes' }, 'cache: "sometimes" is no boolean; accepted: true, false'],
    [{ 'check-latest': '1' }, 'check-latest: "1" is no boolean; accepted: true, false'],
  ])('%j', (given, problem) => {
    expect(problemsOf(given)).toEqual([problem]);
  });
});
