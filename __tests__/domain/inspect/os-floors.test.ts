import { expect, test } from 'vitest';
import type { Program } from '../../../src/domain/inspect/header.ts';
import { type OsFloors, osFloorsOf } from '../../../src/domain/inspect/os-floors.ts';
import { elf, goInfo, macho, pe, words } from '../../fakes/programs.ts';

const by = (version: string): { readonly go: ReturnType<typeof goInfo> } => ({
  go: goInfo({}, { version }),
});
const tag = (
  ...value: number[]
): {
  readonly notes: readonly {
    readonly owner: string;
    readonly type: number;
    readonly value: Uint8Array;
  }[];
} => ({
  notes: [{ owner: 'GNU', type: 1, value: words(...value) }],
});
const freebsd = (version: number): Program =>
  elf({ osAbi: 9, notes: [{ owner: 'FreeBSD', type: 1, value: words(version) }] });
const { go: _elf, ...bareElf } = elf();
const { go: _pe, ...barePe } = pe();
const update = 'read the notes of that Go release, and update gin-ship';

const sure = (floors: OsFloors['floors']): OsFloors => ({ floors, findings: [], unknown: [] });

test.each<[string, Program, string, string, OsFloors]>([
  [
    'Linux by the table',
    elf(),
    'linux',
    'amd64',
    sure({ kernel: { version: '3.2', from: 'Go 1.26' } }),
  ],
  [
    'an older Go',
    elf(by('go1.23.5')),
    'linux',
    'amd64',
    sure({ kernel: { version: '2.6.32', from: 'Go 1.23' } }),
  ],
  [
    'arm before 1.24',
    elf(by('go1.23.5')),
    'linux',
    'arm',
    sure({ kernel: { version: '3.1', from: 'Go 1.23' } }),
  ],
  [
    'arm since 1.24',
    elf(by('go1.24.0')),
    'linux',
    'arm',
    sure({ kernel: { version: '3.2', from: 'Go 1.24' } }),
  ],
  ['loong64', elf(), 'linux', 'loong64', sure({ kernel: { version: '5.19', from: 'Go 1.26' } })],
  ['mips64le', elf(), 'linux', 'mips64le', sure({ kernel: { version: '4.8', from: 'Go 1.26' } })],
  [
    'big-endian POWER in 1.26',
    elf(),
    'linux',
    'ppc64',
    sure({ kernel: { version: '3.2', from: 'Go 1.26' } }),
  ],
  [
    'big-endian POWER since 1.27',
    elf(by('go1.27rc1')),
    'linux',
    'ppc64',
    sure({ kernel: { version: '3.13', from: 'Go 1.27' } }),
  ],
  [
    'an ABI tag above the table',
    elf(tag(0, 5, 4, 0)),
    'linux',
    'amd64',
    sure({ kernel: { version: '5.4.0', from: 'its ABI tag' } }),
  ],
  [
    'an ABI tag that equals the table',
    elf(tag(0, 3, 2, 0)),
    'linux',
    'amd64',
    sure({ kernel: { version: '3.2', from: 'Go 1.26' } }),
  ],
  [
    'a tag of another system',
    elf(tag(1, 5, 4, 0)),
    'linux',
    'amd64',
    sure({ kernel: { version: '3.2', from: 'Go 1.26' } }),
  ],
  [
    'a tag that is cut off',
    elf(tag(0, 5)),
    'linux',
    'amd64',
    sure({ kernel: { version: '3.2', from: 'Go 1.26' } }),
  ],
  [
    'a newer Go than known: at least the newest known',
    elf(by('go1.29.1')),
    'linux',
    'amd64',
    {
      floors: { kernel: { version: '3.2', from: 'Go 1.27' } },
      findings: [
        {
          id: 'GS-OS',
          severity: 'note',
          message:
            'it was built by a Go that is newer than 1.27, the newest that is known here: it may need a newer system than told',
          value: 'go1.29.1',
          fix: update,
        },
      ],
      unknown: ['kernel'],
    },
  ],
  [
    'an older Go than known',
    elf(by('go1.14.2')),
    'linux',
    'amd64',
    {
      floors: {},
      findings: [
        {
          id: 'GS-OS',
          severity: 'note',
          message: 'which releases of its system a program of this Go runs on is not known here',
          value: 'go1.14.2',
          fix: update,
        },
      ],
      unknown: ['kernel'],
    },
  ],
  [
    'no Go at all, but a tag',
    { ...bareElf, ...tag(0, 3, 2, 0) },
    'linux',
    'amd64',
    {
      floors: { kernel: { version: '3.2.0', from: 'its ABI tag' } },
      findings: [],
      unknown: ['kernel'],
    },
  ],
  [
    'Windows: the header lies',
    pe(),
    'windows',
    'amd64',
    sure({ windows: { version: '10.0', from: 'Go 1.26' } }),
  ],
  [
    'Windows of Go 1.20',
    pe(by('go1.20.14')),
    'windows',
    'amd64',
    sure({ windows: { version: '6.1', from: 'Go 1.20' } }),
  ],
  [
    'a header above the table',
    pe({ ...by('go1.20.14'), subsystemVersion: '6.3' }),
    'windows',
    'amd64',
    sure({ windows: { version: '6.3', from: 'its header' } }),
  ],
  [
    'Windows without Go',
    barePe,
    'windows',
    'amd64',
    {
      floors: { windows: { version: '6.1', from: 'its header' } },
      findings: [],
      unknown: ['windows'],
    },
  ],
  [
    'macOS: the header lies',
    macho({ minOs: '11.0' }),
    'darwin',
    'arm64',
    sure({ macos: { version: '12', from: 'Go 1.26' } }),
  ],
  [
    'a macOS header above the table',
    macho({ minOs: '14.2' }),
    'darwin',
    'arm64',
    sure({ macos: { version: '14.2', from: 'its header' } }),
  ],
  [
    'macOS of Go 1.20',
    macho({ ...by('go1.20.1'), minOs: '10.9' }),
    'darwin',
    'amd64',
    sure({ macos: { version: '10.13', from: 'Go 1.20' } }),
  ],
  [
    'FreeBSD by its note',
    freebsd(1_203_000),
    'freebsd',
    'amd64',
    sure({ freebsd: { version: '12.3', from: 'its note' } }),
  ],
  [
    'FreeBSD 14',
    freebsd(1_400_097),
    'freebsd',
    'amd64',
    sure({ freebsd: { version: '14.0', from: 'its note' } }),
  ],
  [
    'FreeBSD without a note',
    elf(),
    'freebsd',
    'amd64',
    sure({ freebsd: { version: '12.2', from: 'Go 1.26' } }),
  ],
  ['a system without a table', elf(), 'openbsd', 'amd64', sure({})],
])('%s', (_, ...[program, os, arch, expected]) => {
  expect(osFloorsOf(program, os, arch)).toEqual(expected);
});

test('a big-endian tag is read in its own order', () => {
  const value = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 15, 0, 0, 0, 0]);
  const program = elf({ order: 'big', notes: [{ owner: 'GNU', type: 1, value }] });
  expect(osFloorsOf(program, 'linux', 's390x').floors).toEqual({
    kernel: { version: '4.15.0', from: 'its ABI tag' },
  });
});

test('a note whose bytes lie inside a larger buffer is read from its own start', () => {
  const whole = new Uint8Array([9, 9, 9, 9, ...words(0, 4, 4, 0)]);
  const program = elf({ notes: [{ owner: 'GNU', type: 1, value: whole.subarray(4) }] });
  expect(osFloorsOf(program, 'linux', 'amd64').floors).toEqual({
    kernel: { version: '4.4.0', from: 'its ABI tag' },
  });
});
