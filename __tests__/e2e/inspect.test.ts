import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, createRepository, goOnPath } from '../action/bench.ts';
import { failures, group, warnings } from '../action/commands.ts';
import { repository, type ActionEnded } from '../action/runner.ts';
import { schemaProblems } from '../fixtures/json-schema.ts';
import { goMod } from '../fixtures/programs.ts';

const zones = `package main

import "time"

func main() {
	zone, err := time.LoadLocation("Europe/Berlin")
	println(zone, err)
}
`;
const tree = { 'go.mod': goMod('example.com/app'), 'cmd/app/main.go': zones };
const loader = '/lib64/ld-linux-x86-64.so.2';
/** A program that names a loader and needs no library, on an amd64 or any other runner. */
const pie = { targets: 'linux/amd64', flags: '-buildmode=pie' };

interface Result {
  readonly ruleId: string;
  readonly properties: { readonly findings: readonly { level: string; scope: string }[] };
}

/** Of the SARIF file of a run, which is valid: `warning GS-TZDATA app for linux/amd64`, by rule. */
function sarifOf(bench: Bench): readonly string[] {
  const schema = JSON.parse(
    readFileSync(join(repository, '__tests__/fixtures/sarif/sarif-schema-2.1.0.json'), 'utf8'),
  ) as Readonly<Record<string, unknown>>;
  const sarif = JSON.parse(readFileSync(join(bench.workspace, 'dist/inspect.sarif'), 'utf8')) as {
    readonly runs: readonly [{ readonly results: readonly Result[] }];
  };
  expect(schemaProblems(schema, sarif)).toEqual([]);
  return sarif.runs[0].results.flatMap(({ ruleId, properties: { findings } }) =>
    findings.map(({ level, scope }) => `${level} ${ruleId} ${scope}`),
  );
}

/** The rows of the table of the summary that begins with these titles. */
function tableOf({ summary }: ActionEnded, ...titles: readonly string[]): readonly string[] {
  const lines = summary.split('\n');
  const top = lines.indexOf(`| ${titles.join(' | ')} |`);
  if (top < 0) throw new Error(`no such table in\n${summary}`);
  return lines.slice(top + 2, lines.indexOf('', top));
}

const whereTheyRun = ['Target', 'Program', 'Where it runs', 'Findings'];

describe('what is well', () => {
  let bench: Bench;
  let ended: ActionEnded;
  beforeAll(async () => {
    bench = createRepository(tree, { tag: 'v1.0.0' });
    ended = await bench.ship({
      targets: 'linux/amd64, linux/arm64, windows/amd64',
      'must-run-on': 'static, glibc:2.17, alpine:3.17',
      tags: 'timetzdata',
    });
  });
  afterAll(() => bench[Symbol.dispose]());

  test('is told in the log, with what it is made of, and without a warning', () => {
    const go = goOnPath();
    expect(group(ended.stdout, 'Inspecting').slice(0, -1)).toEqual([
      'app for linux/amd64: static; runs on any Linux from kernel 3.2',
      `  Go ${go}, cgo off, link class static, GOAMD64=v1, segments aligned to 4096 bytes`,
      'app for linux/arm64: static; runs on any Linux from kernel 3.2',
      `  Go ${go}, cgo off, link class static, GOARM64=v8.0, segments aligned to 65536 bytes`,
      'app.exe for windows/amd64: runs on Windows 10 / Server 2016 or newer',
      `  Go ${go}, cgo off, link class system, GOAMD64=v1`,
    ]);
    expect([ended.code, warnings(ended.stdout)]).toEqual([0, []]);
  });

  test('stands in the table of the summary', () => {
    expect(tableOf(ended, ...whereTheyRun)).toEqual([
      '| linux/amd64 | app | static; runs on any Linux from kernel 3.2 | none |',
      '| linux/arm64 | app | static; runs on any Linux from kernel 3.2 | none |',
      '| windows/amd64 | app.exe | runs on Windows 10 / Server 2016 or newer | none |',
    ]);
  });

  test('gives a SARIF file without results, and its name as an output', () => {
    expect(sarifOf(bench)).toEqual([]);
    expect(ended.outputs['sarif']).toBe('dist/inspect.sarif');
  });

  test('stands in the manifest: what each binary needs', () => {
    const manifest = JSON.parse(
      readFileSync(join(bench.workspace, 'dist/manifest.json'), 'utf8'),
    ) as {
      readonly archives: readonly {
        readonly binaries: readonly { readonly name: string; readonly needs: unknown }[];
      }[];
    };
    const own = { bits: 64, go: goOnPath(), cgo: false, runPaths: [], versions: [] };
    const from = `Go ${goOnPath().split('.').slice(0, 2).join('.')}`;
    const rest = { timeZones: 'built-in', roots: 'unused', unknown: [] };
    const linux = {
      ...{ os: 'linux', format: 'elf', link: 'static', libraries: [] },
      kernel: { version: '3.2', from },
    };
    const cpu = (variable: string, level: string) => ({ variable, level, from: 'setting' });
    expect(manifest.archives.map(({ binaries }) => binaries.map(({ needs }) => needs))).toEqual([
      [{ ...own, ...linux, ...rest, arch: 'amd64', cpu: cpu('GOAMD64', 'v1'), pageAlign: 4096 }],
      [
        {
          ...own,
          ...linux,
          ...rest,
          arch: 'arm64',
          cpu: cpu('GOARM64', 'v8.0'),
          pageAlign: 65_536,
        },
      ],
      [
        {
          ...{ ...own, ...rest, os: 'windows', arch: 'amd64', format: 'pe', link: 'system' },
          libraries: ['kernel32.dll'],
          windows: { version: '10.0', from },
          cpu: cpu('GOAMD64', 'v1'),
        },
      ],
    ]);
  });
});

describe('a floor that a binary does not meet', () => {
  const asked = { ...pie, 'must-run-on': 'debian:11, alpine:3.20, static' };
  const errors = [
    `app for linux/amd64: GS-MUST-RUN-ON: must-run-on asks for alpine:3.20, and it does not run there: it needs the loader ${loader} (${loader})`,
    `app for linux/amd64: GS-MUST-RUN-ON: must-run-on asks for static, and it does not run there: it needs a loader or libraries of the host (${loader})`,
  ];
  const interp = `app for linux/amd64: GS-INTERP: it uses no shared library and yet names a loader: where that file is absent (Alpine, empty images), it does not start (${loader}); to fix it: remove -buildmode=pie from flags`;
  const results = [
    'error GS-MUST-RUN-ON app for linux/amd64',
    'error GS-MUST-RUN-ON app for linux/amd64',
    'warning GS-INTERP app for linux/amd64',
    'warning GS-TZDATA app for linux/amd64',
  ];

  test('fails the job with what fixes it; only the SARIF file is left', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    const ended = await bench.ship(asked);
    expect(failures(ended.stdout)).toEqual([
      [
        'inspecting the binaries: 2 things would keep them from running where they are going',
        ...errors.map((error) => `  | ${error}`),
        'Try:',
        '  - remove -buildmode=pie from flags',
        '  - or set `inspect: warn` to ship them all the same',
      ].join('\n'),
    ]);
    expect([ended.code, bench.list()]).toEqual([1, ['.gitignore', 'inspect.sarif']]);
    expect(sarifOf(bench)).toEqual(results);
    expect(warnings(ended.stdout)[0]).toBe(interp);
    expect(tableOf(ended, ...whereTheyRun)).toEqual([
      `| linux/amd64 | app | names the loader ${loader}, though it needs no library: runs on Debian 10+, Ubuntu 18.04+, RHEL 7+, Amazon Linux 2+; not on any Alpine | 2 errors, 2 warnings |`,
    ]);
    expect(ended.summary).toContain('## app 1.0.0 failed');
  });

  test('is a warning with `inspect: warn`, and everything is delivered', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    const ended = await bench.ship({ ...asked, inspect: 'warn' });
    const fix = 'to fix it: remove -buildmode=pie from flags';
    expect([ended.code, failures(ended.stdout)]).toEqual([0, []]);
    expect(warnings(ended.stdout).slice(0, 3)).toEqual([
      ...errors.map((error) => `${error}; ${fix}`),
      interp,
    ]);
    expect(bench.list()).toEqual([
      '.gitignore',
      'SHA256SUMS',
      'app-1.0.0-20240506-0708-linux-amd64.tar.gz',
      'inspect.sarif',
      'manifest.json',
    ]);
    expect(sarifOf(bench)).toEqual(results);
  });

  test('is not looked for with `inspect: off`, but the facts are read', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    const ended = await bench.ship({ ...pie, inspect: 'off' });
    expect([ended.code, warnings(ended.stdout)]).toEqual([0, []]);
    expect([bench.list().includes('inspect.sarif'), ended.outputs['sarif']]).toEqual([
      false,
      undefined,
    ]);
    expect(readFileSync(join(bench.workspace, 'dist/manifest.json'), 'utf8')).toContain(
      '"link": "interp-only"',
    );
  });

  test('cannot be asked for where nothing is judged', async () => {
    using bench = createRepository(tree, { tag: 'v1.0.0' });
    const ended = await bench.ship({ 'must-run-on': 'static', inspect: 'off' });
    expect(ended.code).toBe(1);
    expect(failures(ended.stdout).join('\n')).toContain(
      'must-run-on: is judged by inspect, but inspect is off; drop one of the two',
    );
    expect(bench.list()).toEqual([]);
  });
});

test('what is found in the binaries of all targets is told once', async () => {
  using bench = createRepository(tree, { tag: 'v1.0.0' });
  const ended = await bench.ship({
    targets: 'linux/amd64, linux/arm64',
    'must-run-on': 'alpine:3.20',
  });
  expect([ended.code, warnings(ended.stdout)]).toEqual([
    0,
    [expect.stringMatching(/^app for all targets: GS-TZDATA: time\.LoadLocation .*; to fix it: /)],
  ]);
  expect(sarifOf(bench)).toEqual(['warning GS-TZDATA app for all targets']);
});
