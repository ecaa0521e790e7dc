/** Facts of ordinary programs of Go 1.26.8, and what they were asked to be; tests change one thing. */

import type {
  ElfFacts,
  GoInfo,
  GoModule,
  MachOFacts,
  PeFacts,
  VersionNeed,
} from '../../src/domain/binary/facts.ts';
import type { Asked } from '../../src/domain/inspect/asked.ts';
import type { Found, WantedId } from '../../src/domain/inspect/wanted.ts';

export const hash = 'a94f3c1de0b2467795c8d6f1020304050607080f';

export type Settings = Readonly<Record<string, string | undefined>>;

/** Settings that are undefined are taken away. */
export function goInfo(settings: Settings = {}, more: Partial<GoInfo> = {}): GoInfo {
  const all: Settings = {
    CGO_ENABLED: '0',
    GOARCH: 'amd64',
    GOOS: 'linux',
    GOAMD64: 'v1',
    'vcs.revision': hash,
    'vcs.modified': 'false',
    ...settings,
  };
  const told = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    version: 'go1.26.8',
    path: 'example.com/notes',
    main: { path: 'example.com/notes', version: 'v1.4.0' },
    deps: [],
    settings: new Map(told),
    ...more,
  };
}

export function module(path: string): GoModule {
  return { path, version: 'v1.0.0' };
}

/** A static linux/amd64 program. */
export function elf(more: Partial<ElfFacts> = {}): ElfFacts {
  return {
    format: 'elf',
    bits: 64,
    order: 'little',
    machine: 62,
    type: 2,
    osAbi: 0,
    flags: 0,
    dynamic: false,
    pie: false,
    relr: false,
    needed: [],
    versions: [],
    execStack: false,
    loadAlign: 4096,
    notes: [],
    go: goInfo(),
    damage: [],
    ...more,
  };
}

/** A linux/arm64 program, static as well. */
export function elfArm64(more: Partial<ElfFacts> = {}): ElfFacts {
  const go = goInfo({ GOARCH: 'arm64', GOAMD64: undefined, GOARM64: 'v8.0' });
  return elf({ machine: 183, loadAlign: 65_536, go, ...more });
}

/** linux/amd64 with cgo, linked against glibc. */
export function elfCgo(more: Partial<ElfFacts> = {}): ElfFacts {
  return elf({
    type: 3,
    dynamic: true,
    pie: true,
    interpreter: '/lib64/ld-linux-x86-64.so.2',
    needed: ['libc.so.6'],
    versions: cgoVersions,
    go: goInfo({ CGO_ENABLED: '1' }),
    ...more,
  });
}

/** What net and os/user ask of the glibc of Debian 12. */
export const cgoVersions: readonly VersionNeed[] = [
  need('GLIBC_2.2.5', ['free', 'malloc']),
  need('GLIBC_2.34', ['pthread_detach', 'pthread_create', 'pthread_key_create']),
  need('GLIBC_2.32', ['pthread_sigmask']),
];

export function need(version: string, symbols: readonly string[], weak = false): VersionNeed {
  return { library: 'libc.so.6', version, weak, symbols };
}

export function pe(more: Partial<PeFacts> = {}): PeFacts {
  return {
    format: 'pe',
    machine: 0x8664,
    bits: 64,
    dll: false,
    subsystem: 3,
    osVersion: '6.1',
    subsystemVersion: '6.1',
    imports: [{ library: 'kernel32.dll', symbols: ['WriteFile'] }],
    delayImports: [],
    go: goInfo({ GOOS: 'windows' }),
    damage: [],
    ...more,
  };
}

/** darwin/arm64 */
export function macho(more: Partial<MachOFacts> = {}): MachOFacts {
  return {
    format: 'macho',
    bits: 64,
    order: 'little',
    cpuType: 0x0100000c,
    cpuSubtype: 0,
    fileType: 2,
    libraries: [{ path: '/usr/lib/libSystem.B.dylib', kind: 'load' }],
    platform: 1,
    minOs: '12.0',
    sdk: '12.0',
    uuid: '0123456789abcdef0123456789abcdef',
    signature: { offset: 4096, size: 512, endsFile: true, begins: true },
    go: goInfo({ GOOS: 'darwin', GOARCH: 'arm64', GOAMD64: undefined, GOARM64: 'v8.0' }),
    damage: [],
    ...more,
  };
}

export function asked(more: Partial<Asked> = {}): Asked {
  return {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    goVersion: '1.26.8',
    commit: { hash, dirty: false },
    runnerFolders: [],
    floors: [],
    ...more,
  };
}

/** All that is looked for was looked for; these were found. */
export function found(...ids: readonly WantedId[]): Found {
  const all: readonly WantedId[] = [
    'load-location',
    'tzdata',
    'system-roots',
    'net-cgo',
    'user-cgo',
    'upx',
    'stub:github.com/mattn/go-sqlite3',
  ];
  return new Map(all.map((id) => [id, ids.includes(id)]));
}

/** A note of 32-bit words, little endian. */
export function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  values.forEach((value, at) => new DataView(bytes.buffer).setUint32(at * 4, value, true));
  return bytes;
}
