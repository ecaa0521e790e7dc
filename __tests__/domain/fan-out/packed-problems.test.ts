import { expect, test } from 'vitest';
import type { ArchiveFacts } from '../../../src/domain/archive/manifest.ts';
import type { ArchiveListing, ListedEntry } from '../../../src/domain/deploy/listed-entry.ts';
import { packedProblems } from '../../../src/domain/fan-out/packed-problems.ts';
import { staticNeeds } from '../../fixtures/inspected.ts';

const program = 'cd'.repeat(32);
const facts: ArchiveFacts = {
  target: 'linux/amd64',
  os: 'linux',
  arch: 'amd64',
  cgo: false,
  file: 'notes.tar.gz',
  format: 'tar.gz',
  bytes: 100,
  sha256: 'ab'.repeat(32),
  binaries: [{ name: 'notes', package: 'x', bytes: 7, sha256: program, needs: staticNeeds }],
  contents: ['notes', 'static/a.css'],
};

const file = (name: string, more: Partial<ListedEntry> = {}): ListedEntry => ({
  kind: 'file',
  name,
  mode: 0o644,
  size: 3,
  sha256: 'ef'.repeat(32),
  ...more,
});
const own = [
  file('notes', { mode: 0o755, size: 7, sha256: program }),
  { kind: 'folder', name: 'static/', mode: 0o755, size: 0 } as const,
  file('static/a.css'),
];
const listing = (more: Partial<ArchiveListing> = {}): ArchiveListing => ({
  bytes: 100,
  sha256: facts.sha256,
  entries: own,
  ...more,
});

test('what its manifest says is sound', () => {
  expect(packedProblems(listing(), facts)).toEqual([]);
});

test('a link that stays inside is fit for an archive, though no server takes it', () => {
  const entries = [...own, file('now.css', { kind: 'link', to: 'static/a.css', mode: 0o777 })];
  const contents = [...facts.contents, 'now.css'];
  expect(packedProblems(listing({ entries }), { ...facts, contents })).toEqual([]);
});

/** The entry beside our own, and in the manifest by that name. */
test.each<[entry: ListedEntry, problem: string]>([
  [file('/etc/passwd'), '"/etc/passwd" is an absolute path'],
  [file('C:/x'), '"C:/x" is an absolute path'],
  [file('../x'), '"../x" goes through ..'],
  [file('a//x'), '"a//x" is no plain path'],
  [
    file('a\\..\\x'),
    String.raw`"a\..\x" has backslashes, control characters or no Unicode in its name`,
  ],
  [file('x', { kind: 'hard-link', to: 'notes' }), '"x" is a hard link'],
  [file('x', { kind: 'device' }), '"x" is a device'],
  [file('x', { kind: 'other' }), '"x" is neither a file nor a folder'],
  [file('x', { mode: 0o4755 }), '"x" has mode 4755: setuid, setgid and sticky are never installed'],
  [file('x', { mode: 0o666 }), '"x" has mode 0666; files have 0644 or 0755, folders 0755'],
  [file('x', { kind: 'link', to: '../../etc' }), 'x -> ../../etc points out of the archive'],
  [file('x', { kind: 'link', to: '/etc' }), 'x -> /etc is an absolute path'],
  [file('static/a.css'), '"static/a.css" is in it twice'],
  [file('static/a.css/x'), '"static/a.css/x" lies below "static/a.css", which is no folder'],
])('%o is refused', (entry, problem) => {
  const contents = [...new Set([...facts.contents, entry.name])];
  const entries = [...own, entry];
  expect(packedProblems(listing({ entries }), { ...facts, contents })).toEqual([problem]);
});

test.each<[what: string, changed: ArchiveListing, problems: readonly string[]]>([
  [
    'another file',
    listing({ sha256: '00'.repeat(32) }),
    [
      `is another file than its manifest names: SHA-256 ${'00'.repeat(32)}, 100 bytes; expected ${facts.sha256}, 100 bytes`,
    ],
  ],
  ['a damaged one', listing({ trouble: 'damaged' }), ['is damaged, or no tar.gz']],
  ['a bomb', listing({ trouble: 'too-many-bytes' }), ['is more than 4.0 GiB when it is unpacked']],
  [
    'what the manifest does not name',
    listing({ entries: [...own, file('more')] }),
    ['"more" is not in the manifest'],
  ],
  ['what is missing', listing({ entries: own.slice(0, 1) }), ['"static/a.css" is missing']],
  [
    'another program',
    listing({ entries: [file('notes', { mode: 0o755, size: 7 }), ...own.slice(1)] }),
    ['the program "notes" is another than the manifest names'],
  ],
])('%s is refused', (_what, changed, problems) => {
  expect(packedProblems(changed, facts)).toEqual(problems);
});
