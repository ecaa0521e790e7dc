import { expect, test } from 'vitest';
import {
  archiveName,
  fileNameProblem,
  nameTemplateProblem,
} from '../../../src/domain/archive/name.ts';

const values = {
  name: 'notes',
  version: '1.4.0',
  timestamp: '20261122-1351',
  commit: 'c0ffee'.repeat(7).slice(0, 40),
};
const usual = '{name}-{version}-{timestamp}-{os}-{arch}';

test.each([
  [usual, { os: 'linux', arch: 'amd64' }, 'notes-1.4.0-20261122-1351-linux-amd64.tar.gz'],
  [
    usual,
    { os: 'linux', arch: 'arm', variant: '7' },
    'notes-1.4.0-20261122-1351-linux-armv7.tar.gz',
  ],
  [
    usual,
    { os: 'linux', arch: 'amd64', variant: 'v3' },
    'notes-1.4.0-20261122-1351-linux-amd64v3.tar.gz',
  ],
  ['{name}_{commit}_{arch}', { os: 'linux', arch: 'arm64' }, 'notes_c0ffeec0ffee_arm64.tar.gz'],
])('the template %s for %j is %s', (template, target, expected) => {
  expect(archiveName(template, target, { values, format: 'tar.gz' })).toBe(expected);
});

test('a value that looks like a placeholder is not filled in again', () => {
  const odd = { ...values, name: '{os}' };
  const name = archiveName(
    '{name}',
    { os: 'linux', arch: 'amd64' },
    { values: odd, format: 'zip' },
  );
  expect(name).toBe('{os}.zip');
});

test.each([
  [usual, undefined],
  ['{name}-{commit}', undefined],
  [
    '',
    'is empty; accepted: text and the placeholders {name} {version} {timestamp} {commit} {os} {arch}',
  ],
  [
    '{name}-{goos}',
    'has an unknown placeholder {goos}; accepted: {name} {version} {timestamp} {commit} {os} {arch}',
  ],
  [
    '{name}-{os',
    'has a brace without its partner; accepted: {name} {version} {timestamp} {commit} {os} {arch}',
  ],
  [
    '{name}-{}',
    'has an unknown placeholder {}; accepted: {name} {version} {timestamp} {commit} {os} {arch}',
  ],
  ['{name}/{os}', 'holds a path separator'],
  ['{name}:{os}', 'holds one of < > : " | ? *, which Windows does not allow'],
])('of the template %j is said: %s', (template, expected) => {
  expect(nameTemplateProblem(template)).toBe(expected);
});

test.each([
  ['notes-1.4.0.tar.gz', undefined],
  ['naïve ünïcode.zip', undefined],
  ['', 'is empty'],
  ['a/b', 'holds a path separator'],
  ['a\\b', 'holds a path separator'],
  ['..', 'starts with a dot or a dash'],
  ['.hidden', 'starts with a dot or a dash'],
  ['-rf', 'starts with a dot or a dash'],
  ['a\nb', 'holds a control character'],
  ['a\u0000', 'holds a control character'],
  ['a\u2028b', 'holds a control character'],
  ['a?b', 'holds one of < > : " | ? *, which Windows does not allow'],
  ['a.', 'starts or ends with a space or ends with a dot'],
  [' a', 'starts or ends with a space or ends with a dot'],
  ['nul', 'is a name that Windows keeps for a device'],
  ['COM1.tar.gz', 'is a name that Windows keeps for a device'],
  ['lpt9.x', 'is a name that Windows keeps for a device'],
  ['console.tar.gz', undefined],
  ['é'.repeat(100), undefined],
  [`${'é'.repeat(100)}a`, 'is longer than 200 bytes'],
])('as a file name %j %s', (name, expected) => {
  expect(fileNameProblem(name)).toBe(expected);
});
