/** How is one run of our action measured? Through its bundle, as a runner starts it. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runAction } from '../__tests__/action/runner.ts';
import type { Span } from '../src/domain/report/timeline.ts';
import { type Bench, epoch } from './bench.ts';
import { endWith } from './program.ts';
import type { Repository } from './subject.ts';

export interface OurSettings {
  readonly gocache: string;
  /** The runner's own folder; a new one unless given. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Inputs beside those that all runs have. */
  readonly with?: Readonly<Record<string, string>>;
  /** The part after the job. */
  readonly post?: boolean;
  started?(pid: number): void;
}

export interface OurRun {
  /** Milliseconds since 1970: before the runner's files were made, and when all output had ended. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Milliseconds since 1970 at which the process was there: the zero of `spans`. */
  readonly spawnedAt: number;
  /** Milliseconds of the whole step. */
  readonly wall: number;
  /** What the run says of itself, at debug level. Empty for the part after the job. */
  readonly spans: readonly Span[];
  readonly summary: string;
  readonly stdout: string;
}

let runs = 0;

/** @throws Error with the end of its log where the step failed or gave another number of archives */
export async function runOurs(
  bench: Bench,
  { dir }: Repository,
  settings: OurSettings,
): Promise<OurRun> {
  const { entry, targets } = bench.options;
  const { gocache, env, post = false } = settings;
  runs += 1;
  const startedAt = epoch();
  let spawnedAt = startedAt;
  let stopWatching: (() => void) | undefined;
  const ended = await runAction({
    workspace: dir,
    folder: settings.folder ?? join(bench.folder, `runner-${runs}`),
    entry,
    post,
    with: {
      'go-version': bench.go,
      targets: targets.join('\n'),
      check: 'none',
      cgo: 'off',
      artifact: 'false',
      rehearse: 'false',
      ...settings.with,
    },
    env: { GOCACHE: gocache, ...env },
    started(pid) {
      spawnedAt = epoch();
      stopWatching = endWith(bench, pid, { group: false });
      settings.started?.(pid);
    },
  });
  const endedAt = epoch();
  stopWatching?.();
  bench.signal.throwIfAborted();
  const { stdout, stderr, summary } = ended;
  if (ended.code !== 0) {
    throw new Error(`the action ended with ${ended.code}\n${stdout.slice(-3000)}${stderr}`);
  }
  if (!post) checkArchives(dir, targets.length);
  const spans = post ? [] : parseTimeline(stdout);
  return { startedAt, spawnedAt, endedAt, wall: endedAt - startedAt, spans, summary, stdout };
}

/** Neither side may win by leaving work out. */
export function checkArchives(dir: string, expected: number): void {
  const made = readdirSync(join(dir, 'dist'));
  const archives = made.filter((name) => /\.(?:tar\.gz|zip)$/.test(name));
  if (archives.length === expected && made.includes('SHA256SUMS')) return;
  throw new Error(
    `${dir}/dist should hold ${expected} archives and SHA256SUMS: ${made.join(', ')}`,
  );
}

function parseTimeline(stdout: string): readonly Span[] {
  const text = /^::debug::timeline (.*)$/m.exec(stdout)?.[1];
  if (text === undefined) throw new Error('the action printed no timeline');
  return JSON.parse(decodeURIComponent(text)) as Span[];
}
