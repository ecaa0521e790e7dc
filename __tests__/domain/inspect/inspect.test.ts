import { describe, expect, test } from 'vitest';
import type { BinaryFacts } from '../../../src/domain/binary/facts.ts';
import type { Asked } from '../../../src/domain/inspect/asked.ts';
import {
  type Inspected,
  inspectBinary,
  inspectUnreadable,
} from '../../../src/domain/inspect/inspect.ts';
import type { RunFloor } from '../../../src/domain/inspect/floor.ts';
import type { Needs } from '../../../src/domain/inspect/needs.ts';
import type { Found } from '../../../src/domain/inspect/wanted.ts';
import {
  asked,
  elf,
  elfArm64,
  elfCgo,
  found,
  goInfo,
  macho,
  need,
  pe,
} from '../../fakes/programs.ts';

const isStatic: RunFloor = { kind: 'static', text: 'static' };
const { go: _, ...noGo } = elf();

describe('findings', () => {
  const told = ({ findings }: Inspected): readonly string[] =>
    findings.map(({ id, severity }) => `${severity} ${id}`);

  test.each<[string, BinaryFacts, Found, Asked, readonly string[]]>([
    ['none of a good static program', elf(), found(), asked(), []],
    [
      'none of a good arm64 program',
      elfArm64(),
      found(),
      asked({ target: { os: 'linux', arch: 'arm64' } }),
      [],
    ],
    [
      'none of a good Windows program',
      pe(),
      found(),
      asked({ target: { os: 'windows', arch: 'amd64' } }),
      [],
    ],
    [
      'none of a good macOS program',
      macho(),
      found(),
      asked({ target: { os: 'darwin', arch: 'arm64' } }),
      [],
    ],
    [
      'the worst first',
      elfCgo({ execStack: true, damage: ['x'], versions: [need('GLIBC_2.2.5', ['free'])] }),
      found('load-location'),
      asked({ floors: [isStatic] }),
      [
        'error GS-CGO-DRIFT',
        'error GS-MUST-RUN-ON',
        'warning GS-FORMAT',
        'warning GS-EXECSTACK',
        'note GS-GLIBC',
        'note GS-TZDATA',
      ],
    ],
    [
      'every check of ELF has its say',
      elfArm64({
        type: 3,
        dynamic: true,
        interpreter: '/nix/ld-linux-aarch64.so.1',
        needed: ['libc.so.6', 'libvips.so.42'],
        versions: [need('GLIBC_2.34', ['dlsym']), need('GLIBCXX_3.4.99', ['x'])],
        rpath: '/home/a',
        loadAlign: 4096,
        go: goInfo(
          { CGO_ENABLED: '1', GOARCH: 'arm64', GOARM64: 'v8.1', 'vcs.modified': 'true' },
          { version: 'go1.29.0' },
        ),
      }),
      found('system-roots'),
      asked({ target: { os: 'linux', arch: 'arm64' }, cgo: true }),
      [
        'error GS-LEVEL',
        'warning GS-GOVER',
        'warning GS-DIRTY',
        'warning GS-INTERP',
        'warning GS-CXX',
        'warning GS-NEEDED',
        'warning GS-RPATH',
        'warning GS-PAGE',
        'note GS-GLIBC',
        'note GS-OS',
        'note GS-CPU',
        'note GS-ROOTS',
      ],
    ],
    [
      'every check of PE has its say',
      pe({ subsystem: 2, imports: [{ library: 'libgcc_s_seh-1.dll', symbols: [] }] }),
      found('load-location'),
      asked({ target: { os: 'windows', arch: 'amd64' } }),
      ['error GS-DLL', 'warning GS-SUBSYSTEM', 'note GS-TZDATA'],
    ],
    [
      'every check of Mach-O has its say',
      (({ uuid: _uuid, signature: _signature, ...rest }) => ({
        ...rest,
        libraries: [{ path: '/opt/x.dylib', kind: 'load' as const }],
      }))(macho()),
      found(),
      asked({ target: { os: 'darwin', arch: 'arm64' } }),
      ['error GS-SIGNATURE', 'error GS-DYLIB', 'warning GS-UUID'],
    ],
    [
      'a resolver of musl is told',
      elf({ go: goInfo({ CGO_ENABLED: '1' }) }),
      found('net-cgo'),
      asked({ cgo: true }),
      ['note GS-RESOLVER'],
    ],
    ['a packed file is told', noGo, found('upx'), asked(), ['warning GS-NOGO']],
  ])('%s', (_name, ...[facts, seen, question, expected]) => {
    expect(told(inspectBinary(question, facts, seen))).toEqual(expected);
  });

  test('damage is told, a little of it, as data', () => {
    const damage = ['a', 'b\u001B[31m', 'c', 'd', 'e'];
    expect(inspectBinary(asked(), elf({ damage }), found()).findings).toEqual([
      {
        id: 'GS-FORMAT',
        severity: 'warning',
        message: 'the file is not whole: what could not be read is not judged',
        value: 'a, b\\u001b[31m, c and 2 more',
        fix: 'ship the file as Go links it: no packer, no strip of another system, no edit afterwards',
      },
    ]);
  });
});

test('what is there in greater number than is read is a note, and no damage', () => {
  const question = asked({ target: { os: 'windows', arch: 'amd64' } });
  const facts = pe({ unread: ['libraries', 'functions'] });
  expect(inspectBinary(question, facts, found()).findings).toEqual([
    {
      id: 'GS-FORMAT',
      severity: 'note',
      message: 'there is more in it than is read here: what is beyond is not known',
      value: 'libraries, functions',
      fix: 'nothing is to be done where it is meant to ask for so many; else build it again',
    },
  ]);
});

describe('what cannot be read', () => {
  const nothing: Needs = {
    os: 'unknown',
    arch: 'unknown',
    format: 'unknown',
    link: 'unknown',
    libraries: [],
    runPaths: [],
    versions: [],
    timeZones: 'unknown',
    roots: 'unknown',
    unknown: ['format'],
  };

  test('is an error, and meets no floor', () => {
    const problem = 'the ELF header ends too early';
    expect(inspectUnreadable(asked({ floors: [isStatic] }), problem)).toEqual({
      findings: [
        {
          id: 'GS-FORMAT',
          severity: 'error',
          message: 'the file cannot be read as a program',
          value: problem,
          fix: 'build it again, and ship the file as Go links it: not truncated, not packed',
        },
        {
          id: 'GS-MUST-RUN-ON',
          severity: 'error',
          message:
            'must-run-on asks for static, and whether it runs there cannot be told: the file could not be read',
          value: 'format',
          fix: 'build it again, and ship the file as Go links it: not cut off, not packed',
        },
      ],
      needs: nothing,
    });
  });

  test.each(['aix', 'js', 'plan9', 'wasip1'])(
    'is a note for %s, whose files are not read',
    (os) => {
      const question = asked({ target: { os, arch: 'wasm' }, floors: [isStatic] });
      expect(inspectUnreadable(question, 'it is no program')).toEqual({
        findings: [
          {
            id: 'GS-FORMAT',
            severity: 'note',
            message: `program files of ${os} are not read here, so nothing of it is judged`,
            value: 'it is no program',
            fix: 'try it on the system that it is for',
          },
        ],
        needs: { ...nothing, os, arch: 'wasm' },
      });
    },
  );

  test('a fat file without the architecture is of another one', () => {
    const fat: BinaryFacts = { format: 'fat', slices: [macho()], damage: [] };
    const question = asked({ target: { os: 'darwin', arch: 'amd64' } });
    expect(inspectBinary(question, fat, found())).toEqual({
      findings: [
        {
          id: 'GS-ARCH',
          severity: 'error',
          message: 'the fat file has no program for amd64',
          value: 'arm64',
          fix: 'build darwin/amd64, and join it with lipo again',
        },
      ],
      needs: { ...nothing, format: 'macho' },
    });
  });
});
