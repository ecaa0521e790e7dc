import { expect, test } from 'vitest';
import { choosePull, pullsAtHead } from '../../../src/domain/comment/choose-pull.ts';

const at = (number: number, open: boolean, headSha = 'a1') => ({
  number,
  open,
  headSha,
  baseRef: 'main',
});

test.each<[string, Parameters<typeof pullsAtHead>, [open: boolean, numbers: readonly number[]]]>([
  ['the open one', [[at(7, true)], 'a1'], [true, [7]]],
  ['the open one beside a closed one', [[at(6, false), at(7, true)], 'a1'], [true, [7]]],
  ['a closed one', [[at(6, false)], 'a1'], [false, [6]]],
  ['none with another commit', [[at(7, true, 'b2')], 'a1'], [false, []]],
  ['none where the commit is not known', [[at(7, true, '')], ''], [false, []]],
])('%s', (_, asked, expected) => {
  const { open, pulls } = pullsAtHead(...asked);
  expect([open, pulls.map(({ number }) => number)]).toEqual(expected);
});

test('the artifact chooses among pull requests of the same head, for two branches', () => {
  expect(choosePull([at(7, true), at(8, true)], 8)).toEqual(at(8, true));
});

test('a number that GitHub does not confirm is refused', () => {
  expect(() => choosePull([at(7, true)], 8)).toThrow(
    'finding the pull request to comment on: the artifact says that it is of pull request 8, but by GitHub the commit that was built is the head of 7: nothing was written',
  );
});
