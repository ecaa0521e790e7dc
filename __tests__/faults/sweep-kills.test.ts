import { afterAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { size } from './size.ts';
import { pickNumbers, startSweeper } from './sweeping.ts';

vi.setConfig({ testTimeout: 20_000_000, hookTimeout: 600_000 });

describeHosts('at every change of a file', () => {
  const sweeper = startSweeper('kills');
  afterAll(() => sweeper[Symbol.asyncDispose]());

  test.each([
    ['job', 'every process is killed'],
    ['job', 'only the child is killed'],
    ['recover', 'every process is killed'],
    ['recover', 'only the child is killed'],
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

test('the numbers of a sweep begin where the seed says', () => {
  expect(pickNumbers(60, { every: 20, seed: 1 })).toEqual([2, 22, 42]);
  expect(pickNumbers(60, { every: 20, seed: 20 })).toEqual([1, 21, 41]);
  expect(pickNumbers(3, { every: 1, seed: 5 })).toEqual([1, 2, 3]);
});
