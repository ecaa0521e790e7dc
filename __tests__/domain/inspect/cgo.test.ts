import { expect, test } from 'vitest';
import { judgeCgo, judgeMatrix } from '../../../src/domain/inspect/cgo-drift.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { asked, elf, elfArm64, elfCgo, found, goInfo, pe } from '../../fakes/programs.ts';

const statically = needsOf(elf(), found());
const dynamically = needsOf(elfCgo(), found());
const { go: _go, ...bare } = elf();

const drift = (
  severity: Finding['severity'],
  message: string,
  value: string,
  fix: string,
): Finding => ({
  id: 'GS-CGO-DRIFT',
  severity,
  message,
  value,
  fix,
});

test.each<[string, boolean, Needs, readonly Finding[]]>([
  ['off and static', false, statically, []],
  ['on and dynamic', true, dynamically, []],
  [
    'on and static (musl, -extldflags -static)',
    true,
    needsOf(elf({ go: goInfo({ CGO_ENABLED: '1' }) }), found()),
    [],
  ],
  ['not told by the file', false, needsOf(bare, found()), []],
  [
    'off, but dynamic',
    false,
    needsOf(elfCgo({ go: goInfo() }), found()),
    [
      drift(
        'error',
        'it was asked for without cgo, but it needs the C library of the host',
        '/lib64/ld-linux-x86-64.so.2, libc.so.6',
        'remove what links C into it: -linkmode=external, -buildmode, or CGO_ENABLED in build-env',
      ),
    ],
  ],
  [
    'off, but on by the build info',
    false,
    needsOf(elf({ go: goInfo({ CGO_ENABLED: '1' }) }), found()),
    [
      drift(
        'error',
        'it was asked for without cgo, but the build info says that cgo was on',
        'CGO_ENABLED=1',
        'remove CGO_ENABLED from build-env and from `go env -w`',
      ),
    ],
  ],
  [
    'on, but Go turned it off',
    true,
    statically,
    [
      drift(
        'warning',
        'it was asked for with cgo, but Go has turned cgo off',
        'CGO_ENABLED=0',
        'install a C compiler for this target, or say `cgo: off`',
      ),
    ],
  ],
  [
    'off on OpenBSD, which is always dynamic',
    false,
    { ...dynamically, os: 'openbsd', link: 'bsd', cgo: false },
    [],
  ],
])('asked for with cgo %s', (_, cgo, needs, findings) => {
  expect(judgeCgo(asked({ cgo }), needs)).toEqual(findings);
});

const amd64 = { target: { os: 'linux', arch: 'amd64' }, binary: 'notes', needs: dynamically };
const arm64 = {
  target: { os: 'linux', arch: 'arm64' },
  binary: 'notes',
  needs: needsOf(elfArm64(), found()),
};
const windows = {
  target: { os: 'windows', arch: 'amd64' },
  binary: 'notes',
  needs: needsOf(pe(), found()),
};

test('one matrix with a dynamic and a static Linux target drifts, told at the dynamic one', () => {
  const armv7 = { ...arm64, target: { os: 'linux', arch: 'arm', variant: '7' } };
  expect(judgeMatrix([amd64, arm64, windows, armv7])).toEqual([
    {
      member: amd64,
      finding: drift(
        'warning',
        'it needs the C library of the host, while the same program is static for linux/arm64, linux/arm/v7',
        'dynamic-glibc',
        'say `cgo: off`, or give every target a C compiler and say `cgo: on`',
      ),
    },
  ]);
});

test.each([
  ['all static', [arm64, windows]],
  ['all dynamic', [amd64, { ...amd64, target: arm64.target }]],
  ['another program of the same module', [amd64, { ...arm64, binary: 'notes-cli' }]],
  ['one Linux target alone', [amd64, windows]],
])('no drift: %s', (_, members) => {
  expect(judgeMatrix(members)).toEqual([]);
});
