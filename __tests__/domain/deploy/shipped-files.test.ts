import { describe, expect, test } from 'vitest';
import type { ArchiveListing, ListedEntry } from '../../../src/domain/deploy/listed-entry.ts';
import { checkShipped, formatShipped } from '../../../src/domain/deploy/shipped-files.ts';
import { archiveOf, digest, program } from './server-answers.ts';

const file = (name: string, parts: Partial<ListedEntry> = {}): ListedEntry => ({
  ...{ kind: 'file', name, mode: 0o644, size: 1, sha256: digest('1') },
  ...parts,
});
const binary = file('notes', { mode: 0o755, size: program.bytes, sha256: program.sha256 });
const archive = archiveOf();
const listing: ArchiveListing = {
  bytes: archive.bytes,
  sha256: archive.sha256,
  entries: [file('LICENSE'), binary, file('templates/index.html')],
};

test('what is shipped is listed with its folders, whoever wrote the archive', () => {
  const dotted = [
    file('./', { kind: 'folder', mode: 0o755 }),
    file('./templates/', { kind: 'folder', mode: 0o755 }),
    ...listing.entries.map((entry) => ({ ...entry, name: `./${entry.name}` })),
  ];
  for (const entries of [listing.entries, dotted]) {
    const shipped = checkShipped({ ...listing, entries }, archive);
    expect(shipped).toEqual({
      files: {
        folders: ['templates'],
        files: [
          { name: 'LICENSE', executable: false, bytes: 1, sha256: digest('1') },
          { name: 'notes', executable: true, bytes: program.bytes, sha256: program.sha256 },
          { name: 'templates/index.html', executable: false, bytes: 1, sha256: digest('1') },
        ],
        bytes: program.bytes + 2,
        top: ['LICENSE', 'notes', 'templates'],
      },
    });
    expect('files' in shipped ? formatShipped(shipped.files) : '').toBe(
      `folder templates
${digest('1')} 644 LICENSE
${program.sha256} 755 notes
${digest('1')} 644 templates/index.html
`,
    );
  }
});

describe('an archive that differs from its manifest is refused', () => {
  test.each<[string, Partial<ArchiveListing>, string[]]>([
    [
      'by its digest',
      { sha256: digest('0') },
      [
        `is another file than its manifest names: SHA-256 ${digest('0')}, 10000000 bytes; expected ${digest('f')}, 10000000 bytes`,
      ],
    ],
    ['damaged', { trouble: 'damaged' }, ['is damaged, or no tar.gz']],
    ['with too much', { trouble: 'too-many-bytes' }, ['is more than 4.0 GiB when it is unpacked']],
    ['with too many', { trouble: 'too-many-entries' }, ['has more than 50000 entries']],
    [
      'by its names',
      { entries: [binary, file('LICENSE'), file('templates/other.html')] },
      ['"templates/index.html" is missing', '"templates/other.html" is not in the manifest'],
    ],
    [
      'by its program',
      {
        entries: [
          ...listing.entries.slice(0, 1),
          { ...binary, sha256: digest('0') },
          ...listing.entries.slice(2),
        ],
      },
      ['the program "notes" is another than the manifest names'],
    ],
    [
      'by a program that cannot run',
      {
        entries: [
          ...listing.entries.slice(0, 1),
          { ...binary, mode: 0o644 },
          ...listing.entries.slice(2),
        ],
      },
      ['the program "notes" is another than the manifest names'],
    ],
  ])('%s', (_what, changes, problems) => {
    expect(checkShipped({ ...listing, ...changes }, archive)).toEqual({ problems });
  });

  test('zip, whatever is in it', () => {
    expect(checkShipped(listing, archiveOf({ format: 'zip' }))).toEqual({
      problems: ['is a zip, and servers are given tar.gz only; formats: tar.gz'],
    });
  });

  test.each([
    ['a'.repeat(256), 'has a name that is too long'],
    ['é'.repeat(128), 'has a name that is too long'],
    [`${'a/'.repeat(1600)}b`, 'has a path that is too long'],
    ['a /b', 'has a name that begins or ends with a blank'],
    ['a//b', 'is no plain path'],
    ['./a/./b', 'is no plain path'],
    [String.raw`a\b`, 'has quotes, backslashes, control characters or no Unicode in its name'],
    [
      'my page',
      'has blanks or one of $ % : ; # in its name, or begins with -: a unit cannot bind it',
    ],
    ['-x', 'has blanks or one of $ % : ; # in its name, or begins with -: a unit cannot bind it'],
    ["it's", 'has quotes, backslashes, control characters or no Unicode in its name'],
  ])('with a name such as %.20j', (name, problem) => {
    const said = checkShipped({ ...listing, entries: [...listing.entries, file(name)] }, archive);
    expect('problems' in said ? said.problems[0] : '').toContain(problem);
  });

  test.each(['a'.repeat(255), '模板/é e\u0301 🙂', 'x/a b,c;d$(e)`f`&|<>*?[x]{y}%i#', 'x/-rf'])(
    'but %.20j is a name like any other',
    (name) => {
      const more = archiveOf({ contents: [...archive.contents, name] });
      const said = checkShipped({ ...listing, entries: [...listing.entries, file(name)] }, more);
      expect('files' in said).toBe(true);
    },
  );
});
