/** What is true of every run that failed? It said why, and left nothing behind. */

import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import { failures, groupTitles } from './commands.ts';
import type { ActionEnded } from './runner.ts';

/** The run ended red, told `expected` as its last failure, and left nothing behind. */
export function expectFailure(
  bench: Bench,
  ended: ActionEnded,
  expected: readonly unknown[],
): void {
  expect(failures(ended.stdout).at(-1)?.split('\n'), ended.stdout + ended.stderr).toEqual(expected);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toBe('');
  expectNothingLeft(bench);
}

export function expectNothingLeft(bench: Bench): void {
  const made = readdirSync(bench.folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tar\.gz$|\.zip$|\.partial$|SHA256SUMS$|manifest\.json$/.test(path),
  );
  expect(made).toEqual([]);
  expect(readdirSync(bench.temp)).toEqual([]);
}

export function expectNothingBuilt({ stdout }: ActionEnded): void {
  expect(stdout).not.toContain(' go build ');
  expect(groupTitles(stdout)).not.toContain('Checking');
}
