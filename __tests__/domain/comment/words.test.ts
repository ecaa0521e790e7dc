import { expect, test } from 'vitest';
import { type Base, describeChange } from '../../../src/domain/comment/base.ts';
import { baseArtifact, commentName } from '../../../src/domain/comment/comment-name.ts';
import { expiryDay } from '../../../src/domain/comment/expiry.ts';
import { code } from '../../../src/domain/report/markdown.ts';

const base: Base = {
  known: true,
  branch: 'main',
  sizes: new Map([
    ['linux/amd64', 1024 * 1024],
    ['linux/arm64', 0],
  ]),
};

test.each([
  ['linux/amd64', 1024 * 1024, 'same'],
  ['linux/amd64', 1024 * 1024 + 512, '+512 B (under 0.1 %)'],
  ['linux/amd64', 1024 * 1536, '+512.0 KiB (+50.0 %)'],
  ['linux/amd64', 1024 * 512, '-512.0 KiB (-50.0 %)'],
  ['linux/arm64', 512, '+512 B'],
  ['darwin/arm64', 512, 'new'],
])('%s of %i bytes: %s', (target, bytes, said) => {
  expect(describeChange(base, target, bytes)).toBe(said);
});

test('without figures of the base none is made up', () => {
  expect(describeChange({ known: false, branch: 'main', why: 'x' }, 'linux/amd64', 1)).toBe(
    'not known',
  );
});

const now = new Date('2026-11-22T13:51:00Z');

test.each([
  [undefined, undefined, undefined],
  [7, undefined, '2026-11-29'],
  [undefined, '90', '2027-02-20'],
  [400, '14', '2026-12-06'],
  [7, 'many', '2026-11-29'],
])('kept for %s days where the setting is %s: until %s', (days, setting, day) => {
  expect(expiryDay(now, days, setting)).toBe(day);
});

test.each([
  [undefined, 'notes', 'notes'],
  ['{name}-linux', 'notes-linux', 'notes-linux'],
  ['{name}-{version}', 'notes-{version}', undefined],
  ['all', 'all', 'all'],
])('artifact-name %s: comment of %s, base %s', (template, name, artifact) => {
  expect([commentName(template, 'notes'), baseArtifact(template, 'notes')]).toEqual([
    name,
    artifact,
  ]);
});

test.each([
  ['notes', '`notes`'],
  ['a `b` c', '`` a `b` c ``'],
  ['`', '`` ` ``'],
  ['two\nlines', '`two lines`'],
  [' ', ''],
])('%j as code: %s', (text, shown) => {
  expect(code(text)).toBe(shown);
});
