/** Prints how many tests of all vitest reports passed and failed, and every test that was skipped. */

import { existsSync, readFileSync } from 'node:fs';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const reports = process.argv
  .slice(2)
  .filter((path) => existsSync(path))
  .map((path) => JSON.parse(readFileSync(path, 'utf8')) as Report);

const sum = (of: (report: Report) => number): number =>
  reports.reduce((total, report) => total + of(report), 0);

for (const { testResults } of reports) {
  for (const { fullName, status } of testResults.flatMap((file) => file.assertionResults)) {
    if (status !== 'passed' && status !== 'failed') console.log(`${status}: ${fullName}`);
  }
}
const failed = sum((report) => report.numFailedTests);
console.log(`${sum((report) => report.numPassedTests)} passed, ${failed} failed`);
