import { expect, test } from 'vitest';
import { sourced } from './sourced.ts';

const facts = (who: string): string =>
  sourced(`
    set +eu
    ${who} user=daemon deploy=/nowhere state=/nowhere places=''
    more_rights() { echo "what $1 may and $2 may not"; }
    facts_places | grep ^user.sudo= || echo nothing`);

test('the facts tell root what sudo lets the user of the service do, and who deploys not', () => {
  expect({
    sudo: facts('uid=0 SUDO_USER=deploy'),
    root: facts('uid=0 SUDO_USER='),
    other: facts('uid=1000 SUDO_USER=deploy'),
  }).toEqual({
    sudo: 'user.sudo=what daemon may and deploy may not',
    ...{ root: 'nothing', other: 'nothing' },
  });
});

/** Of `games`, where sudo says this to each who is asked about. */
const rules = (says: string): string =>
  sourced(`
    timeout() { while [ "$1" != sudo ]; do shift; done; who=$5; ${says}; }
    sudo() { :; }
    more_rights games deploy`);

test.each([
  ['User games is not allowed to run sudo on here.', ''],
  ['sudo: a plugin is missing', 'its rules cannot be listed'],
  [
    'Matching Defaults entries for games on here:\n    env_reset\n\nUser games may run the following commands on here:\n    (ALL) ALL',
    '',
  ],
])('of sudo’s words %j, the same for both, %j is more', (says, more) => {
  expect(rules(`printf '%s\\n' '${says}'`)).toBe(more);
});

test('a rule that only the one has is told', () => {
  const says = 'echo "User $who may run the following commands on here:"; echo "    (root) $who"';
  expect(rules(says)).toBe('(root) games');
});
