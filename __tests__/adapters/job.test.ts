import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseFileCommands } from '../action/runner.ts';
import type { Call } from '../fixtures/log-driver.ts';

const driver = resolve(import.meta.dirname, '../fixtures/log-driver.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gin-ship-job-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'] as const;

/** The runner's files after the calls. */
function make(...calls: readonly Call[]): Record<(typeof names)[number], string> {
  const env: Record<string, string> = {};
  for (const name of names) {
    env[`GITHUB_${name}`] = join(folder, name);
    writeFileSync(join(folder, name), '');
  }
  const args = [driver, JSON.stringify(calls)];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  expect([child.stderr, child.stdout, child.status]).toEqual(['', '', 0]);
  const texts = names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  return Object.fromEntries(texts) as Record<(typeof names)[number], string>;
}

test('outputs, state and variables reach the files of the runner whole', () => {
  const evil = 'a\nb=c\nghadelimiter\n::set-output name=x::y';
  const files = make(
    ['output', 'version', '1.4.0'],
    ['output', 'archives', evil],
    ['saveState', 'after', 'true'],
    ['exportVariable', 'GOROOT', '/go'],
    ['addPath', '/go/bin'],
  );
  expect(parseFileCommands(files.OUTPUT)).toEqual({ version: '1.4.0', archives: evil });
  expect(parseFileCommands(files.STATE)).toEqual({ after: 'true' });
  expect(parseFileCommands(files.ENV)).toEqual({ GOROOT: '/go' });
  expect(files.PATH).toBe('/go/bin\n');
});

test('summaries are appended', () => {
  expect(make(['writeSummary', '## a\n'], ['writeSummary', '## b']).STEP_SUMMARY).toBe(
    '## a\n\n## b\n',
  );
});

test('without a summary file nothing is written and nothing fails', () => {
  const args = [driver, JSON.stringify([['writeSummary', '## a']])];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8', env: {} });
  expect([child.stderr, child.stdout, child.status]).toEqual(['', '', 0]);
});

test('a file of the runner that is not there is told as what it is', () => {
  const args = [driver, JSON.stringify([['output', 'version', '1.4.0']])];
  const env = { GITHUB_OUTPUT: join(folder, 'gone') };
  const child = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  expect(child.stderr).toContain(
    `Failure: writing to the file of GITHUB_OUTPUT: Missing file at path: ${folder}/gone\n` +
      'Try: the runner makes that file and sets the variable; let no step change them\n',
  );
});
