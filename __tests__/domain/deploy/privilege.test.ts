import { expect, test } from 'vitest';
import { decidePrivilege } from '../../../src/domain/deploy/privilege.ts';
import type { WayFacts } from '../../../src/domain/deploy/way.ts';

const user = { id: 1000, name: 'deploy' };

function wayOf(sudo: WayFacts['sudo'], parts: Partial<WayFacts> = {}): WayFacts {
  return { user, installed: 'none', sudo, ...parts };
}

test.each([
  ['root logs in', wayOf({}, { user: { id: 0, name: 'root' } }), { way: 'root' }],
  ['any command goes through sudo', wayOf({ there: true, all: true }), { way: 'sudo-all' }],
  ['both go through sudo', wayOf({ there: true, helper: true, all: true }), { way: 'sudo-all' }],
  ['the helper alone does', wayOf({ there: true, helper: true }), { way: 'sudo-helper' }],
  ['there is no sudo', wayOf({ there: false }), { way: 'none', why: 'no-sudo' }],
  ['nothing is known', wayOf({}), { way: 'none', why: 'unknown' }],
  ['not even the user is', { installed: 'none', sudo: {} }, { way: 'none', why: 'unknown' }],
] satisfies readonly (readonly [string, WayFacts, object])[])('where %s', (_, way, decided) => {
  expect(decidePrivilege(way)).toEqual(decided);
});

test.each([
  ['sudo: a password is required', 'password'],
  ['sudo: a terminal is required to read the password; either use -S', 'password'],
  ['sudo: sorry, you must have a tty to run sudo', 'terminal'],
  ['sudo: no tty present and no askpass program specified', 'terminal'],
  ['deploy is not in the sudoers file.  This incident will be reported.', 'not-allowed'],
  ['Sorry, user deploy is not allowed to execute /bin/sh as root on web.', 'not-allowed'],
  ['Sorry, user deploy may not run sudo on web.', 'not-allowed'],
  [
    'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.',
    'locked',
  ],
  ['sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set', 'locked'],
  ['sudo: effective uid is not 0, is /usr/bin/sudo on a file system with nosuid?', 'locked'],
  ['We trust you have received the usual lecture. sudo: a password is required', 'password'],
  ['sudo: unable to resolve host web: Name or service not known', 'unknown'],
  ['\u001b[31m::error::x', 'unknown'],
])('what sudo says tells why: %s', (said, why) => {
  expect(decidePrivilege(wayOf({ there: true, all: false, said }))).toEqual({
    way: 'none',
    why,
    said,
  });
});
