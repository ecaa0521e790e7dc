import { afterAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { size } from './size.ts';
import { pickNumbers, startSweeper } from './sweeping.ts';

vi.setConfig({ testTimeout: 20_000_000, hookTimeout: 600_000 });

describeHosts('at every change of a file', () => {
  const sweeper = startSweeper('errors');
  afterAll(() => sweeper[Symbol.asyncDispose]());

  test.each([
    ['job', 'the disk is full'],
    ['job', 'the disk fails'],
    ['recover', 'the disk is full'],
    ['recover', 'the disk fails'],
  ] as const)(
    'of a %s, where %s: the server is whole after two recoveries',
    async (verb, happening) => {
      const calls = await sweeper.count(verb);
      expect(calls.length).toBeGreaterThan(verb === 'job' ? 200 : 30);
      const numbers = pickNumbers(calls.length, size);
      console.log(`${verb}, ${happening}: ${numbers.length} of ${calls.length} calls`);
      expect(await sweeper.sweep(verb, happening, numbers)).toEqual([]);
    },
  );
});
