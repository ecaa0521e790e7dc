/** Is every target warm after a restore of a six-day-old build cache, and what if it is only unpacked? */

import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ResultsService, startResults } from '../__tests__/servers/results.ts';
import { table } from '../src/domain/report/markdown.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figure.ts';
import { type OurRun, runOurs } from './ours.ts';
import { runProgram } from './program.ts';
import { type Sides, emptyCache } from './sides.ts';
import type { Repository } from './subject.ts';
import { type TargetRow, readTargetRows } from './target-rows.ts';

const days = 6;

export async function measureRestoredCache(bench: Bench, sides: Sides): Promise<Figure> {
  const copy = (await sides.subject()).copy('restored');
  const gocache = emptyCache(bench, 'restored');
  await using service = await startResults();
  bench.say('cache: a cold build fills the cache that is saved');
  const key = await saveAged(bench, copy, { gocache, service });

  bench.say('cache: a run that restores it');
  const treated = await runAfresh(bench, copy, gocache, () => service.env('run-2'));
  if (!treated.stdout.includes(`restored ${key}`)) throw new Error('the action restored nothing');

  bench.say('cache: a run after a plain restore; most of it is a cold build');
  const plain = await runAfresh(bench, copy, gocache, async () => {
    await restorePlainly(bench, copy, { gocache, key, service });
    return {};
  });
  return describe(readTargetRows(treated.summary), readTargetRows(plain.summary));
}

interface Saving {
  readonly gocache: string;
  readonly service: ResultsService;
}

/** Gives the key of the entry that the part after the job saved, six days old in all its times. */
async function saveAged(
  bench: Bench,
  copy: Repository,
  { gocache, service }: Saving,
): Promise<string> {
  const folder = join(bench.folder, 'saving-runner');
  const env = service.env('run-1');
  await runOurs(bench, copy, { gocache, folder, env });
  age(gocache);
  const { stdout } = await runOurs(bench, copy, { gocache, folder, env, post: true });
  const entry = service.caches().find(({ key, finalized }) => finalized && key.includes('-build-'));
  if (entry === undefined) throw new Error(`the action saved no build cache:\n${stdout}`);
  return entry.key;
}

/** What Go reads to decide: the times of entries, and in trim.txt when it last looked at them. */
function age(gocache: string): void {
  const then = Date.now() / 1000 - days * 86_400;
  writeFileSync(join(gocache, 'trim.txt'), String(Math.floor(then)));
  for (const name of readdirSync(gocache, { recursive: true, encoding: 'utf8' })) {
    const path = join(gocache, name);
    if (statSync(path).isFile()) utimesSync(path, then, then);
  }
}

/** A later job on a new machine: another commit, no build cache. */
async function runAfresh(
  bench: Bench,
  copy: Repository,
  gocache: string,
  prepare: () => Record<string, string> | Promise<Record<string, string>>,
): Promise<OurRun> {
  rmSync(gocache, { recursive: true, force: true });
  copy.nextCommit();
  const env = { GITHUB_RUN_ID: '1002', ...(await prepare()) };
  return runOurs(bench, copy, { gocache, env });
}

/** As actions/cache and setup-go restore: @actions/cache, and nothing else. */
async function restorePlainly(
  bench: Bench,
  copy: Repository,
  { gocache, key, service }: Saving & { readonly key: string },
): Promise<void> {
  await runProgram(bench, {
    file: process.execPath,
    args: [join(import.meta.dirname, 'plain-restore.ts'), gocache, key],
    cwd: copy.dir,
    env: { ...service.env('run-3'), GITHUB_WORKSPACE: copy.dir, RUNNER_TEMP: bench.folder },
  });
}

function describe(treated: readonly TargetRow[], plain: readonly TargetRow[]): Figure {
  const count = treated.length;
  const row = {
    title: 'warm targets after a restore of a six-day-old build cache; theirs: a plain restore',
    ours: `${countWarm(treated)} of ${count}`,
    theirs: `${countWarm(plain)} of ${count}`,
    ratio: '',
    target: 'all',
    reached: countWarm(treated) === count,
  };
  const head = ['Target', '>From cache', '>Compile', '>Plain: from cache', '>Plain: compile'];
  const cells = treated.map(({ target, packages, cached, compile }) => {
    const other = plain.find((one) => one.target === target);
    const theirs =
      other === undefined ? ['?', '?'] : [`${other.cached} of ${other.packages}`, other.compile];
    return [target, `${cached} of ${packages}`, compile, ...theirs];
  });
  return { rows: [row], details: table(head, cells) };
}

/** The commit is stamped into the program's own package, so that one is compiled by every commit. */
function countWarm(rows: readonly TargetRow[]): number {
  return rows.filter(({ packages, cached }) => packages > 0 && packages - cached <= 1).length;
}
