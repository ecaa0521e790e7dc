import { describe, expect, test } from 'vitest';
import type { SetupInputs } from '../../../src/domain/inputs/inputs.ts';
import { startGoMirror } from '../../servers/go-mirror.ts';
import { type Setting, runSetup } from './setting.ts';

const goMod = { files: { 'go.mod': 'module a\ngo 1.26' } };

interface Outcome {
  readonly result: string;
  readonly warnings: readonly string[];
}

async function outcome(setting: Setting, inputs: Partial<SetupInputs>): Promise<Outcome> {
  let seen: Outcome = { result: '', warnings: [] };
  await runSetup(setting, inputs, ({ toolchain, failure, warnings }) => {
    const result = failure?.facts.code ?? `${toolchain?.version} from ${toolchain?.from}`;
    seen = { result, warnings };
  });
  return seen;
}

describe('where no listing can be had', () => {
  const away = 'no listing could be had from go.dev or golang.google.cn';
  const taken = (because: string, version: string): string =>
    `${away}; the newest Go that is installed is taken for ${because}: ${version}`;

  test.each<[string, Setting, Partial<SetupInputs>, Outcome]>([
    [
      'go.mod takes the newest installed patch of its minor, with a warning',
      { ...goMod, cached: ['1.26.5', '1.27.1', '1.25.9'], onPath: '1.26.7' },
      {},
      { result: '1.26.7 from PATH', warnings: [taken('go.mod: go 1.26 (newest patch)', '1.26.7')] },
    ],
    [
      'go.mod takes no patch below its floor',
      { files: { 'go.mod': 'module a\ngo 1.26.6' }, cached: ['1.26.5'] },
      {},
      { result: 'listing-out-of-reach', warnings: [] },
    ],
    [
      'go.mod takes no other minor',
      { ...goMod, cached: ['1.27.1'] },
      {},
      { result: 'listing-out-of-reach', warnings: [] },
    ],
    [
      'a range takes the newest that is installed, with a warning only where check-latest was wanted',
      { cached: ['1.26.5'] },
      { goVersion: '1.26', checkLatest: true },
      { result: '1.26.5 from tool cache', warnings: [taken('input go-version: 1.26', '1.26.5')] },
    ],
    [
      'a range that nothing fits fails',
      { cached: ['1.25.9'] },
      { goVersion: '1.26' },
      { result: 'listing-out-of-reach', warnings: [] },
    ],
    [
      'a range takes nothing below what go.mod needs',
      { files: { 'go.mod': 'module a\ngo 1.26.8' }, cached: ['1.26.5'] },
      { goVersion: '1.26' },
      { result: 'listing-out-of-reach', warnings: [] },
    ],
    [
      'stable cannot be told',
      { cached: ['1.26.8'] },
      { goVersion: 'stable' },
      { result: 'listing-out-of-reach', warnings: [] },
    ],
    [
      'an exact version is not in need of it',
      { onPath: '1.26.8' },
      { goVersion: '1.26.8' },
      { result: '1.26.8 from PATH', warnings: [] },
    ],
    [
      'an exact version that is not there fails',
      {},
      { goVersion: '1.26.8' },
      { result: 'listing-out-of-reach', warnings: [] },
    ],
  ])('%s', async (_, setting, inputs, expected) => {
    expect(await outcome(setting, inputs)).toEqual(expected);
  });

  test('the failure says who was asked, for what, and what helps', async () => {
    await runSetup(goMod, {}, ({ failure }) => {
      expect(failure?.message).toBe(
        [
          `finding out which Go to take: ${away}`,
          '  go.dev: nothing listens at that address (ECONNREFUSED)',
          '  golang.google.cn: nothing listens at that address (ECONNREFUSED)',
          '  asked for by: go.mod: go 1.26 (newest patch)',
          'Try:',
          '  - run it again; behind a proxy, set https_proxy for the job',
          '  - point go-download-base-url at a mirror that the runner can reach',
          '  - give go-version in full, as 1.26.8',
        ].join('\n'),
      );
    });
  });
});

test('without a listing, what is installed and too old for go.mod is named', async () => {
  const files = { 'go.mod': 'module a\ngo 1.26.8' };
  const setting = { files, cached: ['1.26.5', '1.26.4', '1.27.1'] };
  await runSetup(setting, { goVersion: '1.26' }, ({ failure }) => {
    expect(failure?.facts.details).toEqual({
      'go.dev': 'nothing listens at that address (ECONNREFUSED)',
      'golang.google.cn': 'nothing listens at that address (ECONNREFUSED)',
      'asked for by': 'input go-version: 1.26',
      installed: '1.26.5, older than go.mod: go 1.26.8',
    });
  });
});

test('golang.google.cn answers where go.dev cannot be reached', async () => {
  const server = await startGoMirror([{ version: '1.26.8' }]);
  const hosts = { 'golang.google.cn': server.url };
  expect(await outcome({ ...goMod, hosts, cached: ['1.26.8', '1.26.9'] }, {})).toEqual({
    result: '1.26.8 from tool cache',
    warnings: [],
  });
  await server.close();
});
