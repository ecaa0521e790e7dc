import { describe, expect, test } from 'vitest';
import { type ServerEvent, parseEvent } from '../../../src/domain/deploy/events.ts';
import { hostileTexts } from '../../fixtures/hostile-text.ts';

describe('a line of events is read:', () => {
  test.each<[string, ServerEvent]>([
    ['1 0 state received', { number: 1, ms: 0, kind: 'state', state: 'received' }],
    [
      '2 9 step stopping notes@blue',
      { number: 2, ms: 9, kind: 'step', text: 'stopping notes@blue' },
    ],
    ['3 9 probe ready 503', { number: 3, ms: 9, kind: 'probe', layer: 'ready', outcome: '503' }],
    [
      '3 9 probe ready 301 redirect',
      { number: 3, ms: 9, kind: 'probe', layer: 'ready', outcome: '301' },
    ],
    [
      '3 9 probe discover 404 /healthz',
      { number: 3, ms: 9, kind: 'probe', layer: 'discover', outcome: '404', path: '/healthz' },
    ],
    [
      '3 9 probe unit active',
      { number: 3, ms: 9, kind: 'probe', layer: 'unit', outcome: 'active' },
    ],
    ['4 9 note  two blanks ', { number: 4, ms: 9, kind: 'note', text: ' two blanks ' }],
    ['4 9 log', { number: 4, ms: 9, kind: 'log', text: '' }],
    ['5 9 wait go 60000', { number: 5, ms: 9, kind: 'wait', signal: 'go', lease: 60_000 }],
    [
      '6 9 ask 3 8080 /up?a=b',
      { number: 6, ms: 9, kind: 'ask', ask: 3, port: 8080, path: '/up?a=b' },
    ],
    [
      '7 9 evidence Result=oom-kill',
      { number: 7, ms: 9, kind: 'evidence', key: 'Result', value: 'oom-kill' },
    ],
    [
      '7 9 evidence LoadError=',
      { number: 7, ms: 9, kind: 'evidence', key: 'LoadError', value: '' },
    ],
    ['8 9 gap 210', { number: 8, ms: 9, kind: 'gap', gap: 210 }],
    ['9 9 took the gate 12', { number: 9, ms: 9, kind: 'took', text: 'the gate', took: 12 }],
    ['9 9 ended confirmed -', { number: 9, ms: 9, kind: 'ended', how: 'confirmed' }],
    ['9 9 ended stale x - y', { number: 9, ms: 9, kind: 'ended', how: 'stale', reason: 'x - y' }],
  ])('%s', (line, event) => {
    expect(parseEvent(line)).toEqual(event);
  });
});

describe('a line that is not understood is kept as it is:', () => {
  test.each([
    '',
    'gin-ship: busy: no',
    '1 2',
    'x 2 note hello',
    '-1 2 note hello',
    '1 99999999999999999 note hello',
  ])('without a number: %j', (line) => {
    expect(parseEvent(line)).toEqual({ number: 0, ms: 0, kind: 'unknown', text: line });
  });

  test.each([
    '1 2 later word of another helper',
    '1 2 state exploded',
    '1 2 state confirmed ',
    '1 2 probe',
    '1 2 wait abort 60000',
    '1 2 wait go soon',
    '1 2 ask 1 70000 /',
    '1 2 ask 1 0 /',
    '1 2 ask 1 80 http://elsewhere/',
    '1 2 ask 1 80 /a b',
    '1 2 evidence no key',
    '1 2 gap -5',
    '1 2 took 5',
    '1 2 ended switched half',
    '1 2 ended constructor',
  ])('with one: %s', (line) => {
    expect(parseEvent(line)).toEqual({ number: 1, ms: 2, kind: 'unknown', text: line });
  });
});

test('text that is hostile stays text', () => {
  for (const text of hostileTexts(2000, 41)) {
    expect(parseEvent(text)).toEqual({ number: 0, ms: 0, kind: 'unknown', text });
    expect(parseEvent(`1 2 log ${text}`)).toEqual({ number: 1, ms: 2, kind: 'log', text });
    const value = parseEvent(`1 2 evidence User=${text}`);
    expect(value).toEqual({ number: 1, ms: 2, kind: 'evidence', key: 'User', value: text });
  }
});
