/** A service that behaves as a test says, rehearsed for real. */

import { expect } from 'vitest';
import { oddProgram } from '../fixtures/odd-program.ts';
import { type Bench, type How, type Inputs, createRepository } from './bench.ts';
import { type Rehearsed, rehearse } from './rehearsed.ts';

export interface Odd extends Disposable {
  readonly bench: Bench;
  run(mode: string, inputs?: Inputs, how?: How): Promise<Rehearsed>;
  /** It fails with these words and with what to try, the same in the summary. */
  runToFailure(mode: string, inputs: Inputs, words: readonly string[]): Promise<Rehearsed>;
}

export function createOdd(program = oddProgram): Odd {
  const bench = createRepository(program);
  // the folder of the test is an argument, so that whatever is left is found by it
  const run: Odd['run'] = (mode, inputs = {}, how = {}) =>
    rehearse(bench, { 'service-args': `${mode}\n${bench.folder}`, ...inputs }, how);
  return {
    bench,
    run,
    async runToFailure(mode, inputs, [happened = '', ...fix]) {
      const told = await run(mode, inputs);
      const isShort = fix.length === 1 && fix[0]?.includes('\n') !== true;
      const tried = isShort ? [`Try: ${fix[0]}`] : ['Try:', ...fix.map((one) => `  - ${one}`)];
      expect([told.code, told.line, told.failure]).toEqual([
        1,
        endedBefore(happened),
        [`rehearsing the archive: ${happened}`, ...tried].join('\n'),
      ]);
      return told;
    },
    [Symbol.dispose]: () => bench[Symbol.dispose](),
  };
}

export const notes = { 'survive-write': 'POST /notes {nonce}', 'survive-read': 'GET /notes' };

export const endedBefore = (message: string): string =>
  `data: not asked, the rehearsal ended before: ${message}`;

/** The first lines of the warnings, but for that of the request which SIGTERM cuts. */
export const warned = ({ warnings }: Rehearsed): readonly string[] =>
  warnings
    .map((text) => text.split('\n')[0] ?? '')
    .filter((text) => !text.startsWith('SIGTERM cuts'));
