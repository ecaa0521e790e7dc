import { expect, test } from 'vitest';
import { kernelFor, knownGo } from '../../../src/domain/inspect/go-releases.ts';

test.each<[string, string | undefined, boolean]>([
  ['1.26.8', '1.26', false],
  ['1.27rc1', '1.27', false],
  ['1.18', '1.18', false],
  ['1.28.0', '1.27', true],
  ['2.0.1', '1.27', true],
  ['1.17.13', undefined, false],
  ['devel', undefined, false],
])('Go %s in the table', (version, minor, newer) => {
  const known = knownGo(version);
  expect([known?.release.minor, known?.newer ?? false]).toEqual([minor, newer]);
});

test('an architecture of its own floor never lowers that of the release', () => {
  const release = { minor: '1.30', kernel: '6.1', macos: '15', windows: '10.0' };
  expect(
    ['arm', 'loong64', 'mips64le', 'ppc64', 'amd64'].map((arch) => kernelFor(release, arch)),
  ).toEqual(Array.from({ length: 5 }, () => '6.1'));
});
