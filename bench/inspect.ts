/** How long does it take to inspect a binary, beside the tools that tell parts of it? */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../__tests__/action/runner.ts';
import { table } from '../src/domain/report/markdown.ts';
import { formatBytes, formatDuration } from '../src/domain/quantity.ts';
import type { Target } from '../src/domain/target.ts';
import type { Bench } from './bench.ts';
import { type Figure, type Row, compareRow, formatRuns, limitRow } from './figure.ts';
import type { Driven, Job } from './inspect-driver.ts';
import { cleanEnv, runProgram } from './program.ts';
import { type Sides, settle } from './sides.ts';
import { median } from './statistics.ts';

const target = 20;
const headerLimits = { pe: 4 * 1024 * 1024, others: 64 * 1024 } as const;

interface Measured {
  readonly name: string;
  readonly windows: boolean;
  /** Milliseconds, of each process. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly headers: number;
  readonly all: number;
}

/** Each run is a process of its own that inspects the programs of all targets in turn, as a job does. */
export async function measureInspect(bench: Bench, sides: Sides): Promise<Figure> {
  const jobs = await buildPrograms(bench, sides);
  const driver = await bundleDriver(bench);
  await settle(bench);
  const runs: Driven[] = [];
  const theirs = jobs.map((): number[] => []);
  for (let run = 1; run <= bench.options.runs; run += 1) {
    const args = [driver, JSON.stringify(jobs.map(({ job }) => job))];
    const program = { file: process.execPath, args, cwd: bench.folder };
    runs.push(JSON.parse((await runProgram(bench, program)).stdout) as Driven);
    for (const [index, { job }] of jobs.entries()) theirs[index]?.push(askTools(bench, job.path));
    bench.say(`inspect ${run} of ${bench.options.runs}`);
  }
  const measured = jobs.map(({ name, job }, index): Measured => {
    const inspections = runs.flatMap(({ inspections: all }) => all[index] ?? []);
    return {
      name,
      windows: job.target.os === 'windows',
      ours: inspections.map(({ took }) => took),
      theirs: theirs[index] ?? [],
      headers: Math.max(...inspections.map(({ headers }) => headers)),
      all: Math.max(...inspections.map(({ all }) => all)),
    };
  });
  return { rows: rowsOf(measured), details: detailsOf(measured, runs) };
}

function rowsOf(measured: readonly Measured[]): readonly Row[] {
  const windows = measured.filter((one) => one.windows);
  const others = measured.filter((one) => !one.windows);
  const medians = (list: readonly Measured[]) => list.map(({ ours }) => median(ours));
  const tools = measured.map(({ theirs }) => median(theirs));
  const all = medians(measured);
  return [
    {
      ...compareRow('inspecting one binary; theirs: readelf, ldd and go version', 1, {
        ours: all,
        theirs: tools,
      }),
      target: `<= ${formatDuration(target)}`,
      reached: median(all) <= target,
    },
    ...(windows.length === 0
      ? []
      : [
          limitRow('inspecting one binary for Windows', target, medians(windows)),
          bytesRow('of Windows', headerLimits.pe, windows),
        ]),
    ...(others.length === 0 ? [] : [bytesRow('of ELF and Mach-O', headerLimits.others, others)]),
  ];
}

function bytesRow(what: string, limit: number, measured: readonly Measured[]): Row {
  const most = Math.max(...measured.map(({ headers }) => headers));
  return {
    title: `read for headers, versions and build info ${what}, at the most`,
    ours: formatBytes(most),
    theirs: '',
    ratio: '',
    target: `<= ${formatBytes(limit)}`,
    reached: most <= limit,
  };
}

function detailsOf(measured: readonly Measured[], runs: readonly Driven[]): string {
  const first = runs.flatMap(({ inspections: [one] }) => one?.took ?? []);
  const head = ['Target', '>Inspected in', '>Headers', '>Read in all', '>readelf, ldd, go'];
  const rows = measured.map((one) => [
    one.name,
    formatRuns(one.ours),
    formatBytes(one.headers),
    formatBytes(one.all),
    formatRuns(one.theirs),
  ]);
  const cold = `The first binary of a process takes ${formatRuns(first)}, since nothing is compiled yet; the process itself is there after ${formatRuns(runs.map(({ ready }) => ready))}.`;
  return `${table(head, rows)}\n\n${cold}`;
}

/** As the action builds them, in the build cache that the other figures start from. */
async function buildPrograms(
  bench: Bench,
  sides: Sides,
): Promise<readonly { readonly name: string; readonly job: Job }[]> {
  const { dir } = (await sides.subject()).copy('inspect');
  const built: { name: string; job: Job }[] = [];
  for (const name of bench.options.targets) {
    const wanted = targetOf(name);
    const path = join(bench.folder, 'inspect', name.replaceAll('/', '-'));
    bench.say(`building ${name}`);
    await runProgram(bench, {
      file: 'go',
      args: ['build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', path, '.'],
      cwd: dir,
      env: {
        GOCACHE: join(repository, '.cache/bench/go-build'),
        CGO_ENABLED: '0',
        GOOS: wanted.os,
        GOARCH: wanted.arch,
        ...(wanted.arch === 'arm' ? { GOARM: wanted.variant ?? '7' } : {}),
      },
    });
    built.push({ name, job: { target: wanted, path, goVersion: bench.go } });
  }
  return built;
}

function targetOf(name: string): Target {
  const [os = '', arch = '', variant] = name.split('/');
  return { os, arch, ...(variant === undefined ? {} : { variant: variant.replace(/^v/, '') }) };
}

/** In one file, as the action is: Node's own reading of TypeScript is not part of what is measured. */
async function bundleDriver(bench: Bench): Promise<string> {
  const outfile = join(bench.folder, 'inspect/driver.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'inspect-driver.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'error',
  });
  return outfile;
}

const tools: readonly (readonly string[])[] = [
  ['readelf', '-Vdln'],
  ['ldd'],
  ['go', 'version', '-m'],
];

/** Milliseconds of all of them; what they say, and whether they can read the file, is not asked. */
function askTools({ folder }: Bench, path: string): number {
  const started = performance.now();
  for (const [file = '', ...args] of tools) {
    const { error } = spawnSync(file, [...args, path], {
      cwd: folder,
      env: cleanEnv(),
      stdio: 'ignore',
    });
    if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  }
  return performance.now() - started;
}
