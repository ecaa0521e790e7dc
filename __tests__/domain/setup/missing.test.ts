import { expect, test } from 'vitest';
import { missingVersion } from '../../../src/domain/setup/missing.ts';
import type { GoArchive } from '../../../src/domain/setup/listing.ts';
import type { VersionRequest } from '../../../src/domain/setup/request.ts';

const archives: readonly GoArchive[] = [
  ...['1.27rc1', '1.26.8', '1.26.7', '1.25.9'].map((version) => ({
    version,
    file: 'x.tar.gz',
    os: 'linux',
    arch: 'amd64',
  })),
  { version: '1.4', file: 'x.tar.gz', os: 'darwin', arch: '386' },
];
const exact = (version: string): VersionRequest => ({
  kind: 'exact',
  version,
  because: `input go-version: ${version}`,
});
const correct = 'Try: correct the version; https://go.dev/dl lists those that there are';

test.each<[string, VersionRequest, string, string[]]>([
  [
    'a version that there is not',
    exact('1.26.99'),
    'amd64',
    [
      'finding out which Go to take: the listing of go.dev has no Go 1.26.99 for linux/amd64',
      '  asked for by: input go-version: 1.26.99',
      '  nearest: 1.26.7, 1.26.8, 1.27rc1',
      correct,
    ],
  ],
  [
    'a version for other platforms',
    exact('1.4'),
    'amd64',
    [
      'finding out which Go to take: the listing of go.dev has no Go 1.4 for linux/amd64',
      '  asked for by: input go-version: 1.4',
      '  it has it for: darwin/386',
      correct,
    ],
  ],
  [
    'a platform that has nothing',
    exact('1.26.99'),
    'mips',
    [
      'finding out which Go to take: the listing of go.dev has no Go 1.26.99 for linux/mips',
      '  asked for by: input go-version: 1.26.99',
      '  nearest: none: nothing for linux/mips at all',
      correct,
    ],
  ],
  [
    'a range beyond the newest',
    { kind: 'range', range: '^2', because: 'input go-version: ^2' },
    'amd64',
    [
      'finding out which Go to take: nothing on the listing of go.dev for linux/amd64 fits',
      '  asked for by: input go-version: ^2',
      '  nearest: 1.26.8',
      correct,
    ],
  ],
  [
    'a go.mod ahead of the release',
    { kind: 'floor', version: '1.27', because: 'go.mod: go 1.27 (newest patch)' },
    'amd64',
    [
      'finding out which Go to take: nothing on the listing of go.dev for linux/amd64 fits',
      '  asked for by: go.mod: go 1.27 (newest patch)',
      '  nearest: 1.26.7, 1.26.8, 1.27rc1',
      'Try: set "go-version: 1.27rc1": a line of go.mod takes no prerelease unless it names one',
    ],
  ],
])('%s', (_, request, arch, lines) => {
  const platform = { os: 'linux', arch };
  expect(missingVersion(request, archives, { platform, from: 'go.dev' }).message).toBe(
    lines.join('\n'),
  );
});
