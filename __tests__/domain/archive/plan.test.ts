import { expect, test } from 'vitest';
import { equalNames, planArchives } from '../../../src/domain/archive/plan.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Target } from '../../../src/domain/target.ts';

const linux: Target = { os: 'linux', arch: 'amd64' };
const fast: Target = { os: 'linux', arch: 'amd64', variant: 'v3' };
const arm: Target = { os: 'linux', arch: 'arm', variant: '7' };
const windows: Target = { os: 'windows', arch: 'amd64' };
const values = { name: 'notes', version: '1.4.0', timestamp: '20261122-1351' };
const formats = { '*': 'tar.gz', windows: 'zip' } as const;
const nameTemplate = '{name}-{version}-{timestamp}-{os}-{arch}';

test('each target gets its archive, in the format of its system', () => {
  expect(planArchives([linux, fast, arm, windows], { nameTemplate, formats, values })).toEqual([
    { target: linux, format: 'tar.gz', file: 'notes-1.4.0-20261122-1351-linux-amd64.tar.gz' },
    { target: fast, format: 'tar.gz', file: 'notes-1.4.0-20261122-1351-linux-amd64v3.tar.gz' },
    { target: arm, format: 'tar.gz', file: 'notes-1.4.0-20261122-1351-linux-armv7.tar.gz' },
    { target: windows, format: 'zip', file: 'notes-1.4.0-20261122-1351-windows-amd64.zip' },
  ]);
});

test('names that are equal but for case are told with their targets', () => {
  const plans = [
    { target: linux, format: 'zip', file: 'notes.zip' },
    { target: arm, format: 'zip', file: 'other.zip' },
    { target: windows, format: 'zip', file: 'Notes.zip' },
  ] as const;
  expect(equalNames(plans)).toEqual([{ file: 'notes.zip', targets: [linux, windows] }]);
});

function refusal(
  targets: readonly Target[],
  wish: Partial<Parameters<typeof planArchives>[1]>,
): string {
  try {
    planArchives(targets, { nameTemplate, formats, values, ...wish });
  } catch (error) {
    if (error instanceof Failure) return error.message;
  }
  return 'no failure';
}

test.each([
  [
    'two targets with one name',
    [linux, fast],
    { nameTemplate: '{name}-{os}' },
    'naming the archives: "notes-linux.tar.gz" is the name for linux/amd64 and linux/amd64/v3\nTry: put {os} and {arch} into name-template',
  ],
  [
    'two pairs with one name each',
    [linux, fast, windows, { ...windows, variant: 'v2' }],
    { nameTemplate: '{name}-{os}' },
    'naming the archives: 2 names cannot be\n  | "notes-linux.tar.gz" is the name for linux/amd64 and linux/amd64/v3\n  | "notes-windows.zip" is the name for windows/amd64 and windows/amd64/v2\nTry: put {os} and {arch} into name-template',
  ],
  [
    'an unknown placeholder',
    [linux],
    { nameTemplate: '{nam}' },
    'naming the archives: name-template "{nam}" has an unknown placeholder {nam}; accepted: {name} {version} {timestamp} {commit} {os} {arch}\nTry: correct name-template',
  ],
  [
    'a commit that is not there',
    [linux],
    { nameTemplate: '{name}-{commit}' },
    'naming the archives: name-template "{name}-{commit}" asks for {commit}, and there is no commit here\nTry: check out with git, or use {version}',
  ],
  [
    'a name that is no file name',
    [linux],
    { nameTemplate: '-{name}' },
    'naming the archives: "-notes.tar.gz" starts with a dot or a dash\nTry: change name-template, name or version',
  ],
  [
    'a name of a device',
    [linux],
    { nameTemplate: '{name}', values: { ...values, name: 'aux' } },
    'naming the archives: "aux.tar.gz" is a name that Windows keeps for a device\nTry: change name-template, name or version',
  ],
])('%s is refused', (_, targets, wish, expected) => {
  expect(refusal(targets, wish)).toBe(expected);
});
