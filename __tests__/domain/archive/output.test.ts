import { expect, test } from 'vitest';
import { formatManifest, manifestSchema } from '../../../src/domain/archive/manifest.ts';
import { outputPlaceProblem, planCleaning } from '../../../src/domain/archive/output.ts';
import { Failure } from '../../../src/domain/failure.ts';

const around = { moduleDir: '/srv/repo/app', root: '/srv/repo', workspace: '/srv' };

test.each([
  ['/srv/repo/app/dist', undefined],
  ['/srv/repo/dist', undefined],
  ['/elsewhere/dist', undefined],
  ['/srv/repo/app/static-dist', undefined],
  ['/srv/repo/app', "is the module's own folder"],
  ['/srv/repo', "is the repository's top folder"],
  ['/srv', 'is the workspace'],
  ['/', "holds the module's own folder"],
  ['/srv/repo/.git/dist', 'lies in a .git folder'],
  ['/srv/repo/app/static', 'lies in static/, which is packed into the archives'],
  ['/srv/repo/app/public/dist', 'lies in public/, which is packed into the archives'],
])('%s as output-dir: %s', (folder, expected) => {
  expect(outputPlaceProblem(folder, around)).toBe(expected);
});

test('the workspace is no output-dir of a module elsewhere', () => {
  const elsewhere = { moduleDir: '/m', root: '/m', workspace: '/srv' };
  expect(outputPlaceProblem('/srv', elsewhere)).toBe('is the workspace');
});

const made = { name: 'notes', module: 'example.com/notes' };

function manifest(files: readonly string[], of = made): string {
  return formatManifest({
    schema: manifestSchema,
    ...of,
    version: '1.0.0',
    timestamp: '20251201-1400',
    build: { go: '1.26.8', ldflags: '', flags: [], tags: [], environment: [] },
    archives: files.map((file) => ({
      target: 'linux/amd64',
      os: 'linux',
      arch: 'amd64',
      cgo: false,
      file,
      format: 'zip',
      bytes: 1,
      sha256: 'ab'.repeat(32),
      binaries: [],
      contents: [],
    })),
  });
}

test.each([
  ['nothing', [], [], []],
  ['a folder that git keeps', ['.gitkeep', '.gitignore'], [], []],
  [
    'a whole set',
    ['.gitignore', 'SHA256SUMS', 'a.zip', 'manifest.json'],
    [manifest(['a.zip'])],
    ['SHA256SUMS', 'a.zip', 'manifest.json'],
  ],
  [
    'a set that was cut off',
    ['.gitignore', 'a.zip', 'b.zip.1a2b3c4d.partial', 'manifest.json.partial'],
    [manifest(['a.zip', 'b.zip'])],
    ['a.zip', 'b.zip.1a2b3c4d.partial', 'manifest.json.partial'],
  ],
  [
    'a set that was hardly begun',
    ['.gitignore', 'manifest.json.partial.1a2b3c4d.partial'],
    [],
    ['manifest.json.partial.1a2b3c4d.partial'],
  ],
])('of %s is removed what is ours', (_, names, manifests, expected) => {
  expect(planCleaning('/out', { names, manifests }, made)).toEqual(expected);
});

test.each([
  [
    'a stranger without a manifest',
    ['main.go', 'other.go'],
    [],
    '/out is not empty, and no manifest shows that gin-ship made what is there: main.go, other.go',
  ],
  [
    'checksums without a manifest',
    ['SHA256SUMS'],
    [],
    '/out is not empty, and no manifest shows that gin-ship made what is there: SHA256SUMS',
  ],
  [
    'a manifest of others',
    ['manifest.json', 'a.js'],
    ['{"name": "app"}'],
    '/out is not empty, and no manifest shows that gin-ship made what is there: manifest.json, a.js',
  ],
  [
    'a stranger beside a set',
    ['a.zip', 'manifest.json', 'notes.txt'],
    [manifest(['a.zip'])],
    '/out holds files that gin-ship did not make: notes.txt',
  ],
  [
    'a folder called as an archive',
    ['a.zip/', 'manifest.json'],
    [manifest(['a.zip'])],
    '/out holds files that gin-ship did not make: a.zip/',
  ],
  [
    'a partial file of others',
    ['manifest.json', 'x.1a2b3c4d.partial'],
    [manifest(['a.zip'])],
    '/out holds files that gin-ship did not make: x.1a2b3c4d.partial',
  ],
])('%s is refused', (_, names, manifests, happened) => {
  expect(() => planCleaning('/out', { names, manifests }, made)).toThrow(
    new Failure({
      doing: 'looking at output-dir',
      happened,
      attempt: ['move them away', 'or give another output-dir'],
      code: 'output-dir',
    }),
  );
});

test.each([
  { name: 'worker', module: 'example.com/notes' },
  { name: 'notes', module: 'example.com/other' },
])('the archives of $name of $module are not removed for those of another', (other) => {
  const contents = { names: ['a.zip', 'manifest.json'], manifests: [manifest(['a.zip'], other)] };
  expect(() => planCleaning('/out', contents, made)).toThrow(
    `/out holds the archives of ${other.name} (${other.module})`,
  );
});
