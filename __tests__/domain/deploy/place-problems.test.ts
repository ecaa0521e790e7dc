import { expect, test } from 'vitest';
import { placeProblems } from '../../../src/domain/deploy/place-problems.ts';

const app = { deployPath: '/opt/notes', statePath: '/var/lib/notes', runAs: 'notes' };

test('the usual places, and those of a service made by hand, are fit', () => {
  expect(placeProblems(app)).toEqual([]);
  const byHand = { ...app, statePath: '/var/www/gin-app_2', runAs: 'www-data' };
  expect(placeProblems(byHand)).toEqual([]);
});

const unfit = 'is no path that a unit can name; move it to one of letters, digits and . _ @ + - ,';

test.each([
  ['/var/www/my app', unfit],
  ['/srv/a%n', unfit],
  ['/srv/a*', unfit],
  ['/srv/[a]', unfit],
  ['/srv/../etc', unfit],
  ['srv/notes', unfit],
  ['/srv/a\u001b[31m', unfit],
  ['/root/app', "is one of the system's folders; name another"],
  ['/var/notes', "is one of the system's folders; name another"],
  ['/data', "is one of the system's folders; name another"],
  [`/srv/${'模'.repeat(66)}`, 'is longer than 200 bytes; name a shorter one'],
])('%j is not', (statePath, problem) => {
  const [told = '', ...more] = placeProblems({ ...app, statePath });
  expect(more).toEqual([]);
  expect(told.startsWith('state-path: "') && told.endsWith(`" ${problem}`)).toBe(true);
});

test('nor is a user with a name that the helper does not take', () => {
  expect(placeProblems({ ...app, runAs: 'John.Doe' })).toEqual([
    'run-as: "John.Doe" is no name of small letters, digits, _ and - that a service can run as; name another user',
  ]);
});
