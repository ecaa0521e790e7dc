import { expect, test } from 'vitest';
import { type AttestedSource, attestRefusal } from '../../../src/domain/attest/refuse-source.ts';

const hash = 'c0ffee1234'.repeat(4);
const other = 'ab'.repeat(20);
const clean = { commit: { hash, timeSeconds: 0, dirty: false } };
const dirty = { commit: { hash, timeSeconds: 0, dirty: true } };
const files = { differences: [{ path: 'a\nb', tracked: true, gone: false }] };

test.each<[string, AttestedSource, string | undefined, string | undefined]>([
  ['the commit of the event', clean, hash, undefined],
  ['another commit', clean, other, 'attest-commit'],
  ['another commit with changes', dirty, other, 'attest-commit'],
  ['a dirty tree', { ...dirty, ...files }, hash, 'attest-dirty'],
  ['a dirty tree of other jobs', dirty, hash, 'attest-dirty'],
  ['a dirty tree of an unknown event', dirty, undefined, 'attest-dirty'],
  ['no git', {}, hash, undefined],
  ['an unknown event', clean, undefined, undefined],
])('%s', (_, source, sha, code) => {
  expect(attestRefusal(source, sha)?.facts.code).toBe(code);
});

test('the message names both commits, or the files', () => {
  expect(attestRefusal(clean, other)?.facts.happened).toContain(
    'the run, abababababab, but c0ffee1234c0 is built',
  );
  expect(attestRefusal({ ...dirty, ...files }, hash)?.facts.details).toEqual({
    files: String.raw`a\u000ab`,
  });
});
