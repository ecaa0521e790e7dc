import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/domain/rehearse/answer.ts';
import {
  type ReadVerdict,
  explainRead,
  explainWrite,
  judgeRead,
} from '../../../src/domain/rehearse/judge.ts';
import { nonceOf, otherNonces, unwritten } from '../../../src/domain/rehearse/nonce.ts';

const nonce = nonceOf('0123456789abcdef');

const answered = (status: number, body = '', location?: string): Outcome => ({
  kind: 'answered',
  status,
  took: 3,
  body,
  cookies: [],
  ...(location === undefined ? {} : { location }),
});

const places = {
  folders: { release: '/opt/n/slots/blue/release', state: '/var/lib/n', tmp: '/tmp' },
  shipped: ['static'],
};
const quiet = { output: '', places };

const post = { method: 'POST', path: '/notes?token=x', headers: [], body: '{"secret":1}' };
const get = { method: 'GET', path: '/notes', headers: [] };
const output = 'see the last lines of its output';

test('a nonce is a word that is known again', () => {
  expect(nonce).toBe('ginship0123456789ab');
  expect(() => nonceOf('0123')).toThrow('12 hex digits');
  expect(unwritten(nonce)).toBe('ginshipfedcba987654');
  const text = `${nonce}, ginshipaaaaaaaaaaaa, ginshipaaaaaaaaaaaa, ginship`;
  expect(otherNonces(text, nonce)).toEqual(['ginshipaaaaaaaaaaaa']);
});

test.each([200, 201, 204])('a write that is answered with %d is well', (status) => {
  expect(explainWrite(post, answered(status), quiet)).toBeUndefined();
});

test.each<[Outcome, string, string[]]>([
  [
    answered(500, '{"error":"could not save"}\nmore'),
    '500 in 3 ms ({"error":"could not save"})',
    ['the service itself failed: what it needs from outside comes by rehearse-env', output],
  ],
  [answered(404), '404 in 3 ms', ['correct the path; routes of Gin are exact', output]],
  [answered(405), '405 in 3 ms', ['correct the method', output]],
  [
    answered(400, 'x'.repeat(500)),
    `400 in 3 ms (${'x'.repeat(117)}...)`,
    ['correct the body and the headers; JSON has Content-Type: application/json by itself', output],
  ],
  [
    answered(401),
    '401 in 3 ms',
    [
      'log in first: a request before it, parted by ---, and its token as Authorization: Bearer {1:/token}; cookies are kept by themselves',
      output,
    ],
  ],
  [
    answered(303, '', '/notes/1'),
    '303, a redirect to /notes/1, in 3 ms',
    ['ask where it leads, /notes/1, or a route that answers itself', output],
  ],
  [{ kind: 'timed-out', after: 3000 }, 'no answer within 3.0 s', [output]],
  [{ kind: 'broken', how: 'ECONNRESET' }, 'the connection broke: ECONNRESET', [output]],
])('a write that is answered otherwise is a failure: %j', (outcome, told, fix) => {
  expect(explainWrite(post, outcome, quiet)).toEqual({
    id: 'write-failed',
    level: 'failure',
    message: `survive-write: POST /notes?…: ${told}; a write must be answered with 2xx`,
    fix,
  });
});

test('a write that fails for a read-only release says so', () => {
  const printed = 'save: open static/uploads/a.png: read-only file system\n';
  expect(explainWrite(post, answered(500), { output: printed, places })).toEqual({
    id: 'written-release',
    level: 'failure',
    message:
      'survive-write: POST /notes?…: 500 in 3 ms; a write must be answered with 2xx; the service tries to write inside the release: save: open static/uploads/a.png: read-only file system',
    fix: [
      'write to a folder of the working directory that the archive does not bring, as uploads/ in place of static/',
      'r.Static("/uploads", "uploads") serves it',
    ],
  });
});

test('a write that fails for a stub driver says so, by the body of its answer too', () => {
  const body =
    "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub";
  expect(explainWrite(post, answered(500, body), quiet)?.id).toBe('stub-driver');
});

describe('a read', () => {
  test.each<[string, Outcome[], number[], ReadVerdict]>([
    ['that has the word', [answered(200, `[${nonce}]`)], [], { kind: 'found', holding: [0] }],
    [
      'of which a login comes first',
      [answered(200), answered(200, nonce)],
      [],
      { kind: 'found', holding: [1] },
    ],
    [
      'of which one answer of two lost it',
      [answered(200, nonce), answered(200)],
      [0, 1],
      { kind: 'missing', old: 0 },
    ],
    ['without the word', [answered(200, 'ginship')], [], { kind: 'missing', old: 0 }],
    [
      'with words of earlier rehearsals',
      [answered(200, 'ginshipaaaaaaaaaaaa ginshipbbbbbbbbbbbb')],
      [],
      { kind: 'missing', old: 2 },
    ],
    [
      'that is not answered with 2xx',
      [answered(200, nonce), answered(404)],
      [],
      { kind: 'failed', at: 1, outcome: answered(404) },
    ],
    [
      'of which not all is looked at',
      [{ kind: 'answered', status: 200, took: 3, body: 'a', cookies: [], cut: true }],
      [],
      { kind: 'missing', old: 0, cut: true },
    ],
    ['of nothing', [], [], { kind: 'missing', old: 0 }],
  ])('%s', (_, outcomes, holding, verdict) => {
    expect(judgeRead(outcomes, nonce, holding)).toEqual(verdict);
  });

  test('that shows the word needs no telling', () => {
    expect(explainRead([get], { kind: 'found', holding: [0] })).toBeUndefined();
  });

  const byId = 'ask for it by what the write answered, as GET /api/notes/{write:/id}';

  test.each<[ReadVerdict, string, string[]]>([
    [
      { kind: 'missing', old: 0 },
      'survive-read: GET /notes was answered before any restart, but the word that was written is not in it',
      [byId, 'or read the list that the write adds to; {nonce} must be in what is written'],
    ],
    [
      { kind: 'missing', old: 1 },
      'survive-read: GET /notes was answered before any restart, but it shows a word of earlier rehearsals, not that of this one',
      [byId, 'or have the newest first: the answer may be one page of a list, or cached'],
    ],
    [
      { kind: 'missing', old: 2, cut: true },
      'survive-read: GET /notes was answered before any restart, but the word that was written is not in the first MiB of the answer, and no more is looked at',
      [byId, 'or ask for less of a list'],
    ],
    [
      { kind: 'unfilled', at: 0, problem: '{1:/id}: /id is null' },
      'survive-read: GET /notes: {1:/id}: /id is null',
      ['correct the placeholder: {1:/token} is what request 1 answered under "token"'],
    ],
    [
      { kind: 'failed', at: 0, outcome: answered(404, 'no such page') },
      'survive-read: GET /notes: 404 in 3 ms (no such page), before any restart; a read must be answered with 2xx',
      ['correct the path; routes of Gin are exact', output],
    ],
  ])('that proves nothing is a failure: %j', (verdict, message, fix) => {
    expect(explainRead([get], verdict)).toEqual({
      id: 'read-failed',
      level: 'failure',
      message,
      fix,
    });
  });
});
