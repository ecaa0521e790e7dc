import { describe, expect, test } from 'vitest';
import { endsAtAll } from '../../fixtures/no-clock.ts';
import { parseRequests } from '../../../src/domain/rehearse/parse-requests.ts';
import type { RequestTemplate } from '../../../src/domain/rehearse/request.ts';

describe('accepted', () => {
  test.each<[string, string, RequestTemplate[]]>([
    ['nothing', '', []],
    ['a line', 'GET /api/notes', [{ method: 'GET', path: '/api/notes', headers: [] }]],
    [
      'a body on the line',
      'POST /api/notes {"text":"{nonce}"}',
      [{ method: 'POST', path: '/api/notes', headers: [], body: '{"text":"{nonce}"}' }],
    ],
    [
      'headers, an empty line and a body',
      'PUT /notes/1\nContent-Type: text/plain\nX-Empty:\r\n\r\n\none\n two\n\n',
      [
        {
          method: 'PUT',
          path: '/notes/1',
          headers: [
            ['Content-Type', 'text/plain'],
            ['X-Empty', ''],
          ],
          body: 'one\n two',
        },
      ],
    ],
    [
      'a body on the line, and headers below',
      'POST /a {"a":1}\nAuthorization: Bearer x',
      [{ method: 'POST', path: '/a', headers: [['Authorization', 'Bearer x']], body: '{"a":1}' }],
    ],
    [
      'a login first, with comments and a --- too many',
      '# log in\nPOST /login {"user":"a"}\n---\n\nPOST /notes text={nonce}\nAuthorization: Bearer {1:/data/token}\n---\n',
      [
        { method: 'POST', path: '/login', headers: [], body: '{"user":"a"}' },
        {
          method: 'POST',
          path: '/notes',
          headers: [['Authorization', 'Bearer {1:/data/token}']],
          body: 'text={nonce}',
        },
      ],
    ],
    [
      'what a request file of an editor has',
      'DELETE /notes/{write:/id}?hard=1 HTTP/1.1\nAccept: */*',
      [
        {
          method: 'DELETE',
          path: '/notes/{write:/id}?hard=1',
          headers: [['Accept', '*/*']],
        },
      ],
    ],
    [
      'GraphQL, whose words in braces are no placeholders',
      'POST /query {"query":"mutation { add(text: \\"{nonce}\\") {id} }"}',
      [
        {
          method: 'POST',
          path: '/query',
          headers: [],
          body: '{"query":"mutation { add(text: \\"{nonce}\\") {id} }"}',
        },
      ],
    ],
    [
      'a placeholder without quotes in JSON',
      'POST /a {"text":"{nonce}"}\n---\nPOST /b {"of":{1:/id},"text":"{nonce}"}',
      [
        { method: 'POST', path: '/a', headers: [], body: '{"text":"{nonce}"}' },
        { method: 'POST', path: '/b', headers: [], body: '{"of":{1:/id},"text":"{nonce}"}' },
      ],
    ],
    [
      'a body that begins as JSON, where a Content-Type says that it is none',
      'POST /a\nContent-Type: text/plain\n\n[draft] {nonce}',
      [
        {
          method: 'POST',
          path: '/a',
          headers: [['Content-Type', 'text/plain']],
          body: '[draft] {nonce}',
        },
      ],
    ],
  ])('%s', (_, text, requests) => {
    expect(parseRequests(text)).toEqual({ requests, problems: [] });
  });
});

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';
const shape = 'accepted: METHOD /path, as POST /api/notes {"text":"{nonce}"}';
const header = 'is no header (Name: value); a body comes after an empty line, or on the first line';

describe('refused', () => {
  test.each<[string, string[]]>([
    ['/api/notes', [`line 1: "/api/notes" is no method; accepted: ${methods}, then a path`]],
    ['post /a', [`line 1: "post" is no method (POST?); accepted: ${methods}, then a path`]],
    ['GET', [`line 1: has no path; ${shape}`]],
    ['GET notes', [`line 1: "notes" is no path; ${shape}`]],
    ['GET //evil.example/x', [`line 1: "//evil.example/x" is no path; ${shape}`]],
    [
      'GET http://localhost:8080/a',
      [
        'line 1: "http://localhost:8080/a" is a whole address; write only its path: the rehearsal knows the port',
      ],
    ],
    ['\nGET /a\n"text": "x"', [`line 3: ${header}`]],
    ['GET /a\nGET /b', ['line 2: looks like another request; part requests by a line of ---']],
    [
      'GET /a\nHost: example.com\ncontent-length: 3',
      [
        'line 2: Host is set by gin-ship itself; drop the line',
        'line 3: content-length is set by gin-ship itself; drop the line',
      ],
    ],
    ['GET /a\nX: a\u0001b', ['line 2: the value of X has control characters']],
    [
      'POST /a {"a":1}\n\n{"b":2}',
      ['line 1: has a body on its own line and another below; keep one'],
    ],
    [
      'POST /a {"text":"{nonce}"',
      ['line 1: its body begins as JSON but is none; correct it, or give it a Content-Type header'],
    ],
    [
      'POST /a {"text":{nonce}}',
      ['line 1: {nonce} is a word, which JSON has in quotes only; write "{nonce}"'],
    ],
    ['POST /a {"t":"{nonse}"}', ['line 1: {nonse} is no placeholder ({nonce}?)']],
    ['POST /a {"t":"{1:token}"}', ['line 1: {1:token}: a pointer begins with /, as {1:/token}']],
    ['GET /a/{0:/id}', ['line 1: {0:/id}: requests count from 1 to 99']],
    [
      'GET /a/{read:/id}',
      ['line 1: {read:/id} is no placeholder; accepted: {nonce}, {1:/token}, {write:/id}'],
    ],
    [
      'GET /a/{1:/id}\n---\nGET /b/{3:/id}?x={1:/id}',
      [
        'request 1 (GET /a/{1:/id}) asks for the answer of request 1, which is not before it',
        'request 2 (GET /b/{3:/id}?…) asks for the answer of request 3, which is not before it',
      ],
    ],
    [
      Array.from({ length: 21 }, () => 'GET /a').join('\n---\n'),
      ['has 21 requests; at most 20 are accepted'],
    ],
  ])('%j', (text, problems) => {
    expect(parseRequests(text).problems).toEqual(problems);
  });
});

test('a request with problems is not among the requests', () => {
  const { requests, problems } = parseRequests('GET a\n---\nGET /b');
  expect(requests.map(({ path }) => path)).toEqual(['/b']);
  expect(problems).toHaveLength(1);
});

test('a text of megabytes is read', () => {
  const text = `POST /a\n\n${'{'.repeat(5_000_000)}${'{1:'.repeat(1_500_000)}`;
  expect(endsAtAll(() => parseRequests(text).problems)).toEqual([
    'line 1: its body begins as JSON but is none; correct it, or give it a Content-Type header',
  ]);
});
