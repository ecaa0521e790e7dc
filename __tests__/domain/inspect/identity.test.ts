import { expect, test } from 'vitest';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import type { Program } from '../../../src/domain/inspect/header.ts';
import { judgeIdentity } from '../../../src/domain/inspect/identity.ts';
import type { Target } from '../../../src/domain/target.ts';
import { asked, elf, elfArm64, goInfo, macho, pe } from '../../fakes/programs.ts';

const amd64: Target = { os: 'linux', arch: 'amd64' };
const rebuild = 'build that target again, and look for a build-env or a cache that mixes targets';

function level(message: string, value: string, variable: string): Finding {
  const fix = `remove ${variable} from the environment and from build-env, or name the level in targets`;
  return { id: 'GS-LEVEL', severity: 'error', message, value, fix };
}

function other(message: string, value: string): Finding {
  return { id: 'GS-ARCH', severity: 'error', message, value, fix: rebuild };
}

test.each<[string, Target, Program, readonly Finding[]]>([
  ['as asked', amd64, elf(), []],
  ['arm64 as asked', { os: 'linux', arch: 'arm64' }, elfArm64(), []],
  ['Windows as asked', { os: 'windows', arch: 'amd64' }, pe(), []],
  ['macOS as asked', { os: 'darwin', arch: 'arm64' }, macho(), []],
  [
    'without build info the header alone is judged',
    amd64,
    elf({ go: goInfo({ GOOS: undefined, GOARCH: undefined, GOAMD64: undefined }) }),
    [],
  ],
  [
    'an x64 file in the place of an arm64 one (both header and build info)',
    { os: 'linux', arch: 'arm64' },
    elf(),
    [
      other(
        'asked for linux/arm64, but the header and the build info of the file are of linux/amd64',
        'ELF machine 62, 64 bits, little endian; GOOS=linux GOARCH=amd64',
      ),
    ],
  ],
  [
    'another system by its header',
    amd64,
    elf({ osAbi: 9 }),
    [
      other(
        'asked for linux/amd64, but the header of the file is of freebsd/amd64',
        'ELF machine 62, 64 bits, little endian',
      ),
    ],
  ],
  [
    'another system by the build info alone: the header does not tell',
    amd64,
    elf({ go: goInfo({ GOOS: 'illumos' }) }),
    [
      other(
        'asked for linux/amd64, but the build info says illumos/amd64',
        'GOOS=illumos GOARCH=amd64',
      ),
    ],
  ],
  [
    'another format',
    amd64,
    pe(),
    [
      other(
        'asked for linux/amd64, but the header and the build info of the file are of windows/amd64',
        'PE machine 0x8664; GOOS=windows GOARCH=amd64',
      ),
    ],
  ],
  [
    'header and build info that contradict each other as well',
    { os: 'linux', arch: 'arm64' },
    elf({ go: goInfo({ GOARCH: 'riscv64' }) }),
    [
      other(
        'asked for linux/arm64, but the header of the file is of linux/amd64',
        'ELF machine 62, 64 bits, little endian',
      ),
      other(
        'asked for linux/arm64, but the build info says linux/riscv64',
        'GOOS=linux GOARCH=riscv64',
      ),
    ],
  ],
  [
    'a header that fits many systems is told by the build info',
    { os: 'windows', arch: 'amd64' },
    elf({ go: goInfo({ GOOS: 'illumos' }) }),
    [
      other(
        'asked for windows/amd64, but the header and the build info of the file are of illumos/amd64',
        'ELF machine 62, 64 bits, little endian; GOOS=illumos GOARCH=amd64',
      ),
    ],
  ],
  [
    'without build info as Linux, which is the likeliest',
    { os: 'windows', arch: 'amd64' },
    elf({ go: goInfo({ GOOS: undefined, GOARCH: undefined, GOAMD64: undefined }) }),
    [
      other(
        'asked for windows/amd64, but the header of the file is of linux/amd64',
        'ELF machine 62, 64 bits, little endian',
      ),
    ],
  ],
  [
    'a machine that Go does not know',
    amd64,
    elf({ machine: 2 }),
    [
      other(
        'asked for linux/amd64, but the header of the file is of linux/an unknown machine',
        'ELF machine 2, 64 bits, little endian',
      ),
    ],
  ],
  ['a level as asked', { ...amd64, variant: 'v3' }, elf({ go: goInfo({ GOAMD64: 'v3' }) }), []],
  [
    'a raised level (UBI 10)',
    amd64,
    elf({ go: goInfo({ GOAMD64: 'v3' }) }),
    [level('linux/amd64 asks for GOAMD64=v1, but the build info says v3', 'GOAMD64=v3', 'GOAMD64')],
  ],
  [
    'a level that was not taken',
    { ...amd64, variant: 'v3' },
    elf(),
    [
      level(
        'linux/amd64/v3 asks for GOAMD64=v3, but the build info says v1',
        'GOAMD64=v1',
        'GOAMD64',
      ),
    ],
  ],
  [
    'a variable that this Go does not write, where none was asked for',
    { os: 'linux', arch: 'arm64' },
    elfArm64({ go: goInfo({ GOARCH: 'arm64', GOAMD64: undefined }) }),
    [],
  ],
  [
    'a variable that this Go does not write, where a level was asked for',
    { os: 'linux', arch: 'arm64', variant: 'v8.2,lse' },
    elfArm64({ go: goInfo({ GOARCH: 'arm64', GOAMD64: undefined }) }),
    [
      level(
        'linux/arm64/v8.2-lse asks for GOARM64=v8.2,lse, but the build info says nothing of it',
        'GOARM64=',
        'GOARM64',
      ),
    ],
  ],
  [
    'an ARM level as asked',
    { os: 'linux', arch: 'arm', variant: '6' },
    elf({ machine: 40, bits: 32, go: goInfo({ GOARCH: 'arm', GOAMD64: undefined, GOARM: '6' }) }),
    [],
  ],
  [
    'an architecture without levels',
    { os: 'linux', arch: 's390x' },
    elf({ machine: 22, order: 'big', go: goInfo({ GOARCH: 's390x', GOAMD64: undefined }) }),
    [],
  ],
  [
    'a hostile GOARCH is printed as data',
    amd64,
    elf({ go: goInfo({ GOARCH: '\u001B[2J::error::x' }) }),
    [
      other(
        'asked for linux/amd64, but the build info says linux/\\u001b[2J::error::x',
        'GOOS=linux GOARCH=\\u001b[2J::error::x',
      ),
    ],
  ],
])('%s', (_, target, program, findings) => {
  expect(judgeIdentity(asked({ target }), program)).toEqual(findings);
});
