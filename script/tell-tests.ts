/** What is told at the end of script/test: `node tell-tests.ts FOLDER FAILED-PART...` prints it. */

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { TestReport } from './test-report.ts';

/** Where logs are shown in part, it is their last hundred lines. */
const room = 90;

/** The lines of one error: fifteen, and fewer where many must fit. */
const share = (count: number): number =>
  Math.max(2, Math.min(15, Math.floor(room / Math.max(1, count)) - 1));

/** The files that took longest: where the time of a part goes. */
function tellSlowest(part: string, times: TestReport['times']): string[] {
  const slowest = Object.entries(times)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 8)
    .map(([file, ms]) => `${file.replace('__tests__/', '')} ${Math.round(ms / 1000)} s`);
  return slowest.length === 0 ? [] : [`${part}: slowest: ${slowest.join(', ')}`];
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`.trimEnd());

/** All lines but empty ones, with their number in place of those that are left out. */
function cut(text: string, most: number, keep: 'first' | 'last'): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length <= most) return indent(lines);
  const some = keep === 'first' ? lines.slice(0, most - 1) : lines.slice(1 - most);
  const more = `(${lines.length - some.length} more lines)`;
  return indent(keep === 'first' ? [...some, more] : [more, ...some]);
}

/**
 * Tests that did not run, the slowest files, every failure of every part with the first lines of its error, and the totals.
 * @param folder holds PART.log of every part, and PART.json (a TestReport) of those that vitest ran.
 * @param failed the parts that failed. Where one has no failure on record, the end of its log is told.
 */
export function tellTests(folder: string, failed: readonly string[]): string[] {
  const reports = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const report = JSON.parse(readFileSync(join(folder, name), 'utf8')) as TestReport;
      return { part: name.slice(0, -'.json'.length), ...report };
    });
  const failing = reports.flatMap(({ part, failing: some }) =>
    some.map((one) => ({ part, ...one })),
  );
  const silent = failed.filter((part) => !failing.some((one) => one.part === part));
  const each = share(failing.length + silent.length);
  const sum = (of: 'passed' | 'failed'): number =>
    reports.reduce((total, report) => total + report[of], 0);
  const outside = failing.length - sum('failed');
  const also = outside > 0 ? `, ${outside} failures outside of tests` : '';
  return [
    ...reports.flatMap(({ part, skipped }) => skipped.map((name) => `${part}: skipped: ${name}`)),
    ...reports.flatMap(({ part, times }) => tellSlowest(part, times)),
    ...failing.flatMap(({ part, file, name, error }) => [
      `${part}: FAILED: ${[file, name].filter((word) => word !== '').join(' > ')}`,
      ...cut(error, each, 'first'),
    ]),
    ...silent.flatMap((part) => [
      `${part}: FAILED; the last it said:`,
      ...cut(
        stripVTControlCharacters(readFileSync(join(folder, `${part}.log`), 'utf8')),
        each,
        'last',
      ),
    ]),
    `${sum('passed')} passed, ${sum('failed')} failed${also}`,
  ];
}

if (process.argv[1] === import.meta.filename) {
  const [folder = '.', ...failed] = process.argv.slice(2);
  console.log(tellTests(folder, failed).join('\n'));
}
