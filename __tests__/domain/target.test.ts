import { expect, test } from 'vitest';
import { type Target, archWord, exeSuffix, formatTarget } from '../../src/domain/target.ts';

test.each<[Target, string, string]>([
  [{ os: 'linux', arch: 'amd64' }, 'linux/amd64', 'amd64'],
  [{ os: 'linux', arch: 'amd64', variant: 'v3' }, 'linux/amd64/v3', 'amd64v3'],
  [{ os: 'linux', arch: 'arm', variant: '7' }, 'linux/arm/v7', 'armv7'],
  [
    { os: 'linux', arch: 'arm', variant: '6,softfloat' },
    'linux/arm/v6-softfloat',
    'armv6-softfloat',
  ],
  [{ os: 'linux', arch: 'arm64', variant: 'v8.2,lse' }, 'linux/arm64/v8.2-lse', 'arm64v8.2-lse'],
  [{ os: 'linux', arch: '386', variant: 'softfloat' }, 'linux/386/softfloat', '386softfloat'],
])('%j is written %s, and %s in names', (target, whole, word) => {
  expect([formatTarget(target), archWord(target)]).toEqual([whole, word]);
});

test('only Windows has an ending for programs', () => {
  expect([exeSuffix('windows'), exeSuffix('linux'), exeSuffix('js')]).toEqual(['.exe', '', '']);
});
