import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bench } from '../action/bench.ts';
import { type Rehearsed, rehearse } from '../action/rehearsed.ts';
import { copyOf, cut, indented, notAsked, notes, shutdown, verdict } from '../action/variants.ts';

// a cold build of modernc.org/sqlite alone is a minute
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

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
      line: notAsked,
      warnings: [cut],
    });
    // 0.7 s until it listens, then 0.9 s of 503; twice it is asked again
    expect(told.ended.stdout).toMatch(/^ready after (?:1\.[6-9]|[2-9]\.\d|\d\d+\.\d) s$/m);
  });

  test('one that flaps is never ready', async () => {
    const told = await run('flapping', { 'probe-deadline': '5s' });
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
      line: notAsked,
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
