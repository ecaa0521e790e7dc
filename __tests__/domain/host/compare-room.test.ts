import { expect, test } from 'vitest';
import { compareWithHost, predictStart } from '../../../src/domain/host/compare.ts';
import type { HostFacts } from '../../../src/domain/host/facts.ts';
import type { Finding } from '../../../src/domain/inspect/finding.ts';
import { alpine, debian, windows, yes } from './cases.ts';
import { needsOf, ofWindows } from './needs.ts';

const mebi = 1024 * 1024;

function withFolder(folder: Partial<NonNullable<HostFacts['folder']>>): HostFacts {
  return { ...debian, folder: { path: '/opt', options: ['rw'], ...folder } };
}

const full = (message: string, value: string): readonly Finding[] => [
  {
    id: 'GS-EXEC',
    severity: 'error',
    message,
    value,
    fix: 'remove what is not needed there, or give a folder on another file system',
  },
];
const noRoom = 'that folder has no room for the release';

test.each<[string, HostFacts, number | undefined, readonly Finding[]]>([
  ['enough', withFolder({ free: 20 * mebi, inodes: 9 }), 20 * mebi, []],
  ['a file system without inodes', withFolder({ free: 20 * mebi }), mebi, []],
  ['no size given', withFolder({ free: 1, inodes: 1 }), undefined, []],
  ['nothing known and no size given', withFolder({}), undefined, []],
  [
    'less than is needed',
    withFolder({ free: 20 * mebi - 1, inodes: 9 }),
    20 * mebi,
    full(noRoom, '/opt: 20.0 MiB left, and the release needs 20.0 MiB'),
  ],
  ['no byte', withFolder({ free: 0, inodes: 9 }), undefined, full(noRoom, '/opt: 0 B left')],
  [
    'no inode',
    withFolder({ free: 20 * mebi, inodes: 0 }),
    undefined,
    full('the file system of that folder has no inodes left', '/opt'),
  ],
  [
    'not known',
    withFolder({}),
    20 * mebi,
    [
      {
        id: 'GS-EXEC',
        severity: 'note',
        message: 'whether that folder has room for the release is not known',
        value: '/opt: the release needs 20.0 MiB',
        fix: 'look how much is free there on the host',
      },
    ],
  ],
  [
    'an answer of the probe',
    alpine,
    2 * mebi,
    full(noRoom, '/: 1.0 MiB left, and the release needs 2.0 MiB'),
  ],
])('room in the folder: %s', (_, host, bytes, findings) => {
  const room = bytes === undefined ? {} : { bytes };
  expect(compareWithHost(needsOf(), host, room)).toEqual(findings);
  expect(predictStart(needsOf(), host)).toEqual(yes);
});

test('Windows is not asked for its room, so it is not known', () => {
  const needs = needsOf(ofWindows);
  expect(compareWithHost(needs, windows)).toEqual([]);
  expect(compareWithHost(needs, windows, { bytes: mebi }).map(({ value }) => value)).toEqual([
    'not known: the release needs 1.0 MiB',
  ]);
});
