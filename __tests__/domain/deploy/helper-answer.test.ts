import { expect, test } from 'vitest';
import { parseComplaint } from '../../../src/domain/deploy/helper-answer.ts';

test.each([
  ['', { text: '' }],
  [
    'gin-ship: busy: the deploy 7 is under way\n',
    { word: 'busy', text: 'the deploy 7 is under way' },
  ],
  [
    'Welcome\nsudo: unable to resolve host web1\ngin-ship: refused: no\r\nbye\n',
    { word: 'refused', text: 'no' },
  ],
  ['sudo: a password is required\n', { text: 'sudo: a password is required' }],
  [
    'gin-ship: inner: \u001B[2J::error::x\n',
    { word: 'inner', text: String.raw`\u001b[2J::error::x` },
  ],
  ['gin-ship: Busy: x\n', { text: 'gin-ship: Busy: x' }],
  ['\u001B]0;x\u0007\n', { text: String.raw`\u001b]0;x\u0007` }],
])('what the helper says is found and made plain: %j', (stderr, complaint) => {
  expect(parseComplaint(stderr)).toEqual(complaint);
});
