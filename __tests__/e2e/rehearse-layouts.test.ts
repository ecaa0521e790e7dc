import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bench } from '../action/bench.ts';
import { failures, groupTitles, warnings } from '../action/commands.ts';
import { rehearse } from '../action/rehearsed.ts';
import { copyOf, cut, indented, notAsked, notes, verdict } from '../action/variants.ts';

// a cold build of Gin is minutes on a slow machine
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

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
    'survive-write: PUT /uploads/{nonce}.txt: 500 in <time> (the uploads cannot be used at the moment); a write must be answered with 2xx; the service tries to write inside the release: <date> uploads: mkdir static/uploads: read-only file system';
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
      line: notAsked,
      warnings: [cut],
    });
    expect(told.log).toContain(
      'start 1: listens after <time>; it listens on 127.0.0.1:<port>, as it was asked to',
    );
  });
});
