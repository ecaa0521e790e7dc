import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { Ended, Processes } from '../../src/ports.ts';
import { cancellable } from '../../src/stages/cancel.ts';

const command = { file: 'go', args: [], cwd: '/', env: {} };
const killed: Ended = { signal: 'SIGKILL', stdout: '', stderr: '', took: 1 };

function processes(whileItRuns: () => void): Processes {
  return {
    run() {
      whileItRuns();
      return Promise.resolve(killed);
    },
    which: () => Promise.resolve(undefined),
    availableMemory: () => 0,
  };
}

test('what a program did is told as it is while nobody cancels', async () => {
  const wrapped = cancellable(
    processes(() => undefined),
    () => undefined,
  );
  expect(await wrapped.run(command)).toBe(killed);
});

test('a program that was ended by a cancelled job is no result', async () => {
  let signal: string | undefined;
  const wrapped = cancellable(
    processes(() => (signal = 'SIGINT')),
    () => signal,
  );
  const failure = await wrapped.run(command).catch((error: unknown) => error);
  expect(failure instanceof Failure && [failure.facts.code, failure.message]).toEqual([
    'cancelled',
    'shipping: cancelled by SIGINT',
  ]);
});
