import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { ServiceCommand } from '../../src/ports-service.ts';
import type { Ended, Processes } from '../../src/ports.ts';
import { cancellable, cancellableServices } from '../../src/stages/cancel.ts';
import { fakeServices } from '../fakes/service-world.ts';
import { virtualClock } from '../fakes/virtual-clock.ts';

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

test('a service that a cancelled job ended is no result, and is swept all the same', async () => {
  let signal: string | undefined;
  const clock = virtualClock();
  const { world, asked } = fakeServices(clock, { starts: [{ listens: 1 }] });
  const { services, kernel } = cancellableServices(world, () => signal);
  expect(kernel).toBe(world.kernel);
  const serve = { env: { PORT: '1' } } as unknown as ServiceCommand;
  expect(await services.start(serve)).toMatchObject({ pid: 100 });
  expect(await services.sweep('marker')).toEqual([]);
  signal = 'SIGTERM';
  const cancelled = { facts: { code: 'cancelled', happened: 'cancelled by SIGTERM' } };
  await expect(services.start(serve)).rejects.toMatchObject(cancelled);
  await expect(services.sweep('marker')).rejects.toMatchObject(cancelled);
  expect(asked).toEqual(['start', 'sweep', 'start', 'sweep']);
});
