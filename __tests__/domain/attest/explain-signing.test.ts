import { expect, test } from 'vitest';
import { signingFailure } from '../../../src/domain/attest/explain-signing.ts';

const cause = new Error('no');

test.each([
  ['identity', 'GitHub gave no token that says who this job is: 403'],
  ['certificate', 'sigstore gave no certificate: 403'],
  ['log', "sigstore's log took no entry: 403"],
  ['time', 'the time server gave no stamp: 403'],
  ['signing', 'it was not signed: 403'],
] as const)('%s', (part, happened) => {
  const { facts } = signingFailure({ part, message: '403', cause });
  expect(facts).toMatchObject({ happened, code: `attest-${part}`, cause });
  const advice = part === 'identity' ? ['permissions', 'run the job again'] : ['run the job again'];
  expect(facts.attempt).toEqual(advice.map((word) => expect.stringContaining(word) as string));
});

test('what a server says is one line', () => {
  const { facts } = signingFailure({ part: 'log', message: 'a\n::error::b', cause });
  expect(facts.happened).not.toContain('\n');
});
