import { expect, test } from 'vitest';
import { problemsOf } from '../../fakes/inputs.ts';

test('a value of others cannot forge lines or workflow commands in a problem', () => {
  expect(problemsOf({ check: '::error::x\n::add-mask::y', name: '##[error]' })).toEqual([
    'name: "| ## [error]" is not accepted; accepted: a small letter, then up to 23 small letters, digits and -',
    String.raw`check: "| ::error::x\u000a::add-mask::y" is not known; accepted: none, vet, test`,
  ]);
});
