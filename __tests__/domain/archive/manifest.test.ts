import { expect, test } from 'vitest';
import type { Archive } from '../../../src/domain/archive/archive.ts';
import { formatManifest, manifestOf } from '../../../src/domain/archive/manifest.ts';
import { parseManifest } from '../../../src/domain/archive/parse-manifest.ts';
import type { Project } from '../../../src/domain/source/project.ts';
import { staticNeeds } from '../../fixtures/inspected.ts';

const project: Project = {
  dir: '/home/somebody/repo',
  root: '/home/somebody/repo',
  subfolder: '.',
  module: 'example.com/notes',
  name: 'notes',
  vendored: false,
  commit: { hash: 'c0ffee1234'.repeat(4), timeSeconds: 1_764_597_600, dirty: false },
  version: { text: '1.4.0', from: 'tag v1.4.0' },
  timestamp: '20251201-1400',
  timestampFrom: 'commit',
  mtimeSeconds: 1_764_597_600,
  date: '2025-12-01T14:00:00Z',
};
const build = {
  go: '1.26.8',
  ldflags: '-s -w',
  flags: ['-trimpath'],
  tags: ['nomsgpack'],
  environment: ['CGO_CFLAGS', 'GOFLAGS=-buildvcs=false'],
};

function archive(file: string, more: Partial<Archive>): Archive {
  return {
    target: { os: 'linux', arch: 'amd64' },
    cgo: false,
    file,
    format: 'tar.gz',
    path: `/tmp/somewhere/${file}`,
    bytes: 4_200_000,
    sha256: 'ab'.repeat(32),
    binaries: [
      {
        name: 'notes',
        package: 'example.com/notes',
        size: 9_000_000,
        sha256: 'cd'.repeat(32),
        needs: staticNeeds,
      },
    ],
    contents: ['config/prod.yaml', 'notes'],
    measured: { startedAt: 12, wall: 800 },
    ...more,
  };
}

const archives = [
  archive('notes-windows.zip', {
    target: { os: 'windows', arch: 'amd64', variant: 'v3' },
    format: 'zip',
    binaries: [],
    contents: [],
  }),
  archive('notes-linux.tar.gz', {}),
];

const text = `{
  "schema": "gin-ship/manifest/v1",
  "name": "notes",
  "version": "1.4.0",
  "timestamp": "20251201-1400",
  "module": "example.com/notes",
  "commit": "c0ffee1234c0ffee1234c0ffee1234c0ffee1234",
  "commitTime": "2025-12-01T14:00:00Z",
  "dirty": false,
  "build": {
    "go": "1.26.8",
    "ldflags": "-s -w",
    "flags": [
      "-trimpath"
    ],
    "tags": [
      "nomsgpack"
    ],
    "environment": [
      "CGO_CFLAGS",
      "GOFLAGS=-buildvcs=false"
    ]
  },
  "archives": [
    {
      "target": "linux/amd64",
      "os": "linux",
      "arch": "amd64",
      "cgo": false,
      "file": "notes-linux.tar.gz",
      "format": "tar.gz",
      "bytes": 4200000,
      "sha256": "${'ab'.repeat(32)}",
      "binaries": [
        {
          "name": "notes",
          "package": "example.com/notes",
          "bytes": 9000000,
          "sha256": "${'cd'.repeat(32)}",
          "needs": {
            "os": "linux",
            "arch": "amd64",
            "format": "elf",
            "bits": 64,
            "go": "1.26.8",
            "cgo": false,
            "link": "static",
            "libraries": [],
            "runPaths": [],
            "versions": [],
            "kernel": {
              "version": "3.2",
              "from": "Go 1.26"
            },
            "cpu": {
              "variable": "GOAMD64",
              "level": "v1",
              "from": "setting"
            },
            "pageAlign": 4096,
            "timeZones": "unused",
            "roots": "unused",
            "unknown": []
          }
        }
      ],
      "contents": [
        "config/prod.yaml",
        "notes"
      ]
    },
    {
      "target": "windows/amd64/v3",
      "os": "windows",
      "arch": "amd64",
      "variant": "v3",
      "cgo": false,
      "file": "notes-windows.zip",
      "format": "zip",
      "bytes": 4200000,
      "sha256": "${'ab'.repeat(32)}",
      "binaries": [],
      "contents": []
    }
  ]
}
`;

test('the manifest says what was made, and nothing of where, when or how long', () => {
  expect(formatManifest(manifestOf(project, build, archives))).toBe(text);
});

test('the order in which archives were finished changes nothing', () => {
  const turned = formatManifest(manifestOf(project, build, archives.toReversed()));
  expect(turned).toBe(text);
});

test('without git there is no word of a commit', () => {
  const { commit: _, ...noGit } = project;
  const { commit, commitTime, dirty } = manifestOf(noGit, build, []);
  expect([commit, commitTime, dirty]).toEqual([undefined, undefined, undefined]);
});

test('what is written is read back as the same, byte for byte', () => {
  const parsed = parseManifest(text);
  expect('manifest' in parsed && formatManifest(parsed.manifest)).toBe(text);
});

test('a bill of materials is named with its archive, and read back', () => {
  const bom = { file: 'a.zip.cdx.json', path: '/tmp/a.zip.cdx.json', sha256: 'ef'.repeat(32) };
  const made = manifestOf(project, build, [archive('a.zip', { bom })]);
  expect(made.archives[0]?.sbom).toEqual({ file: 'a.zip.cdx.json', sha256: 'ef'.repeat(32) });
  expect(parseManifest(formatManifest(made))).toEqual({ manifest: made });
  const evil = formatManifest(made).replace('"a.zip.cdx.json"', '"../a.zip.cdx.json"');
  const problem = 'archives[0].sbom.file holds a path separator';
  expect(parseManifest(evil)).toEqual({ problem });
});

test('keys of a later version are passed over', () => {
  const more = text.replace('"schema"', '"later": {"a": 1},\n  "schema"');
  const parsed = parseManifest(more);
  expect('manifest' in parsed && formatManifest(parsed.manifest)).toBe(text);
});

test.each([
  ['', '', 'is no JSON'],
  [text, '[]', 'the whole is no object'],
  [text, '{}', 'schema is no text'],
  ['manifest/v1', 'manifest/v2', 'schema is not gin-ship/manifest/v1'],
  ['"name": "notes"', '"name": "../x"', 'name is not of its form'],
  ['"name": "notes"', '"name": 7', 'name is no text'],
  ['"dirty": false', '"dirty": "no"', 'dirty is neither true nor false'],
  ['c0ffee1234c0', 'C0FFEE1234c0', 'commit is not of its form'],
  [
    '"file": "notes-linux.tar.gz"',
    '"file": "../../etc/passwd"',
    'archives[0].file holds a path separator',
  ],
  ['"file": "notes-linux.tar.gz"', '"file": ".."', 'archives[0].file starts with a dot or a dash'],
  ['"file": "notes-linux.tar.gz"', '"file": "Notes-Windows.zip"', 'archives names a file twice'],
  ['"format": "tar.gz"', '"format": "rar"', 'archives[0].format is none of tar.gz, zip'],
  ['"bytes": 4200000', '"bytes": -1', 'archives[0].bytes is no count'],
  ['"bytes": 4200000', '"bytes": 1.5', 'archives[0].bytes is no count'],
  ['abab"', 'xyz"', 'archives[0].sha256 is not of its form'],
  ['"target": "linux/amd64"', '"target": "linux/arm64"', 'archives[0].target is another'],
  [
    '          "name": "notes"',
    '          "name": "a/b"',
    'archives[0].binaries[0].name is not of its form',
  ],
  ['"contents": []', '"contents": [1]', 'archives[1].contents holds no text'],
  ['"binaries": []', '"binaries": {}', 'archives[1].binaries is no list'],
])('with %s as %s it is refused: %s', (from, to, problem) => {
  expect(parseManifest(text.replace(from === '' ? text : from, to))).toEqual({ problem });
});
