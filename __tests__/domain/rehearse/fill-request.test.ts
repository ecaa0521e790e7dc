import { expect, test } from 'vitest';
import type { WholeAnswer } from '../../../src/domain/rehearse/answer.ts';
import { fillRequest } from '../../../src/domain/rehearse/fill-request.ts';
import { parseRequests } from '../../../src/domain/rehearse/parse-requests.ts';
import { describeRequest } from '../../../src/domain/rehearse/request.ts';

const nonce = 'ginship0123456789ab';

const answer = (body: unknown, cookies: readonly string[] = []): WholeAnswer => ({
  kind: 'answered',
  status: 200,
  took: 1,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  cookies,
});

const now = Date.UTC(2026, 10, 22);

/** What is sent for the last request of a text, after answers to those before it. */
function fill(text: string, answers: readonly WholeAnswer[] = [], write?: WholeAnswer): unknown {
  const { requests, problems } = parseRequests(text);
  expect(problems).toEqual([]);
  const template = requests.at(-1);
  if (template === undefined) throw new Error('no request');
  return fillRequest(template, { nonce, answers, now, ...(write === undefined ? {} : { write }) });
}

const json = ['Content-Type', 'application/json'];

test.each([
  [
    'POST /notes {"text":"{nonce}"}',
    { method: 'POST', path: '/notes', headers: [json], body: `{"text":"${nonce}"}` },
  ],
  [
    'POST /notes text={nonce}&a=1',
    {
      method: 'POST',
      path: '/notes',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: `text=${nonce}&a=1`,
    },
  ],
  [
    'POST /notes {nonce} in words',
    {
      method: 'POST',
      path: '/notes',
      headers: [['Content-Type', 'text/plain; charset=utf-8']],
      body: `${nonce} in words`,
    },
  ],
  [
    'POST /notes\ncontent-type: text/csv\n\na,{nonce}',
    { method: 'POST', path: '/notes', headers: [['content-type', 'text/csv']], body: `a,${nonce}` },
  ],
  [
    'GET /笔记/{nonce}?q=a%20b',
    { method: 'GET', path: `/%E7%AC%94%E8%AE%B0/${nonce}?q=a%20b`, headers: [] },
  ],
])('%j without an answer before it', (text, request) => {
  expect(fill(text)).toEqual({ request, taken: [] });
});

const token = 'a"b\\c/d e&f=ü';
const login = answer({ token, n: 7, ok: true, user: { id: 1 }, list: ['x'], none: null });

test.each([
  ['GET /a/{1:/token}', 'path', `/a/${encodeURIComponent(token)}`],
  ['GET /a/{1:/n}/{1:/ok}/{1:/list/0}/{1:/user/id}', 'path', '/a/7/true/x/1'],
  ['POST /a {"t":"{1:/token}"}', 'body', `{"t":${JSON.stringify(token)}}`],
  ['POST /a {"n":{1:/n},"u":{1:/user}}', 'body', '{"n":7,"u":{"id":1}}'],
  ['POST /a token={1:/token}', 'body', `token=${encodeURIComponent(token)}`],
  ['POST /a it is {1:/token}', 'body', `it is ${token}`],
  [
    'POST /a\nContent-Type: application/problem+json; charset=utf-8\n\n"{1:/token}"',
    'body',
    JSON.stringify(token),
  ],
])('a value of an answer is made to fit: %j', (text, part, expected) => {
  const filled = fill(`GET /login\n---\n${text}`, [login]);
  expect(filled).toMatchObject({ request: { [part]: expected } });
});

test('a header has the value as it is', () => {
  expect(fill('GET /login\n---\nGET /a\nAuthorization: Bearer {1:/token}', [login])).toEqual({
    request: { method: 'GET', path: '/a', headers: [['Authorization', `Bearer ${token}`]] },
    taken: [token],
  });
});

test.each([
  [{ id: 'x' }, '/token', '{1:/token}: there is no /token: it has /id'],
  [{}, '/token', '{1:/token}: there is no /token: it is an empty object'],
  [[1, 2], '/token', '{1:/token}: there is no /token: it is a list of 2'],
  [{ a: 'x' }, '/a/b', '{1:/a/b}: there is no /a/b: it is neither an object nor a list'],
  [{ a: null }, '/a', '{1:/a}: /a is null'],
  [{ a: [1] }, '/a', '{1:/a}: is a list or an object, which fits only into a body'],
  [
    { a: 'x\r\nX-Evil: 1' },
    '/a',
    '{1:/a}: has line ends or control characters, which no header may have',
  ],
  [{}, '/constructor', '{1:/constructor}: there is no /constructor: it is an empty object'],
  ['<html>', '/a', '{1:/a}: its body is no JSON'],
  [
    Object.fromEntries('abcdefghij'.split('').map((key) => [`${key}\n`, 1])),
    '/z',
    String.raw`{1:/z}: there is no /z: it has /a\u000a, /b\u000a, /c\u000a, /d\u000a, /e\u000a, /f\u000a, /g\u000a, /h\u000a …`,
  ],
])('an answer %j without what %s wants is a problem', (body, pointer, problem) => {
  expect(fill(`GET /login\n---\nGET /a\nX: {1:${pointer}}`, [answer(body)])).toEqual({ problem });
});

test('what was taken from answers is told, so that it can be hidden', () => {
  const text = 'GET /l\n---\nPOST /a/{1:/token} {"u":{1:/user},"n":"{nonce}"}';
  const given = answer({ token: 'a b', user: { id: 7, name: 'ann' } });
  expect(fill(text, [given])).toMatchObject({
    request: { path: '/a/a%20b', body: `{"u":{"id":7,"name":"ann"},"n":"${nonce}"}` },
    taken: ['a b', 'a%20b', 'ann', '{"id":7,"name":"ann"}'],
  });
});

test('a number with digits behind the point stays one', () => {
  const body = '{"token":"abc","score":0.30000000000000004,"e":1e400,"f":-12345678901234567.5e-3}';
  expect(fill('GET /l\n---\nGET /a/{1:/token}', [answer(body)])).toMatchObject({
    request: { path: '/a/abc' },
  });
});

test('a long number keeps its last digits', () => {
  const body = '{"id":1734567890123456789,"text":"12345678901234567890","d":1234567890123456.5}';
  const text = 'GET /l\n---\nGET /a/{1:/id}/{1:/text}';
  expect(fill(text, [answer(body)])).toMatchObject({
    request: { path: '/a/1734567890123456789/12345678901234567890' },
  });
});

test.each([
  ['/a~1b', 'x'],
  ['/m~0n', 'y'],
  ['/', 'z'],
])('a pointer %s is read as RFC 6901 says', (pointer, value) => {
  const body = { 'a/b': 'x', 'm~n': 'y', '': 'z' };
  expect(fill(`GET /l\n---\nGET /v/{1:${pointer}}`, [answer(body)])).toMatchObject({
    request: { path: `/v/${value}` },
  });
});

test('a read asks by what the write answered', () => {
  expect(fill('GET /notes/{write:/id}', [], answer({ id: 5 }))).toMatchObject({
    request: { path: '/notes/5' },
  });
  expect(fill('GET /notes/{write:/id}')).toEqual({
    problem: '{write:/id}: there is no answer of survive-write yet',
  });
});

test('cookies of answers are sent on, the later one of a name, and none that is taken back', () => {
  const answers = [
    answer('', ['session=one; Path=/; HttpOnly', 'theme=dark', 'gone=1']),
    answer('', ['session=two; Secure', 'gone=; Max-Age=0', 'no pair', 'bad=\u0007']),
    answer('', ['old=1', 'long=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT']),
    answer('', ['old=; Expires=Sat, 21 Nov 2026 00:00:00 GMT; Path=/']),
    answer('', ['odd=1; Expires=tomorrow', 'next=1; Expires=Mon, 23 Nov 2026 00:00:00 GMT']),
  ];
  const text = 'GET /l\n---\nGET /m\n---\nGET /a';
  const kept = 'session=two; theme=dark; long=1; odd=1; next=1';
  expect(fill(text, answers)).toEqual({
    request: { method: 'GET', path: '/a', headers: [['Cookie', kept]] },
    taken: [],
  });
  expect(fill(`${text}\nCookie: own=1`, answers)).toEqual({
    request: { method: 'GET', path: '/a', headers: [['Cookie', 'own=1']] },
    taken: [],
  });
});

test('a request is told without what may be secret', () => {
  const request = { method: 'GET', path: '/a?token=x', headers: [], body: 'y' };
  expect(describeRequest(request)).toBe('GET /a?…');
});
