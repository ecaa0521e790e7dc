import { expect, test } from 'vitest';
import { needsOf } from '../../../src/domain/inspect/needs-of.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { formatRunsOn, runsOn } from '../../../src/domain/inspect/runs-on.ts';
import { elfCgo, found } from '../../fakes/programs.ts';

const cgo = needsOf(elfCgo(), found());
const at = (version: string, more: Partial<Needs> = {}): Needs => ({
  ...cgo,
  glibc: { version, symbols: [`f@GLIBC_${version}`], others: [] },
  ...more,
});
const musl: Partial<Needs> = { link: 'dynamic-musl', interpreter: '/lib/ld-musl-x86_64.so.1' };
const { glibc: _, ...any } = cgo;
const inside = (version: string, ...others: string[]): Needs =>
  at(version, { glibc: { version, symbols: [], others } });

test.each<[string, Needs, string]>([
  [
    '2.34',
    at('2.34'),
    'Debian 12+, Ubuntu 22.04+, RHEL 9+, Amazon Linux 2023; not on Debian 11 (LTS ended 2026-08-31), Ubuntu 20.04 (ended 2025-05-31), RHEL 8 (supported until 2029-05-31), Amazon Linux 2 (ended 2026-06-30), any Alpine',
  ],
  [
    '2.35, which RHEL 9 does not have',
    at('2.35'),
    'Debian 12+, Ubuntu 22.04+, RHEL 10; not on Debian 11 (LTS ended 2026-08-31), Ubuntu 20.04 (ended 2025-05-31), RHEL 9 (supported until 2032-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), any Alpine',
  ],
  ['2.17', at('2.17'), 'Debian 10+, Ubuntu 18.04+, RHEL 7+, Amazon Linux 2+; not on any Alpine'],
  [
    '2.42, between two long-lived releases of Ubuntu',
    at('2.42'),
    'Ubuntu 26.04; not on Debian up to 13 (LTS until 2030-06-30), Ubuntu 24.04 (supported until 2029-05-31), RHEL up to 10 (supported until 2035-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), any Alpine',
  ],
  [
    '2.60',
    at('2.60'),
    'none that is known here; not on Debian up to 13 (LTS until 2030-06-30), Ubuntu up to 26.04 (supported until 2031-05-29), RHEL up to 10 (supported until 2035-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), any Alpine',
  ],
  [
    'musl',
    { ...any, ...musl, musl: { version: '1.2.4', from: 'DT_RELR' } },
    'Alpine 3.18+; not on Debian up to 13 (LTS until 2030-06-30), Ubuntu up to 26.04 (supported until 2031-05-29), RHEL up to 10 (supported until 2035-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), Alpine 3.17 (ended 2024-11-22)',
  ],
  [
    '2.35 on riscv64, which few of them have',
    at('2.35', { arch: 'riscv64', interpreter: '/lib/ld-linux-riscv64-lp64d.so.1' }),
    'Debian 13, Ubuntu 22.04+; not on Ubuntu 20.04 (ended 2025-05-31), any Alpine',
  ],
  [
    '2.17 on mips, which Debian has given up',
    at('2.17', { arch: 'mips', interpreter: '/lib/ld.so.1' }),
    'Debian 10',
  ],
  [
    '2.28 on mipsle, which Debian made until 12',
    at('2.28', { arch: 'mipsle', interpreter: '/lib/ld.so.1' }),
    'Debian 10 to 12',
  ],
  [
    '2.28 on 386, which RHEL and Amazon Linux have given up',
    at('2.28', { arch: '386', interpreter: '/lib/ld-linux.so.2' }),
    'Debian 10+, Ubuntu 20.04+, RHEL 8 to 9; not on Ubuntu 18.04 (ended 2023-05-31), RHEL 7 (ended 2024-06-30), Amazon Linux 2 (ended 2026-06-30), any Alpine',
  ],
  [
    'musl on loong64, which Alpine alone has',
    { ...any, ...musl, arch: 'loong64', interpreter: '/lib/ld-musl-loongarch64.so.1' },
    'Alpine 3.21+',
  ],
  [
    '2.34 where the loader is that of Nix',
    at('2.34', { interpreter: '/nix/x/ld-linux-x86-64.so.2' }),
    'none that is known here; not on Debian up to 13 (LTS until 2030-06-30), Ubuntu up to 26.04 (supported until 2031-05-29), RHEL up to 10 (supported until 2035-05-31), Amazon Linux up to 2023 (supported until 2029-06-30), any Alpine',
  ],
])('a floor of %s in words', (_name, needs, words) => {
  const where = runsOn(needs);
  expect(where && formatRunsOn(where)).toBe(words);
});

test.each<[string, Needs]>([
  [
    'an architecture that only Alpine has',
    at('2.34', { arch: 'loong64', interpreter: '/lib64/ld-linux-loongarch-lp64d.so.1' }),
  ],
  ['one that none has', at('2.34', { arch: 'mips64', interpreter: '/lib64/ld.so.1' })],
  [
    'musl on one that Alpine does not have',
    { ...any, ...musl, arch: 'mips', interpreter: '/lib/ld-musl-mips.so.1' },
  ],
  ['one that nobody knows', at('2.34', { arch: 'unknown', unknown: ['arch'] })],
  ['a marker, above every release', inside('2.60', 'GLIBC_ABI_X')],
  ['a loader of nobody', at('2.60', { interpreter: '/my/ld' })],
  [
    'arm without floating-point registers',
    at('2.17', { arch: 'arm', interpreter: '/lib/ld-linux.so.3' }),
  ],
  [
    'riscv64 without them',
    at('2.17', { arch: 'riscv64', interpreter: '/lib/ld-linux-riscv64-lp64.so.1' }),
  ],
])('where it runs is not known of %s', (_name, needs) => {
  expect(runsOn(needs)).toBeUndefined();
});

test('what cannot be told of one release is told of none', () => {
  expect([
    runsOn({ ...cgo, unknown: ['glibc'] }),
    runsOn(at('2.34', { versions: ['GLIBCXX_3.4.99'] })),
  ]).toEqual([undefined, undefined]);
});
