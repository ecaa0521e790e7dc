import { expect, test } from 'vitest';
import { archiveName, hostOf, listingUrl, planSource } from '../../../src/domain/setup/source.ts';

const pin = { goSha256: '0123456789abcdef'.repeat(4) };
const [dev, cn] = ['https://go.dev/dl', 'https://golang.google.cn/dl'];
const mirror = 'https://mirror.test:8443/golang';

test.each([
  ['nothing given', {}, { bases: [dev, cn], tool: 'go', takesPath: true }],
  [
    'the official address',
    { goDownloadBaseUrl: `${dev}/` },
    { bases: [dev, cn], tool: 'go', takesPath: true },
  ],
  [
    'the one for China',
    { goDownloadBaseUrl: cn },
    { bases: [cn, dev], tool: 'go', takesPath: true },
  ],
  [
    'a mirror',
    { goDownloadBaseUrl: mirror },
    { bases: [mirror], mirror, tool: 'go-290eb10f', takesPath: false },
  ],
  ['a digest', pin, { bases: [dev, cn], tool: 'go-sha256-0123456789abcdef', takesPath: false }],
  [
    'a mirror and a digest',
    { ...pin, goDownloadBaseUrl: mirror },
    { bases: [mirror], mirror, tool: 'go-290eb10f-sha256-0123456789abcdef', takesPath: false },
  ],
])('%s', (_, inputs, expected) => {
  expect(planSource(inputs)).toEqual(expected);
});

test.each([
  ['1.26.8', 'linux', 'amd64', 'go1.26.8.linux-amd64.tar.gz'],
  ['1.26.8', 'linux', 'arm', 'go1.26.8.linux-armv6l.tar.gz'],
  ['1.26.8', 'freebsd', 'arm', 'go1.26.8.freebsd-arm.tar.gz'],
  ['1.27rc1', 'windows', 'arm64', 'go1.27rc1.windows-arm64.zip'],
  ['1.20', 'darwin', 'arm64', 'go1.20.darwin-arm64.tar.gz'],
])('Go %s for %s/%s is %s', (version, os, arch, name) => {
  expect(archiveName(version, { os, arch })).toBe(name);
});

test('addresses are put together and named by their host', () => {
  expect(listingUrl(mirror)).toBe('https://mirror.test:8443/golang/?mode=json&include=all');
  expect(hostOf(mirror)).toBe('mirror.test:8443');
});
