import { describe, expect, test } from 'vitest';
import { parseVariant, targetEnv } from '../../../src/domain/build/variants.ts';
import { type Target, variantVariable } from '../../../src/domain/target.ts';

describe('variants that Go knows', () => {
  test.each([
    ['386', 'sse2', ''],
    ['386', 'softfloat', 'softfloat'],
    ['amd64', 'v1', ''],
    ['amd64', 'v2', 'v2'],
    ['amd64', '4', 'v4'],
    ['amd64', 'V3', 'v3'],
    ['arm', 'v5', '5'],
    ['arm', '6', '6'],
    ['arm', 'v7', '7'],
    ['arm', 'v6-softfloat', '6,softfloat'],
    ['arm', 'v7-hardfloat', '7'],
    ['arm', '6,hardfloat', '6'],
    ['arm', 'v5-softfloat', '5'],
    ['arm', 'v5-hardfloat', '5,hardfloat'],
    ['arm64', 'v8.0', ''],
    ['arm64', 'v8', ''],
    ['arm64', '8', ''],
    ['arm64', 'v8-lse', 'v8.0,lse'],
    ['arm64', 'v8.9', 'v8.9'],
    ['arm64', 'v9', 'v9.0'],
    ['arm64', 'v9.5-lse-crypto', 'v9.5,lse,crypto'],
    ['mips', 'hardfloat', ''],
    ['mips', 'softfloat', 'softfloat'],
    ['mipsle', 'softfloat', 'softfloat'],
    ['mips64', 'softfloat', 'softfloat'],
    ['mips64le', 'softfloat', 'softfloat'],
    ['ppc64', 'power8', ''],
    ['ppc64le', 'power10', 'power10'],
    ['riscv64', 'rva20u64', ''],
    ['riscv64', 'rva23u64', 'rva23u64'],
  ])('%s %s is %j', (arch, text, value) => {
    expect(parseVariant(arch, text)).toEqual({ value });
  });
});

describe('variants that Go does not know', () => {
  test.each([
    ['386', 'sse', 'sse2, softfloat'],
    ['amd64', 'v5', 'v1, v2, v3, v4'],
    ['arm', 'v8', 'v5, v6, v7, v6-softfloat'],
    ['arm64', 'v9.6', 'v8.0 to v8.9, v9.0 to v9.5, v8.2-lse'],
    ['mips', 'v1', 'hardfloat, softfloat'],
    ['ppc64le', 'power7', 'power8, power9, power10'],
    ['riscv64', 'v1', 'rva20u64, rva22u64, rva23u64'],
  ])('%s %s', (arch, text, words) => {
    expect(parseVariant(arch, text)).toEqual({
      problem: `has a variant that Go does not know; accepted for ${arch}: ${words}`,
    });
  });

  test.each(['loong64', 's390x', 'wasm', 'constructor'])('%s has none at all', (arch) => {
    expect(parseVariant(arch, 'v1')).toEqual({
      problem: `has a variant, and ${arch} has none in Go`,
    });
  });
});

test.each<[Target, Record<string, string>]>([
  [{ os: 'linux', arch: 'amd64' }, { GOAMD64: 'v1' }],
  [{ os: 'linux', arch: 'amd64', variant: 'v3' }, { GOAMD64: 'v3' }],
  [{ os: 'linux', arch: 'arm', variant: '6' }, { GOARM: '6' }],
  [{ os: 'linux', arch: 'arm' }, { GOARM: '7' }],
  [{ os: 'darwin', arch: 'arm64' }, { GOARM64: 'v8.0' }],
  [{ os: 'windows', arch: '386' }, { GO386: 'sse2' }],
  [{ os: 'linux', arch: 'mipsle', variant: 'softfloat' }, { GOMIPS: 'softfloat' }],
  [{ os: 'linux', arch: 'mips64le' }, { GOMIPS64: 'hardfloat' }],
  [{ os: 'linux', arch: 'ppc64le' }, { GOPPC64: 'power8' }],
  [{ os: 'linux', arch: 'riscv64' }, { GORISCV64: 'rva20u64' }],
  [{ os: 'linux', arch: 's390x' }, {}],
  [{ os: 'js', arch: 'wasm' }, {}],
])(
  'the variable of %j is always set, so that none in the environment counts',
  (target, variant) => {
    expect(targetEnv(target)).toEqual({ GOOS: target.os, GOARCH: target.arch, ...variant });
  },
);

test('every architecture with a variable has a default for it', () => {
  const archs = Object.keys(variantVariable);
  const without = archs.filter((arch) => Object.keys(targetEnv({ os: 'linux', arch })).length < 3);
  expect(without).toEqual([]);
});
