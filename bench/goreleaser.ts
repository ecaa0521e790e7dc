/** Which goreleaser is it measured against, and how does it get here? As a Go module, built by this Go. */

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../__tests__/action/runner.ts';
import type { Bench } from './bench.ts';
import { type ProgramEnded, runProgram } from './program.ts';
import type { Repository } from './subject.ts';

const module = 'github.com/goreleaser/goreleaser/v2';
const bin = join(repository, '.cache/bin');
const program = join(bin, 'goreleaser');

/** A new version may need a newer Go, or a module that cannot be had. */
const mostTries = 6;

/** Gives its version. What is in .cache/bin already stays, unless another version is asked for. */
export async function prepareGoreleaser(bench: Bench): Promise<string> {
  const wanted = bench.options.goreleaser;
  const there = await installedVersion(bench);
  if (there !== undefined && (wanted === undefined || wanted === there)) return there;
  const candidates = wanted === undefined ? await newestVersions(bench) : [wanted];
  const troubles: string[] = [];
  for (const version of candidates.slice(0, mostTries)) {
    bench.say(`building goreleaser ${version}, once; this takes minutes`);
    try {
      mkdirSync(bin, { recursive: true });
      const args = ['install', `${module}@${version}`];
      const env = { GOBIN: bin, CGO_ENABLED: '0' };
      await runProgram(bench, { file: 'go', args, cwd: bench.folder, env });
      return version;
    } catch (error) {
      bench.signal.throwIfAborted();
      const last = String(error).trim().split('\n').at(-1) ?? '';
      bench.say(`goreleaser ${version} cannot be built here: ${last}`);
      troubles.push(`${version}: ${last}`);
    }
  }
  throw new Error(`no goreleaser could be built:\n${troubles.join('\n')}`);
}

async function installedVersion(bench: Bench): Promise<string | undefined> {
  if (!existsSync(program)) return undefined;
  const args = ['version', '-m', program];
  const { stdout } = await runProgram(bench, { file: 'go', args, cwd: bench.folder });
  return /^\s*mod\s+\S+\s+(v\S+)/m.exec(stdout)?.[1];
}

/** Releases without nightly builds and the like, the newest first. */
async function newestVersions(bench: Bench): Promise<string[]> {
  const args = ['list', '-m', '-versions', module];
  const { stdout } = await runProgram(bench, { file: 'go', args, cwd: bench.folder });
  const releases = stdout.split(/\s+/).filter((word) => /^v\d+\.\d+\.\d+$/.test(word));
  return releases.toReversed();
}

/** One run: `build` ends with the programs, `release` with archives and checksums, published nowhere. */
export function runGoreleaser(
  bench: Bench,
  { dir }: Repository,
  { command, gocache }: { readonly command: 'build' | 'release'; readonly gocache: string },
): Promise<ProgramEnded> {
  const args = [command, '--snapshot', '--clean'];
  return runProgram(bench, { file: program, args, cwd: dir, env: { GOCACHE: gocache } });
}
