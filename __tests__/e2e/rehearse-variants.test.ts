import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Bench, createBench, longAgo } from '../action/bench.ts';
import { failures, groupTitles, warnings } from '../action/commands.ts';
import { type Rehearsed, rehearse } from '../action/rehearsed.ts';
import { gitCommit } from '../action/repository.ts';
import { repository } from '../action/runner.ts';
import { gracefulShutdown } from '../../src/domain/service/gin-lines.ts';

// a cold build of modernc.org/sqlite alone is a minute
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const [shutdown = ''] = gracefulShutdown;
const indented = (text: string): string => text.replaceAll(/^/gm, '  ');

/** What a service without a handler of SIGTERM is told. */
const cut = [
  'SIGTERM cuts the request that the service is at (the connection broke: ECONNRESET): a client loses its answer at every deploy, and r.Run() cannot do otherwise',
  indented(shutdown),
].join('\n');

const notes = {
  'survive-write': 'POST /notes {"text":"{nonce}"}',
  'survive-read': 'GET /notes',
};

function copyOf(folder: string): Bench {
  const bench = createBench({}, { called: 'variants' });
  cpSync(join(repository, 'examples/variants', folder), bench.workspace, { recursive: true });
  gitCommit(bench.workspace, { date: longAgo, tag: 'v1.0.0' });
  return bench;
}

/** What was said, without the log. */
function verdict({
  code,
  line,
  failure,
  warnings: told,
}: Rehearsed): Omit<Rehearsed, 'log' | 'ended'> {
  return { code, line, ...(failure === undefined ? {} : { failure }), warnings: told };
}

describe('the variants that share a module', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = copyOf('.');
  });
  afterAll(() => bench[Symbol.dispose]());

  const run = (name: string, inputs: Readonly<Record<string, string>> = {}): Promise<Rehearsed> =>
    rehearse(bench, { main: `./cmd/${name}`, ...inputs });

  const lost = 'data does not survive a restart: what was written is gone after SIGKILL; ';

  test.each([
    [
      'map',
      'it is kept in memory only: no file was written',
      [
        'keep it in a database in the working directory: gorm.Open(sqlite.Open("app.db"), &gorm.Config{}), with github.com/glebarez/sqlite, which needs no cgo',
        'sqlite.Open(":memory:") and file::memory: are memory too',
      ],
      'it wrote no file',
    ],
    [
      'buffered',
      'its files (notes.txt) do not have it when the service is killed: it is buffered and not yet written',
      [
        'write before the answer: Flush the bufio.Writer and Sync the file, or commit the transaction',
        'save at every change, not by a timer or at the end',
      ],
      'it wrote 1 file in the working directory (notes.txt)',
    ],
    [
      'in-tmp',
      'it is written to /tmp (notes.txt), which is empty after every restart',
      ['write it into the working directory, by a relative path: it stays through every deploy'],
      'it wrote 1 file in /tmp (notes.txt)',
    ],
  ])('%s loses its data, and why is told', async (name, because, fix, wrote) => {
    const told = await run(name, notes);
    const tried =
      fix.length === 1 ? `Try: ${fix[0]}` : ['Try:', ...fix.map((one) => `  - ${one}`)].join('\n');
    expect(verdict(told)).toEqual({
      code: 1,
      line: lost + because,
      failure: `rehearsing the archive: ${lost}${because}\n${tried}`,
      warnings: [cut],
    });
    expect(told.log).toContain(wrote);
    expect(bench.list()).toEqual([]);
  });

  test('SQLite by a relative path keeps its data, for the working directory is the state', async () => {
    const told = await run('sqlite-relative', notes);
    expect(verdict(told)).toEqual({
      code: 0,
      line: 'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
      warnings: [cut],
    });
    expect(told.log).toContain('it wrote 1 file in the working directory (notes.db)');
    expect(bench.list()).toContain('manifest.json');
  });

  test('a crash at the start is told with its exit code, its last lines and its last system calls', async () => {
    const told = await run('crash-at-start');
    const happened =
      'the service ended with exit code 2 after <time>, before it listened: it panicked: runtime error: invalid memory address or nil pointer dereference, in main.main (main.go:20)';
    expect(verdict(told)).toEqual({
      code: 1,
      line: `data: not asked, the rehearsal ended before: ${happened}`,
      failure: `rehearsing the archive: ${happened}\nTry: see its output, from the line that begins with panic`,
      warnings: [],
    });
    expect(told.log).toEqual(
      expect.arrayContaining([
        'the last lines of its output:',
        'panic: runtime error: invalid memory address or nil pointer dereference',
        '\texample.com/variants/cmd/crash-at-start/main.go:20 +0x115',
        'the last system calls, as strace tells them:',
        expect.stringMatching(/^\d+ exit_group\(2\) += \?$/),
      ]),
    );
  });

  test('one that is ready late is waited for', async () => {
    const told = await run('ready-late');
    expect(verdict(told)).toEqual({
      code: 0,
      line: 'data: not asked; survive-write and survive-read let gin-ship write, kill, restart and read back',
      warnings: [cut],
    });
    // 0.7 s until it listens, then 0.9 s of 503; twice it is asked again
    expect(told.ended.stdout).toMatch(/^ready after (?:1\.[6-9]|[2-9]\.\d) s$/m);
  });

  test('one that flaps is never ready', async () => {
    const told = await run('flapping', { 'probe-deadline': '2s', 'probe-timeout': '1s' });
    const happened = expect.stringMatching(
      /GET \/healthz flaps: \d+ × 200, \d+ × 500 within <time>, at the most 1 in a row of the 3 that probe-successes asks for/,
    ) as unknown;
    expect(verdict(told)).toEqual({ code: 1, line: happened, failure: happened, warnings: [] });
    expect(told.failure?.split('\n').slice(1)).toEqual([
      'Try:',
      '  - look in its output for what fails by turns',
      '  - where that is how it starts, give it longer: probe-deadline',
    ]);
  });

  test('one that ignores SIGTERM is killed, and told how to end', async () => {
    const told = await run('ignores-sigterm');
    expect(verdict(told)).toEqual({
      code: 0,
      line: 'data: not asked; survive-write and survive-read let gin-ship write, kill, restart and read back',
      warnings: [
        [
          'the service does not end within <time> of SIGTERM: every stop and every deploy waits, then kills it',
          '  end on SIGTERM, with the requests in flight answered:',
          indented(indented(shutdown)),
        ].join('\n'),
      ],
    });
    expect(told.log).toContain(
      'it did not end within <time> of SIGTERM and was killed; the request in flight was answered with 200',
    );
  });
});

test('a driver that is only a stub is an error of inspect, and the cause of what the rehearsal sees', async () => {
  using bench = copyOf('go-sqlite3');
  const told = await rehearse(bench, { cgo: 'off', inspect: 'warn', ...notes });
  const happened =
    'survive-write: POST /notes: 500 in <time> (could not save the note); a write must be answered with 2xx; github.com/mattn/go-sqlite3 is only a stub in this build, for cgo is off';
  expect(verdict(told)).toEqual({
    code: 1,
    line: `data: not asked, the rehearsal ended before: ${happened}`,
    failure: [
      `rehearsing the archive: ${happened}`,
      'Try:',
      '  - cgo: on',
      '  - or use a driver without cgo, such as github.com/glebarez/sqlite (GORM) or modernc.org/sqlite',
    ].join('\n'),
    warnings: [],
  });
  expect(warnings(told.ended.stdout).slice(1)).toEqual([
    expect.stringMatching(
      /^go-sqlite3 for linux\/\w+: GS-STUB: github\.com\/mattn\/go-sqlite3 was built without cgo and is a stub/,
    ),
  ]);
});

test('inspect ends the job with the same cause before anything runs', async () => {
  using bench = copyOf('go-sqlite3');
  const ended = await bench.ship({ cgo: 'off', check: 'none', rehearse: 'true' });
  const [failure = ''] = failures(ended.stdout);
  expect([ended.code, failure.split('\n').slice(0, 2)]).toEqual([
    1,
    [
      'inspecting the binaries: one thing would keep them from running where they are going',
      expect.stringMatching(
        /^  \| go-sqlite3 for linux\/\w+: GS-STUB: github\.com\/mattn\/go-sqlite3 was built without cgo and is a stub/,
      ),
    ],
  ]);
  expect(groupTitles(ended.stdout)).not.toContain('Rehearsing');
});

test('templates that the archive forgot are named, with the line that takes them along', async () => {
  using bench = copyOf('forgotten-templates');
  const told = await rehearse(bench, {});
  const happened =
    'the service ended with exit code 2 after <time>, before it listened: the archive has no file that its templates pattern matches: panic: html/template: pattern matches no files: `views/*.html`';
  expect(verdict(told)).toEqual({
    code: 1,
    line: `data: not asked, the rehearsal ended before: ${happened}`,
    failure: [
      `rehearsing the archive: ${happened}`,
      'Try:',
      '  - include: views/*.html',
      '  - templates/ beside go.mod is packed by itself; //go:embed puts them into the program',
    ].join('\n'),
    warnings: [],
  });

  const mended = await rehearse(bench, { include: 'views/*.html' });
  expect([mended.code, mended.ended.stdout]).toEqual([0, expect.stringContaining('(/)')]);
});

test('uploads that are saved inside the release fail, with the folder that stays', async () => {
  using bench = copyOf('uploads-in-static');
  const told = await rehearse(bench, {
    'survive-write': 'PUT /uploads/{nonce}.txt {nonce}',
    'survive-read': 'GET /static/uploads/{nonce}.txt',
  });
  const happened =
    'survive-write: PUT /uploads/<nonce>.txt: 500 in <time> (the uploads cannot be used at the moment); a write must be answered with 2xx; the service tries to write inside the release: <date> uploads: mkdir static/uploads: read-only file system';
  expect(verdict(told)).toEqual({
    code: 1,
    line: `data: not asked, the rehearsal ended before: ${happened}`,
    failure: [
      `rehearsing the archive: ${happened}`,
      'Try:',
      '  - write to a folder of the working directory that the archive does not bring, as uploads/ in place of static/',
      '  - r.Static("/uploads", "uploads") serves it',
    ].join('\n'),
    warnings: [],
  });
});

describe('a program of commands beside another program', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = copyOf('commands');
  });
  afterAll(() => bench[Symbol.dispose]());

  test('is not rehearsed until service says which one runs', async () => {
    const told = await rehearse(bench, {});
    expect(told.code).toBe(0);
    expect(told.line).toBe(
      'skipped, the archive has 2 programs (app, migrate), none of them called commands, and service does not say which one runs; try service: app',
    );
  });

  test('is no service without its command, which its own help names', async () => {
    const told = await rehearse(bench, { service: 'app' });
    const happened =
      "the service ended with exit code 0 after <time>, before it listened: an end without an error is no service's";
    const fix = [
      'service-args: serve',
      'where another program is the service: service: its name',
      'a command-line tool is not rehearsed: rehearse: false',
    ];
    const line = `data: not asked, the rehearsal ended before: ${happened}`;
    expect(verdict(told)).toEqual({
      code: 0,
      line,
      warnings: [[happened, ...fix.map(indented)].join('\n')],
    });
    const strict = await rehearse(bench, { service: 'app', rehearse: 'true' });
    expect(verdict(strict)).toEqual({
      code: 1,
      line,
      failure: [
        `rehearsing the archive: ${happened}`,
        'Try:',
        ...fix.map((one) => `  - ${one}`),
      ].join('\n'),
      warnings: [],
    });
  });

  test('serves at the address that a flag gives', async () => {
    const told = await rehearse(bench, {
      service: 'app',
      'service-args': 'serve\n--http=127.0.0.1:{port}',
    });
    expect(verdict(told)).toEqual({
      code: 0,
      line: 'data: not asked; survive-write and survive-read let gin-ship write, kill, restart and read back',
      warnings: [cut],
    });
    expect(told.log).toContain(
      'start 1: listens after <time>; it listens on 127.0.0.1:<port>, as it was asked to',
    );
  });
});
