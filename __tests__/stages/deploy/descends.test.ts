import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { createProcesses } from '../../../src/adapters/processes.ts';
import { isAncestor } from '../../../src/stages/deploy/descends.ts';
import { createBench } from '../../action/bench.ts';
import { git, gitCommit } from '../../action/repository.ts';

const bench = createBench({ 'go.mod': 'module x\n' });
afterAll(() => bench[Symbol.dispose]());
const dir = bench.workspace;
const env = { PATH: process.env['PATH'], HOME: bench.folder };
const { endAll: _, ...processes } = createProcesses();

const older = gitCommit(dir);
writeFileSync(`${dir}/main.go`, 'package main\n');
git(dir, 'add', '--all');
git(dir, 'commit', '--quiet', '--message', 'more');
const newer = git(dir, 'rev-parse', 'HEAD').trim();

const asked = (commit: string, running: string, where = dir): Promise<boolean | undefined> =>
  isAncestor({ processes }, { dir: where, env, commit }, running);

test('a commit came before the one that descends from it', async () => {
  expect(await asked(older, newer)).toBe(true);
  expect(await asked(newer, older)).toBe(false);
  expect(await asked(newer, newer)).toBe(false);
});

test('what git does not know of, nobody knows', async () => {
  expect(await asked(newer, 'f'.repeat(40))).toBeUndefined();
  expect(await asked(newer, older, bench.folder)).toBeUndefined();
});

test('what a server says is no option of git', async () => {
  expect(await asked(newer, '--output=/tmp/canary')).toBeUndefined();
});
