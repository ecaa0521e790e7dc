import { afterAll, expect, test, vi } from 'vitest';
import { describeHosts } from '../servers/hosts/describe-hosts.ts';
import { size } from './size.ts';
import { pickNumbers, startSweeper } from './sweeping.ts';

vi.setConfig({ testTimeout: 20_000_000, hookTimeout: 600_000 });

/** Numbers of the calls that follow the naming of a record: its folder is not written to the disk yet. */
const atStates = (calls: readonly string[]): number[] =>
  calls.flatMap((call, index) => (/^fsync \/opt\/notes\/records$/.test(call) ? [index + 1] : []));

describeHosts('a power cut', () => {
  const sweeper = startSweeper('power');
  afterAll(() => sweeper[Symbol.asyncDispose]());

  test('in every state of a deploy: the server is whole after the start', async () => {
    const numbers = atStates(await sweeper.count('job'));
    // received, prepared, started, gated, switching, switched, confirmed
    expect(numbers).toHaveLength(7);
    expect(await sweeper.sweep('job', 'the power is cut', numbers)).toEqual([]);
  });

  test('at changes of files of a deploy: the server is whole after the start', async () => {
    const calls = await sweeper.count('job');
    const numbers = pickNumbers(calls.length, { every: size.every * 5, seed: size.seed });
    expect(await sweeper.sweep('job', 'the power is cut', numbers)).toEqual([]);
  });

  test('at changes of files of a recovery: the server is whole after the start', async () => {
    const calls = await sweeper.count('recover');
    const numbers = pickNumbers(calls.length, { every: size.every * 2, seed: size.seed });
    expect(await sweeper.sweep('recover', 'the power is cut', numbers)).toEqual([]);
  });
});
