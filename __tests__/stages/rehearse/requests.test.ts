import { describe, expect, test } from 'vitest';
import type { Script } from '../../fakes/service-world.ts';
import { keeper, play, remarksOf } from './setting.ts';

const base = { 'health-path': '/healthz', 'probe-successes': '1' };
const nonce = 'ginship0f0f0f0f0f0f';

describe('a value of an answer', () => {
  const secret = 'correct/horse=battery';
  const given = {
    ...base,
    'survive-write':
      'POST /login\n---\nPOST /confirm/{1:/token}/{1:/id}/{nonce}\n---\nPOST /notes {nonce}',
    'survive-read': 'GET /notes',
  };
  const answering = (status: number): Script => {
    const script = keeper();
    return {
      ...script,
      answers(request, asked) {
        if (request.path === '/login')
          return { body: JSON.stringify({ token: secret, id: 1234567 }) };
        if (request.path.startsWith('/confirm')) return { status };
        return script.answers?.(request, asked);
      },
    };
  };

  test('is hidden before it is sent, where it is no short one', async () => {
    const played = await play({ given, starts: [answering(204)] });
    expect(remarksOf(played)).toEqual([]);
    expect(played.masked).toEqual([secret, encodeURIComponent(secret)]);
  });

  test('is in no message: the request is told as it was given', async () => {
    const played = await play({ given, starts: [answering(404)] });
    expect(remarksOf(played)).toEqual([
      'failure write-failed: survive-write: POST /confirm/{1:/token}/{1:/id}/{nonce}: 404 in 1 ms; a write must be answered with 2xx',
    ]);
    expect(played.lines.join('\n')).not.toMatch(/correct/);
  });
});

describe('an answer that only repeats what was asked', () => {
  /** Keeps what is written in memory, and quotes what is looked for. */
  const quoting = (): Script => {
    let kept = '';
    return {
      ...keeper(),
      answers({ method, path, body = '' }) {
        if (method === 'POST') kept += body;
        const [, looked = ''] = /=(.*)$/.exec(path) ?? [];
        if (method === 'POST') return { body: JSON.stringify({ word: body }) };
        return path.startsWith('/notes') ? { body: `${looked}: ${kept}` } : {};
      },
    };
  };
  const echoes = (path: string): string =>
    `failure read-failed: survive-read: GET ${path}: the answer only repeats what was asked: it has a word that was never written, too`;

  test.each([
    ['with the word in it', 'GET /notes?q={nonce}', '/notes?…'],
    ['by what the write answered', 'GET /notes?q={write:/word}', '/notes?…'],
  ])('%s proves nothing', async (_, read, path) => {
    const given = { ...base, 'survive-write': 'POST /notes {nonce}', 'survive-read': read };
    const played = await play({ given, starts: [quoting()] });
    expect(remarksOf(played)).toEqual([echoes(path)]);
  });

  test('is told from one that finds it', async () => {
    let kept = '';
    const finding: Script = {
      ...keeper(),
      answers({ method, path, body = '' }) {
        if (method === 'POST') kept += body;
        const word = path.split('/')[2];
        if (word === undefined) return {};
        return kept.includes(word) ? { body: kept } : { status: 404, body: `no ${word}` };
      },
    };
    const given = {
      ...base,
      'survive-write': 'POST /notes {nonce}',
      'survive-read': 'GET /notes/{nonce}',
    };
    const played = await play({ given, starts: [finding] });
    expect(remarksOf(played)).toEqual([]);
    expect(played.lines.filter((line) => line.includes('never written'))).toEqual([
      'info: survive-read for a word that was never written: GET /notes/{nonce}: 404 in 1 ms',
    ]);
  });

  test('is not looked for where the word is not asked for', async () => {
    const given = { ...base, 'survive-write': 'POST /notes {nonce}', 'survive-read': 'GET /notes' };
    const played = await play({ given, starts: [keeper()] });
    expect(played.lines.filter((line) => line.includes('never written'))).toEqual([]);
    expect(played.lines.join('\n')).not.toContain(nonce);
  });
});

test('a login that is lost with the data is lost data, and no wrong placeholder', async () => {
  const forgetting = (): Script => {
    const script = keeper();
    let known = false;
    return {
      ...script,
      answers(request, asked) {
        if (request.path !== '/login') {
          known ||= request.method === 'POST';
          return script.answers?.(request, asked);
        }
        return { body: known ? '{"token":"t1"}' : '{"error":"no such user"}' };
      },
    };
  };
  const given = {
    ...base,
    'survive-write': 'POST /notes {nonce}',
    'survive-read': 'POST /login\n---\nGET /notes\nAuthorization: Bearer {1:/token}',
  };
  const played = await play({ given, starts: [forgetting(), forgetting(), forgetting()] });
  const line =
    'data does not survive a restart: survive-read gets no further ({1:/token}: there is no /token: it has /error) after SIGKILL; it is kept in memory only: no file was written';
  expect([played.rehearsed?.line, remarksOf(played)]).toEqual([
    line,
    [`failure data-lost: ${line}`],
  ]);
  const wrong = await play({ given, starts: [keeper()] });
  expect(remarksOf(wrong)).toEqual([
    'failure read-failed: survive-read: GET /notes: {1:/token}: its body is no JSON',
  ]);
});

test('a Redis that keeps nothing is told without survive-write too', async () => {
  const played = await play({
    starts: [keeper()],
    connected: [{ pid: 100, address: '127.0.0.1', port: 6379 }],
    redis: { kind: 'answered', appendonly: 'no', save: '' },
  });
  expect(remarksOf(played)).toEqual([
    'warning redis: Redis at 127.0.0.1:6379 keeps its data in memory only: appendonly is no and save is empty',
  ]);
});

test('whether a write was synced is asked of the request that has the word, not of a logout after it', async () => {
  const at = (ms: number, said: string): string =>
    `9 ${((1_700_000_000_000 + ms) / 1000).toFixed(6)} ${said}\n`;
  const trace = at(61.5, 'write(7</var/lib/notes/notes.db>, ""..., 5) = 5');
  const given = {
    ...base,
    'survive-write': 'POST /notes {nonce}\n---\nPOST /logout',
    'survive-read': 'GET /notes',
  };
  const played = await play({ given, strace: true, starts: [keeper({ trace })] });
  expect(remarksOf(played)).toEqual([expect.stringMatching(/^warning unsynced: .*\(notes\.db\)/)]);
});
