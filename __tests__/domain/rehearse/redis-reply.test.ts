import { expect, test } from 'vitest';
import {
  formatRedisCommand,
  parseRedisReplies,
  readPersistence,
} from '../../../src/domain/rehearse/redis-reply.ts';

test('a command counts bytes, and says words as they are', () => {
  expect(formatRedisCommand(['AUTH', 'é"\r\n'])).toBe('*2\r\n$4\r\nAUTH\r\n$5\r\né"\r\n\r\n');
});

const text = (value: string) => ({ kind: 'text', text: value });

test.each([
  ['+OK\r\n', [text('OK')]],
  [':42\r\n-ERR no\r\n', [text('42'), { kind: 'error', text: 'ERR no' }]],
  ['$5\r\na\r\nbc\r\n', [text('a\r\nbc')]],
  ['$-1\r\n*-1\r\n', [text(''), text('')]],
  ['*0\r\n', [{ kind: 'list', items: [] }]],
  [
    '*2\r\n$1\r\na\r\n*1\r\n+b\r\n',
    [{ kind: 'list', items: [text('a'), { kind: 'list', items: [text('b')] }] }],
  ],
])('%j is read whole, and no part of it is', (whole, replies) => {
  expect(parseRedisReplies(whole)).toEqual({ replies, strange: false });
  for (let cut = 1; cut < whole.length; cut += 1) {
    const part = parseRedisReplies(whole.slice(0, cut));
    expect(part.strange).toBe(false);
    expect(part.replies.length).toBeLessThan(replies.length);
  }
});

test.each(['HTTP/1.1', '$x\r\n', '$99999999999\r\n', '*1001\r\n', '*1\r\n'.repeat(5), '+a\r\n?'])(
  '%j is strange',
  (given) => {
    expect(parseRedisReplies(given).strange).toBe(true);
  },
);

test('settings are read after the answer to a password, and the first refusal decides', () => {
  const read = (answers: string, withPassword = false) =>
    readPersistence(parseRedisReplies(answers).replies, withPassword);
  const settings = '*2\r\n+appendonly\r\n+no\r\n*2\r\n+save\r\n$0\r\n\r\n';
  const answered = { kind: 'answered', appendonly: 'no', save: '' };
  expect(read(settings)).toEqual(answered);
  expect(read(`+OK\r\n${settings}`, true)).toEqual(answered);
  expect(read(`+OK\r\n*0\r\n`, true)).toBe(undefined);
  expect(read(`-WRONGPASS x\r\n`, true)).toEqual({ kind: 'declined', how: 'WRONGPASS' });
  expect(read('*0\r\n*0\r\n')).toEqual({ kind: 'answered', appendonly: '', save: '' });
});
