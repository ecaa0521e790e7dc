import { describe, expect, test } from 'vitest';
import {
  type TargetPattern,
  expandTargets,
  parseTargetPattern,
} from '../../../src/domain/build/targets.ts';
import { parseDistList } from '../../../src/domain/build/platforms.ts';
import { formatTarget } from '../../../src/domain/target.ts';

/** `go tool dist list` of Go 1.26. */
const platforms = parseDistList(
  (
    'aix/ppc64 android/386 android/amd64 android/arm android/arm64 darwin/amd64 darwin/arm64 ' +
    'dragonfly/amd64 freebsd/386 freebsd/amd64 freebsd/arm freebsd/arm64 illumos/amd64 ios/amd64 ' +
    'ios/arm64 js/wasm linux/386 linux/amd64 linux/arm linux/arm64 linux/loong64 linux/mips ' +
    'linux/mips64 linux/mips64le linux/mipsle linux/ppc64 linux/ppc64le linux/riscv64 ' +
    'linux/s390x netbsd/386 netbsd/amd64 netbsd/arm netbsd/arm64 openbsd/386 openbsd/amd64 ' +
    'openbsd/arm openbsd/arm64 openbsd/ppc64 openbsd/riscv64 plan9/386 plan9/amd64 plan9/arm ' +
    'solaris/amd64 wasip1/wasm windows/386 windows/amd64 windows/arm64'
  ).replaceAll(' ', '\n'),
);

function patternOf(text: string): TargetPattern {
  const parsed = parseTargetPattern(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.pattern;
}

function expand(...texts: readonly string[]): {
  targets: readonly string[];
  repeated: readonly string[];
  problems: readonly string[];
} {
  const { targets, repeated, problems } = expandTargets(texts.map(patternOf), platforms);
  return { targets: targets.map(formatTarget), repeated, problems };
}

describe('one target has one canonical form, however it is spelled', () => {
  test.each([
    ['linux/amd64', 'linux/amd64'],
    ['linux_amd64', 'linux/amd64'],
    ['linux-amd64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux_amd64_v1', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64/v3'],
    ['linux/amd64/3', 'linux/amd64/v3'],
    ['linux_amd64_v3', 'linux/amd64/v3'],
    ['linux-amd64_v3', 'linux/amd64/v3'],
    ['linux/arm', 'linux/arm/v7'],
    ['linux/arm/v7', 'linux/arm/v7'],
    ['linux/arm/7', 'linux/arm/v7'],
    ['linux_arm_7', 'linux/arm/v7'],
    ['linux-arm-7', 'linux/arm/v7'],
    ['linux_arm_v6', 'linux/arm/v6'],
    ['linux/arm/v6-softfloat', 'linux/arm/v6-softfloat'],
    ['linux_arm_6_softfloat', 'linux/arm/v6-softfloat'],
    ['linux/arm64', 'linux/arm64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux_arm64_v8.0', 'linux/arm64'],
    ['linux/arm64/v8.2-lse', 'linux/arm64/v8.2-lse'],
    ['linux/arm64/v9', 'linux/arm64/v9.0'],
    ['linux/386/sse2', 'linux/386'],
    ['linux_mips_softfloat', 'linux/mips/softfloat'],
    ['linux/ppc64le/power9', 'linux/ppc64le/power9'],
    ['linux_riscv64_rva22u64', 'linux/riscv64/rva22u64'],
    ['js/wasm', 'js/wasm'],
  ])('%s is %s', (text, expected) => {
    expect(expand(text)).toEqual({ targets: [expected], repeated: [], problems: [] });
  });
});

describe('what is no target is refused, with its Go name where that is clear', () => {
  const accepted = '; accepted: linux/amd64, linux/arm/v7, linux/*';
  test.each([
    ['linux', `"linux" is no target${accepted}`],
    ['win32', `"win32" is no target${accepted}`],
    ['*', `"*" is no target${accepted}`],
    ['linux amd64', `"linux amd64" is no target${accepted}`],
    ['linux/', `"linux/" is no target${accepted}`],
    ['linux/amd64/v3/x', `"linux/amd64/v3/x" is no target${accepted}`],
    ['linux/x86_64', `"linux/x86_64" is no target; write linux/amd64${accepted}`],
    ['linux_x86_64', '"linux_x86_64" is no target; write linux/amd64'],
    ['linux/x86-64', `"linux/x86-64" is no target; write linux/amd64${accepted}`],
    ['Linux_x86_64', `"Linux_x86_64" is no target; write linux/amd64${accepted}`],
    ['Linux/AMD64', `"Linux/AMD64" is no target; write linux/amd64${accepted}`],
    ['LINUX/ARM/V7', `"LINUX/ARM/V7" is no target; write linux/arm/v7${accepted}`],
    ['macOS-arm64', `"macOS-arm64" is no target; write darwin/arm64${accepted}`],
    ['linux/amd64\n::error::x', String.raw`"linux/amd64\u000a::error::x" is no target${accepted}`],
    ['linux/*/v3', '"linux/*/v3" has a variant after a wildcard; name the architecture'],
    [
      'linux/amd64/v5',
      '"linux/amd64/v5" has a variant that Go does not know; accepted for amd64: v1, v2, v3, v4',
    ],
    [
      'linux/amd64/',
      '"linux/amd64/" has a variant that Go does not know; accepted for amd64: v1, v2, v3, v4',
    ],
    ['linux/s390x/v1', '"linux/s390x/v1" has a variant, and s390x has none in Go'],
    [
      'linux/constructor/v1',
      '"linux/constructor/v1" has a variant, and constructor has none in Go',
    ],
  ])('%j', (text, problem) => {
    expect(parseTargetPattern(text)).toEqual({ problem });
  });
});

describe('wildcards', () => {
  test('name what this Go can build, in its order, each once', () => {
    expect(expand('windows/*', '*/riscv64', 'windows/amd64')).toEqual({
      targets: [
        'windows/386',
        'windows/amd64',
        'windows/arm64',
        'linux/riscv64',
        'openbsd/riscv64',
      ],
      repeated: [],
      problems: [],
    });
  });

  test('stand for a part of a word', () => {
    expect(expand('*bsd/arm*').targets).toEqual([
      'freebsd/arm/v7',
      'freebsd/arm64',
      'netbsd/arm/v7',
      'netbsd/arm64',
      'openbsd/arm/v7',
      'openbsd/arm64',
    ]);
  });

  test('take what needs a host of its own only where that is named', () => {
    expect(expand('*/*').targets.filter((name) => /^(?:android|ios|js|wasip1)/.test(name))).toEqual(
      [],
    );
    expect(expand('*/*').targets).toHaveLength(39);
    expect(expand('ios/*').targets).toEqual(['ios/amd64', 'ios/arm64']);
  });

  test('that match nothing are an error', () => {
    expect(expand('linus/*', '*/sparc64').problems).toEqual([
      'linus/*: the wildcard matches no target that this Go can build',
      '*/sparc64: the wildcard matches no target that this Go can build',
    ]);
  });
});

test('a target that is named twice is built once, and it is told', () => {
  expect(expand('linux/arm/v7', 'linux_amd64', 'linux/arm', 'linux/amd64/v1')).toEqual({
    targets: ['linux/arm/v7', 'linux/amd64'],
    repeated: [
      'linux/arm/v7 (as linux/arm/v7 and linux/arm)',
      'linux/amd64 (as linux_amd64 and linux/amd64/v1)',
    ],
    problems: [],
  });
});

test('variants of one architecture are targets of their own', () => {
  expect(expand('linux/amd64', 'linux/amd64/v3', 'linux/arm/v6', 'linux/arm/v7').targets).toEqual([
    'linux/amd64',
    'linux/amd64/v3',
    'linux/arm/v6',
    'linux/arm/v7',
  ]);
});

describe('a target that does not exist gets the nearest that does', () => {
  test.each([
    ['linux/foo', 'linux/amd64'],
    ['linux/arm65', 'linux/arm64'],
    ['linux/sparc64', 'linux/arm64'],
    ['darwin/386', 'darwin/amd64'],
    ['windows/arm', 'windows/arm64'],
    ['macos/arm64', 'darwin/arm64'],
    ['mac/aarch64', 'darwin/arm64'],
    ['win32/x64', 'windows/amd64'],
    ['win/ia32', 'windows/386'],
    ['linux/x64', 'linux/amd64'],
    ['linux/i686', 'linux/386'],
    ['linux/armv7', 'linux/arm/v7'],
    ['linux/armhf', 'linux/arm/v7'],
    ['linus/amd64', 'linux/amd64'],
    ['wasip1/amd64', 'wasip1/wasm'],
  ])('%s: %s', (text, close) => {
    expect(expand(text).problems).toEqual([
      `${text}: this Go cannot build it; the nearest that exists is ${close}`,
    ]);
  });

  test('or none where nothing is near', () => {
    expect(expand('something/else').problems).toEqual(['something/else: this Go cannot build it']);
  });
});

test('all targets that do not exist are told together', () => {
  expect(expand('linux/amd64', 'linux/foo', 'plan9/arm64').problems).toHaveLength(2);
});
