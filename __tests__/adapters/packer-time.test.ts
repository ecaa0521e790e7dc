import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPacker } from '../../src/adapters/packer.ts';
import type { ArchiveEntry } from '../../src/domain/archive/entry.ts';

let folder = '';
let entries: readonly ArchiveEntry[] = [];

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'gin-ship-packer-')));
  const source = join(folder, 'source');
  fs.writeFileSync(source, 'a');
  entries = [
    { kind: 'file', name: 'a', source, executable: true },
    { kind: 'folder', name: 'b' },
    { kind: 'link', name: 'c', to: 'a' },
  ];
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test('in every time zone a zip is the same, even where the local hour does not exist', () => {
  const times = {
    'a night in which clocks go forward': [Date.UTC(2026, 2, 29, 2, 30), '2026-03-29 02:30:00'],
    'an odd second, which DOS rounds down': [Date.UTC(2026, 0, 1, 0, 0, 1), '2026-01-01 00:00:00'],
    'the day before DOS began': [Date.UTC(1979, 11, 31, 20), '1980-01-01 00:00:00'],
    'the first day of DOS': [Date.UTC(1980, 0, 1, 3), '1980-01-01 00:00:00'],
    'the day after': [Date.UTC(1980, 0, 2, 3), '1980-01-02 03:00:00'],
    'a time before 1970': [Date.UTC(1960, 0, 1), '1980-01-01 00:00:00'],
    'a time after DOS': [Date.UTC(2200, 0, 1), '2107-12-30 00:00:00'],
  } as const;
  const adapter = join(import.meta.dirname, '../../src/adapters/packer.ts');
  const program = `
    import { createPacker } from ${JSON.stringify(adapter)};
    for (const [name, [time]] of Object.entries(${JSON.stringify(times)})) {
      const to = ${JSON.stringify(folder)} + '/' + name + '.zip';
      const job = { format: 'zip', entries: ${JSON.stringify(entries)}, mtimeSeconds: time / 1000, to };
      console.log((await createPacker().pack(job)).sha256);
    }
  `;
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Etc/GMT+12'];
  const digests = zones.map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], TZ },
    }),
  );
  expect(new Set(digests).size).toBe(1);
  const script =
    'import sys, zipfile; print("%d-%02d-%02d %02d:%02d:%02d" % zipfile.ZipFile(sys.argv[1]).infolist()[0].date_time)';
  const shown = Object.keys(times).map((name) =>
    execFileSync('python3', ['-c', script, join(folder, `${name}.zip`)], { encoding: 'utf8' }),
  );
  expect(shown.map((line) => line.trim())).toEqual(Object.values(times).map(([, text]) => text));
});

test.each([
  [-5, '1970-01-01'],
  [2 ** 31 + 5, '2038-01-19'],
])('a tar of the time %i holds the nearest that it can', async (seconds, expected) => {
  const to = join(folder, 'time.tar.gz');
  await createPacker().pack({ format: 'tar.gz', entries, mtimeSeconds: seconds, to });
  const listed = execFileSync('tar', ['--utc', '-tvzf', to], { encoding: 'utf8' });
  expect(listed).toContain(expected);
});
