import { describe, expect, test } from 'vitest';
import {
  type Enclosure,
  type Surroundings,
  type Way,
  describeEnclosure,
  planWays,
  refusalReason,
  userOf,
} from '../../../src/domain/rehearse/enclosure.ts';
import { parseNobody } from '../../../src/domain/rehearse/nobody.ts';
import { asRoot, enclosing, nobody, surroundings, tools } from '../../fixtures/enclosing.ts';

describe('the ways to try', () => {
  const both = (way: Way) => [
    { way, place: 'server' },
    { way, place: 'aside' },
  ];
  const { sudo: _, ...noSudo } = tools;
  const { setpriv: __, ...noSetpriv } = tools;

  test.each<[string, Surroundings, object]>([
    ['root needs no other', asRoot, { candidates: both('root'), refused: [] }],
    [
      'another user has sudo before a user namespace',
      surroundings,
      { candidates: [...both('sudo'), ...both('user')], refused: [] },
    ],
    [
      'without sudo',
      { ...surroundings, tools: noSudo },
      { candidates: both('user'), refused: [{ way: 'sudo', because: 'sudo is not there' }] },
    ],
    [
      'without a program that all need',
      { ...surroundings, tools: noSetpriv },
      {
        candidates: [],
        refused: ['sudo', 'user'].map((way) => ({ way, because: 'setpriv is not there' })),
      },
    ],
    [
      'on another system',
      { ...surroundings, os: 'darwin' },
      {
        candidates: [],
        refused: ['sudo', 'user'].map((way) => ({
          way,
          because: 'darwin has no mount namespaces',
        })),
      },
    ],
  ])('%s', (_name, given, ways) => {
    expect(planWays(given)).toEqual(ways);
  });

  test.each([
    [{ code: 1, stderr: 'a\nsudo: a password is required\n' }, 'sudo: a password is required'],
    [{ code: 70, stderr: '' }, 'it ended with 70'],
    [{ stderr: '' }, 'it ended with a signal'],
    [{ stderr: 'x', timedOut: true }, 'it did not answer in time'],
    [{ code: 1, stderr: '::error::\u001b[1m' }, String.raw`| ::error::\u001b[1m`],
    [{ code: 1, stderr: 'x'.repeat(500) }, 'x'.repeat(200)],
  ])('a refused one says why: %j', (ended, because) => {
    expect(refusalReason(ended)).toBe(because);
  });
});

test('a service never runs as root', () => {
  expect([userOf(asRoot), userOf(surroundings)]).toEqual([nobody, { uid: 1001, gid: 127 }]);
});

test.each([
  ['root:x:0:0::/root:/bin/sh\nnobody:x:99:98:Nobody:/:/sbin/nologin\n', { uid: 99, gid: 98 }],
  ['mynobody:x:1:1::/:/bin/sh\n', { uid: 65_534, gid: 65_534 }],
  ['nobody:x:0:0::/:/bin/sh\n', { uid: 65_534, gid: 65_534 }],
  ['', { uid: 65_534, gid: 65_534 }],
])('nobody is found, and is never root: %j', (passwd, user) => {
  expect(parseNobody(passwd)).toEqual(user);
});

describe('an enclosure in one line', () => {
  const refused = [
    { way: 'sudo', because: 'sudo is not there' },
    { way: 'user', because: 'x' },
  ] as const;
  const user = { uid: 1001, gid: 127 };

  test.each<[Pick<Enclosure, 'way' | 'enforced' | 'refused' | 'user'>, string]>([
    [
      { way: 'root', enforced: true, refused: [], user: nobody },
      'as nobody, the release read-only, by root',
    ],
    [
      { way: 'sudo', enforced: true, refused: [], user },
      "as the runner's user, the release read-only, by sudo",
    ],
    [
      { way: 'user', enforced: true, refused: [refused[0]], user },
      "as the runner's user, the release read-only, in a user namespace",
    ],
    [
      { way: 'comparison', enforced: false, refused, user },
      "as the runner's user, read-only not enforced: sudo: sudo is not there; user: x",
    ],
    [
      {
        ...{ way: 'comparison', enforced: false, user: nobody },
        refused: [{ way: 'root', because: 'not permitted' }],
      },
      'as nobody, read-only not enforced: root: not permitted',
    ],
    [
      {
        ...{ way: 'comparison', enforced: false, user },
        refused: [
          { way: 'sudo', because: 'unshare is not there' },
          { way: 'user', because: 'unshare is not there' },
        ],
      },
      "as the runner's user, read-only not enforced: sudo, user: unshare is not there",
    ],
    [
      { way: 'comparison', enforced: false, refused: [] },
      "as the runner's user, read-only not enforced",
    ],
  ])('%j', (given, line) => {
    const around = given.user === nobody ? asRoot : surroundings;
    expect(describeEnclosure({ ...enclosing(given.way, 'server', around), ...given })).toBe(line);
  });
});
