import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../../src/domain/deploy/events.ts';
import { createMask, maskEvent } from '../../../src/domain/deploy/mask-text.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';

const mask = createMask(
  {
    TOKEN: 'canary-of-the-token',
    DATABASE_URL: 'postgres://app:p%40ss%2Fword1@db:5432/notes',
    KEY: '-----BEGIN-----\nfirst line of it\nsecond',
    QUOTED: 'say "hello" \\ twice',
    TABBED: 'one\ttwo\tthree',
    SHORT: 'seven77',
    LONGER: 'canary-of-the-token-and-more',
    APP: 'gin-notes',
  },
  'gin-notes-api',
);

describe('a secret is hidden', () => {
  test.each([
    [
      "but not what stands in the app's name",
      'gin-notes-api@blue of gin-notes',
      'gin-notes-api@blue of gin-notes',
    ],
    ['as it is', 'token canary-of-the-token!', 'token ***!'],
    ['several times', 'canary-of-the-tokencanary-of-the-token', '******'],
    ['the longest first', 'x canary-of-the-token-and-more x', 'x *** x'],
    ['the password of an address alone', 'password p%40ss%2Fword1 refused', 'password *** refused'],
    ['that password decoded', 'password p@ss/word1 refused', 'password *** refused'],
    ['line by line', 'read first line of it', 'read ***'],
    ['escaped, as JSON and %q have it', String.raw`{"q":"say \"hello\" \\ twice"}`, '{"q":"***"}'],
    ['percent-encoded', 'GET /?q=say%20%22hello%22%20%5C%20twice', 'GET /?q=***'],
    ['as a query has it', 'GET /?q=say+%22hello%22+%5C+twice', 'GET /?q=***'],
    ['in base64', `token ${btoa('canary-of-the-token')}`, 'token ***g=='],
    ['within more in base64', `Basic ${btoa('me:canary-of-the-token:x')}`, 'Basic bWU6***jp4'],
    ['with blanks for its tabs, as the server cuts lines', 'one two three.', '***.'],
    ['where a line ends within it', 'the token is canary-of', 'the token is ***'],
  ])('%s', (_, text, masked) => {
    expect(mask(text)).toBe(masked);
  });
});

test('what is short is left, and so is a beginning that may be chance', () => {
  expect(mask('seven77 and canary- and canary')).toBe('seven77 and canary- and canary');
});

test('words that decide are never masked, texts are', () => {
  const hide = createMask({ A: 'rolled-back', B: 'MemoryMax', C: 'the-reason' }, 'notes');
  const all = ['1 2 state rolled-back', '1 2 ended rolled-back for the-reason', '1 2 gap 5'];
  expect(all.map((line) => maskEvent(parseEvent(line), hide))).toEqual([
    { number: 1, ms: 2, kind: 'state', state: 'rolled-back' },
    { number: 1, ms: 2, kind: 'ended', how: 'rolled-back', reason: 'for ***' },
    { number: 1, ms: 2, kind: 'gap', gap: 5 },
  ]);
  expect(maskEvent(parseEvent('1 2 evidence MemoryMax=the-reason'), hide)).toEqual({
    number: 1,
    ms: 2,
    kind: 'evidence',
    key: 'MemoryMax',
    value: '***',
  });
  for (const kind of ['step', 'note', 'warning', 'log', 'later']) {
    const masked = maskEvent(parseEvent(`1 2 ${kind} it is the-reason`), hide);
    expect('text' in masked ? masked.text : '').not.toContain('the-reason');
  }
});

test('no value of eight characters or more is left in any text', () => {
  const values = hostileTexts(300, 7).filter(
    (value) => value.trim().length >= 8 && !/[\r\n]/.test(value),
  );
  for (const value of values) {
    const hide = createMask({ SECRET: value }, 'notes');
    expect(hide(`before ${value} after`)).not.toContain(value.trim());
  }
});
