import { info, warning } from '@actions/core';
import { expect, onTestFinished, test } from 'vitest';
import { captureOutput } from '../../src/adapters/captured-output.ts';
import { callToolkit, troubleOf } from '../../src/adapters/toolkit-call.ts';
import { startResults } from '../servers/results.ts';
import { get } from 'node:http';

const limits = { silence: 60_000, total: 60_000 };

test('calls at the same time keep their words apart, and others may speak', async () => {
  const outside: string[] = [];
  onTestFinished(captureOutput(() => (text) => outside.push(text)));
  const printed = { first: [] as string[], second: [] as string[] };
  const gate = Promise.withResolvers<void>();
  const first = callToolkit(
    limits,
    (line) => printed.first.push(line),
    async () => {
      info('first begins');
      await gate.promise;
      warning('100% lost\nand more');
      return 1;
    },
  );
  const second = callToolkit(
    limits,
    (line) => printed.second.push(line),
    async () => {
      info('second');
      gate.resolve();
      throw new Error('second failed');
    },
  );
  process.stdout.write('our own\n');
  expect(await first).toEqual({ value: 1, answers: [], complaints: ['100% lost\nand more'] });
  expect(await second).toEqual({ error: new Error('second failed'), answers: [], complaints: [] });
  expect(printed).toEqual({ first: ['first begins'], second: ['second'] });
  expect(outside).toEqual(['our own\n']);
});

test('a call that takes too long is left, and with it what it asked; what others asked goes on', async () => {
  await using service = await startResults();
  service.trouble('hang');
  const [ours, theirs] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const others = get(service.url).on('error', (error) => theirs.resolve(error.message));
  const called = await callToolkit(
    { silence: 60_000, total: 200 },
    () => undefined,
    () => {
      get(service.url).on('error', (error) => ours.resolve(error.message));
      return new Promise(() => undefined);
    },
  );
  expect(called.error).toEqual(new Error('not done after 0.2 s'));
  expect(await ours.promise).toBe('the server fell silent');
  others.destroy(new Error('ended by the test'));
  expect(await theirs.promise).toBe('ended by the test');
});

test.each([
  [{ value: undefined, answers: [200], complaints: [] }, undefined],
  [
    { answers: [200, 503], complaints: ['Failed to restore: …'], error: undefined },
    { happened: 'the service answered 503', code: '503', cause: undefined },
  ],
  [
    { answers: ['ECONNRESET'], complaints: [] },
    {
      happened: 'the service cannot be reached (ECONNRESET)',
      code: 'ECONNRESET',
      cause: undefined,
    },
  ],
  [
    { answers: ['silent'], complaints: [] },
    { happened: 'the service fell silent', code: 'silent', cause: undefined },
  ],
  [
    { answers: [500, 200], complaints: ['tar failed'] },
    { happened: 'tar failed', code: 'local', cause: undefined },
  ],
  [
    { answers: [], complaints: [], error: new Error('no token') },
    { happened: 'no token', code: 'local', cause: new Error('no token') },
  ],
])('%o is the trouble %o', (called, trouble) => {
  expect(troubleOf(called)).toEqual(trouble);
});
