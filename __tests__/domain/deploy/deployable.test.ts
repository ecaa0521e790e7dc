import { describe, expect, test } from 'vitest';
import { decideMatch, isGlob, placeOf } from '../../../src/domain/deploy/archive-place.ts';
import {
  type FoundFile,
  decideDeployable,
  fileProblem,
  filesFailure,
} from '../../../src/domain/deploy/deployable.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { archiveOf, digest } from './server-answers.ts';

function said(decide: () => unknown): unknown {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

const amd64 = archiveOf();
const arm64 = archiveOf({ target: 'linux/arm64', arch: 'arm64', file: 'notes-arm64.tar.gz' });
const zip = archiveOf({ format: 'zip', file: 'notes.zip' });
const windows = archiveOf({
  ...{ target: 'windows/amd64', os: 'windows', format: 'zip', file: 'notes-windows.zip' },
});

describe('what can go to a server', () => {
  const choosing = 'choosing what can be deployed';
  test.each<[string, ReturnType<typeof archiveOf>[], string | undefined, unknown]>([
    ['is all for Linux', [amd64, arm64, windows, zip], undefined, [amd64, arm64]],
    ['is the one that was named', [amd64, arm64], 'notes-arm64.tar.gz', [arm64]],
    [
      'is no archive that the manifest does not name',
      [amd64],
      'shop.tar.gz',
      `${choosing}: manifest.json beside it names no "shop.tar.gz"
Try: name an archive that lies there with its own manifest.json, or the folder of both`,
    ],
    [
      'is none for Windows',
      [amd64, windows],
      'notes-windows.zip',
      `${choosing}: servers run Linux, and what is there is for windows/amd64
Try: add linux/amd64, or what the server is, to targets of the build`,
    ],
    [
      'is no zip',
      [zip, windows],
      undefined,
      `${choosing}: what is there for Linux is packed as zip, and servers are given tar.gz only
Try: build with \`formats: tar.gz, windows=zip\``,
    ],
    [
      'is nothing',
      [],
      undefined,
      `${choosing}: servers run Linux, and what is there is for nothing at all
Try: add linux/amd64, or what the server is, to targets of the build`,
    ],
  ])('%s', (_what, archives, only, expected) => {
    expect(said(() => decideDeployable({ archives }, only))).toEqual(expected);
  });
});

test.each<[FoundFile, string | undefined]>([
  [{ bytes: amd64.bytes, sha256: amd64.sha256 }, undefined],
  ['missing', `${amd64.file} is missing`],
  ['damaged', `${amd64.file} is damaged where it is packed`],
  ['too-large', `${amd64.file} has more than the 10000000 bytes that are expected`],
  [{ bytes: 9, sha256: amd64.sha256 }, `${amd64.file} has 9 bytes; expected 10000000`],
  [{ bytes: 10_000_001 }, `${amd64.file} has 10000001 bytes; expected 10000000`],
  [
    { bytes: amd64.bytes, sha256: digest('0') },
    `${amd64.file} has SHA-256 ${digest('0')}; expected ${digest('f')}`,
  ],
  [{ bytes: amd64.bytes }, `${amd64.file} has SHA-256 unknown; expected ${digest('f')}`],
])('of an archive found as %j is said: %s', (found, problem) => {
  expect(fileProblem(amd64, found)).toBe(problem);
});

test('all problems of the files are told at once', () => {
  const attempt =
    'Try: deploy what one build made, whole and unchanged: every archive for Linux, with its manifest.json';
  expect(filesFailure('dist', ['a is missing']).message).toBe(
    `checking the archives of dist: one of them is not what manifest.json names\n  | a is missing\n${attempt}`,
  );
  expect(filesFailure('dist', ['a is missing', 'b is missing']).message).toBe(
    `checking the archives of dist: 2 of them are not what manifest.json names\n  | a is missing\n  | b is missing\n${attempt}`,
  );
});

describe('the place that archive names', () => {
  test.each<[string, 'file' | 'folder', unknown]>([
    ['/w/dist', 'folder', { folder: '/w/dist' }],
    ['/w/dist/manifest.json', 'file', { folder: '/w/dist' }],
    ['/w/dist/a.tar.gz', 'file', { folder: '/w/dist', only: 'a.tar.gz' }],
    ['C:/a.tar.gz', 'file', { folder: 'C:/', only: 'a.tar.gz' }],
  ])('by %s (%s)', (path, kind, place) => {
    expect(placeOf(path, kind)).toEqual(place);
  });

  test.each([
    ['dist', false],
    ['dist/*.tar.gz', true],
    ['dist/[ab].tar.gz', true],
    ['dist/a?.tar.gz', true],
  ])('%s is a pattern: %s', (path, is) => {
    expect(isGlob(path)).toBe(is);
  });

  test.each<[string[], unknown]>([
    [['/w/dist/a.tar.gz'], { folder: '/w/dist', only: 'a.tar.gz' }],
    [['/w/dist/manifest.json'], { folder: '/w/dist' }],
    [
      [],
      `looking for what archive names: "d/*" matches no file
Try:
  - name the folder that manifest.json lies in, or one archive beside it; a relative path is seen from working-directory
  - where another job built them, take its artifact: \`from-artifact\`, with \`expect-manifest\``,
    ],
    [
      ['/w/a', '/w/b\n'],
      `looking for what archive names: "d/*" matches 2 files: "/w/a", "/w/b\\u000a"
Try: name one archive, or the folder that manifest.json lies in: all that is there for Linux is looked at then`,
    ],
  ])('by a pattern that matches %j', (matches, expected) => {
    expect(said(() => decideMatch('d/*', matches))).toEqual(expected);
  });
});
