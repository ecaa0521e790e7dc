import { expect, test } from 'vitest';
import type { ElfFacts } from '../../../src/domain/binary/facts.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import { glibcFloorOf, judgeGlibc } from '../../../src/domain/inspect/glibc.ts';
import type { GlibcFloor } from '../../../src/domain/inspect/needs.ts';
import { cgoVersions, elf, need } from '../../fakes/programs.ts';

const older =
  'build with `cgo: off`, or against an older glibc: an older runner image, or CC=zig cc -target … under build-env';

const floor = (version: string, value: string): Finding => ({
  id: 'GS-GLIBC',
  severity: 'note',
  message: `it needs glibc ${version} or newer`,
  value,
  fix: older,
});
const weakly = (version: string, value: string): Finding => ({
  id: 'GS-GLIBC',
  severity: 'warning',
  message: `it would use glibc ${version}, and does without where that is missing`,
  value,
  fix: 'try it on the oldest system that it is meant for',
});
const marked = (value: string): Finding => ({
  id: 'GS-GLIBC',
  severity: 'warning',
  message: 'it asks glibc for a feature that is not known here, so its floor may be higher',
  value,
  fix: older,
});
const inside = (value: string): Finding => ({
  id: 'GS-GLIBC',
  severity: 'error',
  message: 'it uses what glibc keeps for itself, so it runs with one very build of glibc only',
  value,
  fix: 'build with `cgo: off`, or remove the part that links against the inside of glibc',
});

test('what several libraries or entries ask of one version is told once, in little time', () => {
  const names = Array.from({ length: 2000 }, (_, index) => `f${String(index).padStart(4, '0')}`);
  const versions = [
    ...Array.from({ length: 2000 }, () => need('GLIBC_2.34', [])),
    need('GLIBC_2.34', names),
    { ...need('GLIBC_2.34', ['f0000', 'g']), library: 'libpthread.so.0' },
  ];
  const symbols = names.slice(0, 64).map((name) => `${name}@GLIBC_2.34`);
  expect(glibcFloorOf(elf({ versions }))).toEqual({ version: '2.34', symbols, others: [] });
});

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

test.each<[string, Partial<ElfFacts>, GlibcFloor | undefined, readonly Finding[]]>([
  ['nothing asked', {}, undefined, []],
  [
    'a cgo program of Debian 12 needs 2.34, not 2.36',
    { versions: cgoVersions },
    {
      version: '2.34',
      symbols: [
        'pthread_create@GLIBC_2.34',
        'pthread_detach@GLIBC_2.34',
        'pthread_key_create@GLIBC_2.34',
      ],
      others: [],
    },
    [
      floor(
        '2.34',
        'pthread_create@GLIBC_2.34, pthread_detach@GLIBC_2.34, pthread_key_create@GLIBC_2.34',
      ),
    ],
  ],
  [
    'versions are numbers: 2.9 is below 2.17',
    { versions: [need('GLIBC_2.9', ['pipe2']), need('GLIBC_2.17', ['clock_gettime'])] },
    { version: '2.17', symbols: ['clock_gettime@GLIBC_2.17'], others: [] },
    [floor('2.17', 'clock_gettime@GLIBC_2.17')],
  ],
  [
    'over all libraries, each symbol once',
    {
      versions: [
        { ...need('GLIBC_2.29', ['log', 'exp']), library: 'libm.so.6' },
        need('GLIBC_2.29', ['posix_spawn', 'log']),
      ],
    },
    {
      version: '2.29',
      symbols: ['exp@GLIBC_2.29', 'log@GLIBC_2.29', 'posix_spawn@GLIBC_2.29'],
      others: [],
    },
    [floor('2.29', 'exp@GLIBC_2.29, log@GLIBC_2.29, posix_spawn@GLIBC_2.29')],
  ],
  [
    'a version without a known symbol stands for itself',
    { versions: [need('GLIBC_2.34', [])] },
    { version: '2.34', symbols: ['GLIBC_2.34'], others: [] },
    [floor('2.34', 'GLIBC_2.34')],
  ],
  [
    'a weak version above the floor warns and does not raise it',
    { versions: [need('GLIBC_2.17', ['free']), need('GLIBC_2.36', ['arc4random'], true)] },
    { version: '2.17', symbols: ['free@GLIBC_2.17'], others: [] },
    [weakly('2.36', 'arc4random@GLIBC_2.36'), floor('2.17', 'free@GLIBC_2.17')],
  ],
  [
    'a weak version below the floor is nothing',
    { versions: [need('GLIBC_2.34', ['dlsym']), need('GLIBC_2.17', ['secure_getenv'], true)] },
    { version: '2.34', symbols: ['dlsym@GLIBC_2.34'], others: [] },
    [floor('2.34', 'dlsym@GLIBC_2.34')],
  ],
  [
    'weak versions alone force nothing',
    { versions: [need('GLIBC_2.36', ['arc4random'], true)] },
    undefined,
    [weakly('2.36', 'arc4random@GLIBC_2.36')],
  ],
  [
    'DT_RELR is 2.36',
    { relr: true, versions: [need('GLIBC_2.34', ['dlsym']), need('GLIBC_ABI_DT_RELR', [])] },
    { version: '2.36', symbols: ['DT_RELR'], others: [] },
    [floor('2.36', 'DT_RELR')],
  ],
  [
    'DT_RELR forces it beside symbols of the same version',
    { relr: true, versions: [need('GLIBC_2.36', ['arc4random'])] },
    { version: '2.36', symbols: ['DT_RELR', 'arc4random@GLIBC_2.36'], others: [] },
    [floor('2.36', 'DT_RELR, arc4random@GLIBC_2.36')],
  ],
  [
    'DT_RELR does not lower a higher floor',
    { relr: true, versions: [need('GLIBC_2.38', ['strlcpy'])] },
    { version: '2.38', symbols: ['strlcpy@GLIBC_2.38'], others: [] },
    [floor('2.38', 'strlcpy@GLIBC_2.38')],
  ],
  [
    'a marker that is not known',
    { versions: [need('GLIBC_2.34', ['dlsym']), need('GLIBC_ABI_GNU2_TLS', [])] },
    { version: '2.34', symbols: ['dlsym@GLIBC_2.34'], others: ['GLIBC_ABI_GNU2_TLS'] },
    [marked('GLIBC_ABI_GNU2_TLS'), floor('2.34', 'dlsym@GLIBC_2.34')],
  ],
  [
    'GLIBC_PRIVATE',
    { versions: [need('GLIBC_PRIVATE', ['_dl_argv', '__libc_alloca_cutoff'])] },
    { symbols: [], others: ['GLIBC_PRIVATE'] },
    [inside('__libc_alloca_cutoff@GLIBC_PRIVATE, _dl_argv@GLIBC_PRIVATE')],
  ],
  [
    'GLIBC_PRIVATE without symbols, weak as it may be',
    { versions: [need('GLIBC_PRIVATE', [], true)] },
    { symbols: [], others: ['GLIBC_PRIVATE'] },
    [inside('GLIBC_PRIVATE')],
  ],
  [
    'versions of C++ are not mixed in',
    {
      versions: [
        need('GLIBCXX_3.4.30', ['a']),
        need('CXXABI_1.3.13', ['b']),
        need('GCC_3.0', ['c']),
      ],
    },
    undefined,
    [],
  ],
  [
    'many symbols are cut short, and a name of the file is data',
    { versions: [need('GLIBC_2.34', ['j', ...letters.toReversed(), 'i', 'x\u001B[31m'])] },
    {
      version: '2.34',
      symbols: [...letters, 'i', 'j', 'x\u001B[31m'].map((name) => `${name}@GLIBC_2.34`),
      others: [],
    },
    [floor('2.34', `${letters.map((name) => `${name}@GLIBC_2.34`).join(', ')} and 3 more`)],
  ],
])('%s', (_, facts, expected, findings) => {
  expect([glibcFloorOf(elf(facts)), judgeGlibc(elf(facts))]).toEqual([expected, findings]);
});
