import { expect, test } from 'vitest';
import { isReason } from '../../../src/domain/service/believed.ts';

const echo = /connect/;

test.each<[string, string[], boolean]>([
  ['the last line', ['starting', 'X is not set'], true],
  ['the last line but for blank ones', ['X is not set', '', ' '], true],
  ['a line with more after it', ['X is not set', 'listening soon'], false],
  ['a panic itself', ['panic: X is not set', '', 'goroutine 1 [running]:', 'main.main()'], true],
  [
    'a panic itself, with its stack',
    ['panic: X is not set', '', 'goroutine 1 [running]:', 'main.main()', '\t/src/main.go:8 +0x1d'],
    true,
  ],
  ['a line before another panic', ['X is not set', 'panic: runtime error: index'], false],
  ['a fatal line of logrus', ['time="x" level=fatal msg="X is not set"', 'bye'], true],
  ['a fatal line of zap', ['{"level":"fatal","msg":"X is not set"}', 'bye'], true],
  ['a fatal line on a console', ['10:00 FTL X is not set', 'bye'], true],
  ['a text that has the word in it', ['not a fatal thing: X is not set', 'bye'], false],
  [
    'an error with its stack',
    ['X is not set', 'main.load', '\t/src/main.go:8', 'runtime.main', '\t/go/proc.go:283'],
    true,
  ],
  ['one of which a panic speaks again', ['X is not set', 'panic: failed to connect'], true],
  ['one of which the last line speaks again', ['X is not set', 'cannot connect, bye'], true],
  [
    'one of which another line than the panic speaks',
    ['X is not set', 'connect later', 'panic: assignment to entry in nil map'],
    false,
  ],
])('%s', (_, lines, is) => {
  const at = lines.findIndex((line) => line.includes('X is not set'));
  expect(isReason({ lines, at, echo })).toBe(is);
});

test('without an echo nothing may be said after it', () => {
  const lines = ['X is not set', 'panic: failed to connect'];
  expect(isReason({ lines, at: 0 })).toBe(false);
});
