/** What went wrong in a run of vitest? A reporter that writes it, with the counts, to `--outputFile.told`. */

import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';

/** One failed test, or an error outside of any test: in a hook, while a file loads, unhandled. */
export interface Failing {
  /** As seen from the root of the repository; empty for an unhandled error. */
  readonly file: string;
  readonly name: string;
  /** Message, place and difference; lines without colours. */
  readonly error: string;
}

export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  /** The full names of tests that did not run. */
  readonly skipped: readonly string[];
  readonly failing: readonly Failing[];
  /** Milliseconds of each file, with its set-up. */
  readonly times: Readonly<Record<string, number>>;
}

type Thrown = SerializedError & { readonly diff?: string };

/** Of the frames those of the repository's own files: they say where to look. */
function describeError({ name, message, stack = '', diff }: Thrown, root: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const own = frames.filter((line) => line.includes(root) && !line.includes('/node_modules/'));
  const at = (own.length > 0 ? own : frames).slice(0, 3);
  const text = [`${name ?? 'Error'}: ${message}`, ...at, ...(diff === undefined ? [] : [diff])];
  return stripVTControlCharacters(text.join('\n')).replaceAll(root, '');
}

/** What failed in one file. A hook that fails, fails no test: files and groups are asked too. */
function failingOf(module: TestModule, root: string): Failing[] {
  const outside = [
    { name: '(the file itself)', errors: module.errors() },
    ...[...module.children.allSuites()].map((one) => ({
      name: `${one.fullName} (outside of its tests)`,
      errors: one.errors(),
    })),
    ...(['pending', 'queued'].includes(module.state())
      ? [{ name: '(the file itself)', errors: [{ message: 'it did not come to an end' }] }]
      : []),
  ];
  const tests = [...module.children.allTests('failed')].map((one) => ({
    name: one.fullName,
    errors: one.result().errors ?? [],
  }));
  return [...outside.filter(({ errors }) => errors.length > 0), ...tests].map((one) => ({
    file: module.relativeModuleId,
    name: one.name,
    error: one.errors.map((error) => describeError(error, root)).join('\n'),
  }));
}

/** A class because vitest calls `new` on it. */
export default class TellReporter implements Reporter {
  private run: Vitest | undefined;

  onInit(run: Vitest): void {
    this.run = run;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const { root = '', outputFile } = this.run?.config ?? {};
    const to = typeof outputFile === 'object' ? outputFile['told'] : undefined;
    if (to === undefined) return;
    const inState = (state: 'passed' | 'failed' | 'skipped' | 'pending'): string[] =>
      modules.flatMap(({ children }) => [...children.allTests(state)].map((one) => one.fullName));
    const report: TestReport = {
      passed: inState('passed').length,
      failed: inState('failed').length,
      skipped: [...inState('skipped'), ...inState('pending')],
      failing: [
        ...modules.flatMap((module) => failingOf(module, `${root}/`)),
        ...unhandled.map((error) => ({
          file: '',
          name: '(an error that nothing handled)',
          error: describeError(error, `${root}/`),
        })),
      ],
      times: Object.fromEntries(
        modules.map((one) => [one.relativeModuleId, Math.round(one.diagnostic().duration)]),
      ),
    };
    writeFileSync(to, JSON.stringify(report));
  }
}
