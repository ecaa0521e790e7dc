import { expect, test } from 'vitest';
import { type WriteDecision, decideWrite } from '../../../src/domain/comment/decide-write.ts';

const pull = { number: 7, open: true, headSha: 'c0ffee01', baseRef: 'main' };

test.each<[string, typeof pull, WriteDecision]>([
  ['as it was', pull, { kind: 'write' }],
  ['closed', { ...pull, open: false }, { kind: 'remove' }],
  ['closed after another push', { ...pull, open: false, headSha: 'b2' }, { kind: 'remove' }],
  [
    'at a newer commit',
    { ...pull, headSha: 'b2' },
    {
      kind: 'skip',
      why: 'the pull request is at b2 by now, and this was built of c0ffee01: the run for the newer one comments',
    },
  ],
])('a pull request that is %s', (_, now, decision) => {
  expect(decideWrite(now, 'c0ffee01')).toEqual(decision);
});
