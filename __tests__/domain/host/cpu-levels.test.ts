import { expect, test } from 'vitest';
import { lacksForLevel } from '../../../src/domain/host/cpu-levels.ts';
import type { CpuFacts, HostFacts } from '../../../src/domain/host/facts.ts';
import { silent } from './cases.ts';

const flags = (text: string): CpuFacts => ({ flags: new Set(text.split(' ')) });
const v2 = 'cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3';
const v3 = `${v2} avx avx2 bmi1 bmi2 f16c fma abm movbe xsave`;
const v4 = `${v3} avx512f avx512bw avx512cd avx512dq avx512vl`;
const on = (arch: string, cpu: CpuFacts, more: Partial<HostFacts> = {}): HostFacts => ({
  ...silent,
  os: 'linux',
  arch,
  cpu,
  ...more,
});

const cases: readonly (readonly [string, string, HostFacts, readonly string[] | undefined])[] = [
  ['GOAMD64', 'v1', on('amd64', {}), []],
  ['GOAMD64', 'v2', on('amd64', {}), undefined],
  ['GOAMD64', 'v2', on('amd64', flags(v2)), []],
  ['GOAMD64', 'v2', on('amd64', flags('fpu pni')), v2.replace(' pni', '').split(' ')],
  ['GOAMD64', 'v3', on('amd64', flags(v3)), []],
  ['GOAMD64', 'v4', on('amd64', flags(v4)), []],
  [
    'GOAMD64',
    'v4',
    on('amd64', flags(`${v3} avx512f avx512cd`)),
    ['avx512bw', 'avx512dq', 'avx512vl'],
  ],
  ['GOAMD64', 'v3', on('amd64', { level: 4 }), []],
  ['GOAMD64', 'v4', on('amd64', { level: 3 }), ['x86-64-v4']],
  ['GOAMD64', 'vx', on('amd64', flags(v4)), undefined],
  ['GOAMD64', 'v5', on('amd64', flags(v4)), undefined],
  ['GOAMD64', '', on('amd64', flags(v4)), undefined],
  ['GOAMD64', 'v2', on('amd64', flags(v2), { nativeArch: 'arm64' }), undefined],
  ['GO386', 'sse2', on('amd64', {}), []],
  ['GO386', 'sse2', on('386', flags('fpu mmx')), ['sse2']],
  ['GO386', 'softfloat', on('386', {}), []],
  ['GO386', '387', on('amd64', {}), undefined],
  ['GOARM', '5', on('arm', {}), []],
  ['GOARM', '5,hardfloat', on('arm', flags('half thumb')), ['vfp']],
  ['GOARM', '6', on('arm', flags('half vfp'), { machine: 'armv6l' }), []],
  ['GOARM', '6', on('arm', flags('half vfp'), { machine: 'armv5tejl' }), ['ARMv6']],
  ['GOARM', '6', on('arm', flags('half'), { machine: 'armv5tel' }), ['ARMv6', 'vfp']],
  ['GOARM', '6', on('arm', flags('half vfp')), undefined],
  ['GOARM', '6', on('arm', flags('half')), ['vfp']],
  ['GOARM', '8', on('arm', flags('half vfp neon')), undefined],
  ['GOARM', '7,x', on('arm64', {}), undefined],
  ['GOARM', '7', on('arm', flags('half vfp vfpv3d16')), []],
  ['GOARM', '7', on('arm', flags('half vfp')), ['vfpv3']],
  ['GOARM', '7', on('arm', {}), undefined],
  ['GOARM', '7', on('arm64', {}), []],
  ['GOARM', '7,softfloat', on('arm', {}, { machine: 'armv6l' }), ['ARMv7']],
  ['GOARM', '6,softfloat', on('arm', {}, { machine: 'armv7l' }), []],
  ['GOARM', '6,softfloat', on('arm', {}), undefined],
  ['GOARM64', 'v8.0', on('arm64', {}), []],
  ['GOARM64', 'v8.0,lse', on('arm64', flags('fp asimd')), ['atomics']],
  ['GOARM64', 'v9.0,crypto', on('arm64', flags('atomics aes pmull sha1')), ['sha2']],
  ['GOARM64', 'v8.2', on('arm64', {}), undefined],
  ['GOARM64', 'vx', on('arm64', flags('atomics')), undefined],
  ['GOARM64', 'v8.2', on('arm64', {}, { os: 'darwin' }), []],
  ['GOPPC64', 'power8', on('ppc64le', {}), []],
  ['GOPPC64', 'power9', on('ppc64le', { model: 'POWER9 (architected), altivec supported' }), []],
  ['GOPPC64', 'power10', on('ppc64le', { model: 'POWER9 (raw)' }), ['power10']],
  ['GOPPC64', 'power9', on('ppc64le', {}), undefined],
  ['GOPPC64', 'powerx', on('ppc64le', { model: 'POWER9 (raw)' }), undefined],
  ['GORISCV64', 'rva20u64', on('riscv64', {}), []],
  ['GORISCV64', 'rva22u64', on('riscv64', { isa: 'rv64imafdc_zba_zbb_zbs' }), []],
  ['GORISCV64', 'rva23u64', on('riscv64', { isa: 'rv64imafdc_zba_zbb_zbs' }), ['zicond', 'zfa']],
  ['GORISCV64', 'rva22u64', on('riscv64', { isa: 'rv64imafdc' }), undefined],
  ['GOMIPS', 'softfloat', on('mips', {}), []],
  ['GOMIPS', 'hardfloat', on('mips', { model: 'MIPS 24Kc V7.4  FPU V0.0' }), []],
  ['GOMIPS64', 'hardfloat', on('mips64', {}), undefined],
  ['GOMIPS', 'x', on('mips', { model: 'MIPS 24Kc V7.4  FPU V0.0' }), undefined],
  ['GOZ80', 'v1', on('amd64', flags(v4)), undefined],
];

test.each(cases)('%s=%s, case %#', (variable, level, host, missing) => {
  expect(lacksForLevel(variable, level, host)).toEqual(missing);
});
