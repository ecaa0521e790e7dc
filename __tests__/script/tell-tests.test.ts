import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellTests } from '../../script/tell-tests.ts';
import type { Failing, TestReport } from '../../script/test-report.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tell-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function put(part: string, report: Partial<TestReport>): void {
  const whole = { passed: 0, failed: 0, skipped: [], failing: [], times: {}, ...report };
  writeFileSync(join(folder, `${part}.json`), JSON.stringify(whole));
}

const lines = (word: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${word} ${at + 1}`).join('\n');

const failing = (name: string, error = 'no'): Failing => ({ file: 'a.test.ts', name, error });

test('a run in which all passed is told in one line', () => {
  put('unit', { passed: 7 });
  put('end-to-end', { passed: 5 });
  writeFileSync(join(folder, 'unit.log'), 'much text');
  expect(tellTests(folder, [])).toEqual(['12 passed, 0 failed']);
});

test('the slowest files of each part are told', () => {
  const files = Array.from({ length: 20 }, (_, at) => [`__tests__/e2e/${at}.test.ts`, at * 1000]);
  put('end-to-end', { passed: 20, times: Object.fromEntries(files) as Record<string, number> });
  const slowest = [19, 18, 17, 16, 15, 14, 13, 12].map((at) => `e2e/${at}.test.ts ${at} s`);
  expect(tellTests(folder, [])).toEqual([
    `end-to-end: slowest: ${slowest.join(', ')}`,
    '20 passed, 0 failed',
  ]);
});

test('every failure of every part is told with the beginning of its error', () => {
  put('unit', {
    passed: 3,
    failed: 1,
    skipped: ['on Windows'],
    failing: [failing('counts', lines('line', 20))],
  });
  put('end-to-end', {
    passed: 1,
    failing: [
      failing('(the file itself)', 'Error: no server\n\n  at b.ts:1\n'),
      { file: '', name: '(an error that nothing handled)', error: 'Error: late' },
    ],
  });
  expect(tellTests(folder, ['unit', 'end-to-end'])).toEqual([
    'unit: skipped: on Windows',
    'end-to-end: FAILED: a.test.ts > (the file itself)',
    '  Error: no server',
    '    at b.ts:1',
    'end-to-end: FAILED: (an error that nothing handled)',
    '  Error: late',
    'unit: FAILED: a.test.ts > counts',
    ...lines('  line', 14).split('\n'),
    '  (6 more lines)',
    '4 passed, 1 failed, 2 failures outside of tests',
  ]);
});

test('of a part without failures on record the end of its log is told', () => {
  put('unit', { passed: 3 });
  writeFileSync(join(folder, 'unit.log'), '\u001B[31mout of memory\u001B[39m\n');
  writeFileSync(join(folder, 'static.log'), `${lines('line', 30)}\n`);
  expect(tellTests(folder, ['unit', 'static'])).toEqual([
    'unit: FAILED; the last it said:',
    '  out of memory',
    'static: FAILED; the last it said:',
    '  (16 more lines)',
    ...Array.from({ length: 14 }, (_, at) => `  line ${at + 17}`),
    '3 passed, 0 failed',
  ]);
});

test('many failures share the last hundred lines of a log', () => {
  const all = Array.from({ length: 25 }, (_, at) => failing(`test ${at}`, lines('line', 20)));
  put('unit', { failed: 25, failing: all });
  const told = tellTests(folder, ['unit']);
  expect(told.length).toBeLessThan(100);
  expect(told.filter((line) => line.startsWith('unit: FAILED: '))).toEqual(
    all.map(({ name }) => `unit: FAILED: a.test.ts > ${name}`),
  );
  expect(told.slice(0, 3)).toEqual([
    'unit: FAILED: a.test.ts > test 0',
    '  line 1',
    '  (19 more lines)',
  ]);
});
