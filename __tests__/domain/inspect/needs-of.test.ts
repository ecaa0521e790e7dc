import { expect, test } from 'vitest';
import type { BinaryFacts } from '../../../src/domain/binary/facts.ts';
import type { Asked } from '../../../src/domain/inspect/asked.ts';
import { inspectBinary } from '../../../src/domain/inspect/inspect.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import { parseNeeds } from '../../../src/domain/inspect/parse-needs.ts';
import type { Found } from '../../../src/domain/inspect/wanted.ts';
import { createFields } from '../../../src/domain/json-fields.ts';
import { asked, elf, elfCgo, found, goInfo, macho, need, pe, words } from '../../fakes/programs.ts';
import { staticNeeds } from '../../fixtures/inspected.ts';

const plain = staticNeeds;
const { go: _, ...noGo } = elf();

const needs: readonly (readonly [string, BinaryFacts, Found, Asked, Needs])[] = [
  ['a static program', elf(), found(), asked(), plain],
  [
    'a program with cgo',
    elfCgo({ runpath: '/opt/x:$ORIGIN' }),
    found('load-location', 'system-roots', 'net-cgo'),
    asked({ cgo: true }),
    {
      ...plain,
      cgo: true,
      link: 'dynamic-glibc',
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      libraries: ['libc.so.6'],
      runPaths: ['/opt/x', '$ORIGIN'],
      glibc: {
        version: '2.34',
        symbols: [
          'pthread_create@GLIBC_2.34',
          'pthread_detach@GLIBC_2.34',
          'pthread_key_create@GLIBC_2.34',
        ],
        others: [],
      },
      timeZones: 'host',
      roots: 'host',
    },
  ],
  [
    'a musl program with packed relocations',
    elfCgo({
      interpreter: '/lib/ld-musl-x86_64.so.1',
      needed: ['libc.so'],
      versions: [need('GCC_3.0', ['x'])],
      relr: true,
    }),
    found(),
    asked({ cgo: true }),
    {
      ...plain,
      cgo: true,
      link: 'dynamic-musl',
      interpreter: '/lib/ld-musl-x86_64.so.1',
      libraries: ['libc.so'],
      musl: { version: '1.2.4', from: 'DT_RELR' },
      versions: ['GCC_3.0'],
    },
  ],
  [
    'a static-pie with packed relocations needs no glibc for them',
    elf({ dynamic: true, pie: true, relr: true }),
    found(),
    asked(),
    { ...plain, link: 'static-pie' },
  ],
  [
    'a file without build info',
    noGo,
    found(),
    asked(),
    {
      os: 'unknown',
      arch: 'amd64',
      format: 'elf',
      bits: 64,
      link: 'static',
      libraries: [],
      runPaths: [],
      versions: [],
      pageAlign: 4096,
      timeZones: 'unused',
      roots: 'unused',
      unknown: ['cpu', 'go', 'os', 'symbols'],
    },
  ],
  [
    'a file that was not searched',
    elf(),
    new Map(),
    asked(),
    {
      ...plain,
      timeZones: 'unknown',
      roots: 'unknown',
      unknown: ['roots', 'symbols', 'time-zones'],
    },
  ],
  [
    'a damaged dynamic file: its floor may be higher than what was read',
    elfCgo({ damage: ['the version table ends too early'], flaw: 'damaged', versions: [] }),
    found(),
    asked({ cgo: true }),
    {
      ...plain,
      cgo: true,
      link: 'dynamic-glibc',
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      libraries: ['libc.so.6'],
      unknown: ['glibc', 'whole'],
    },
  ],
  [
    'a dynamic file whose sections are damaged: the loader does not read them',
    elfCgo({ damage: ["a section's name lies nowhere"], versions: [] }),
    found(),
    asked({ cgo: true }),
    {
      ...plain,
      cgo: true,
      link: 'dynamic-glibc',
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      libraries: ['libc.so.6'],
    },
  ],
  [
    'a static program with glibc in it, by the tag of its start files',
    elf({
      go: goInfo({ CGO_ENABLED: '1' }),
      notes: [{ owner: 'GNU', type: 1, value: words(0, 3, 2, 0) }],
    }),
    found(),
    asked({ cgo: true }),
    { ...plain, cgo: true, libcInside: 'glibc' },
  ],
  [
    'a dynamic file that asks for more versions than are read',
    elfCgo({ unread: ['versions'], versions: [] }),
    found(),
    asked({ cgo: true }),
    {
      ...plain,
      cgo: true,
      link: 'dynamic-glibc',
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      libraries: ['libc.so.6'],
      unknown: ['glibc'],
    },
  ],
  [
    'a static file that is damaged where it is loaded',
    elf({ damage: ['x'], flaw: 'cut-off' }),
    found(),
    asked(),
    { ...plain, unknown: ['whole'] },
  ],
  [
    'a Windows program',
    pe({
      imports: ['a.dll', 'kernel32.dll', 'a.dll'].map((library) => ({ library, symbols: [] })),
    }),
    found(),
    asked({ target: { os: 'windows', arch: 'amd64' } }),
    {
      os: 'windows',
      arch: 'amd64',
      format: 'pe',
      bits: 64,
      go: '1.26.8',
      cgo: false,
      link: 'system',
      libraries: ['a.dll', 'kernel32.dll'],
      runPaths: [],
      versions: [],
      windows: { version: '10.0', from: 'Go 1.26' },
      cpu: { variable: 'GOAMD64', level: 'v1', from: 'setting' },
      timeZones: 'unused',
      roots: 'unused',
      unknown: [],
    },
  ],
  [
    'the program of a fat file that was asked for',
    { format: 'fat', slices: [macho({ cpuType: 0x01000007 }), macho()], damage: [] },
    found('system-roots'),
    asked({ target: { os: 'darwin', arch: 'arm64' } }),
    {
      os: 'darwin',
      arch: 'arm64',
      format: 'macho',
      bits: 64,
      go: '1.26.8',
      cgo: false,
      link: 'system',
      libraries: ['/usr/lib/libSystem.B.dylib'],
      runPaths: [],
      versions: [],
      macos: { version: '12', from: 'Go 1.26' },
      cpu: { variable: 'GOARM64', level: 'v8.0', from: 'setting' },
      timeZones: 'unused',
      roots: 'unused',
      uuid: true,
      signed: true,
      unknown: [],
    },
  ],
];

test.each(needs)('needs of %s', (_name, ...[facts, seen, question, expected]) => {
  const inspected = inspectBinary(question, facts, seen);
  expect(inspected.needs).toEqual(expected);
  expect(JSON.parse(JSON.stringify(inspected.needs))).toEqual(expected);
});

test('what a manifest has of it is read again as it was', () => {
  for (const [, facts, seen, question, expected] of needs) {
    const written: unknown = JSON.parse(JSON.stringify(inspectBinary(question, facts, seen).needs));
    expect(parseNeeds(createFields(written, 'needs'))).toEqual(expected);
  }
});
