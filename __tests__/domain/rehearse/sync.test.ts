import { expect, test } from 'vitest';
import { parseStrace, straceTail } from '../../../src/domain/rehearse/strace.ts';
import { type SyncVerdict, decideSync, explainSync } from '../../../src/domain/rehearse/sync.ts';

/** As strace 6.1 prints them with -f -q -ttt -y -s 0 -o FILE. */
const trace = `17614 1700000001.073916 openat(AT_FDCWD</srv>, "a.db", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 3</srv/a.db>
17614 1700000001.074012 write(3</srv/a.db>, ""..., 5) = 5
7     1700000001.074049 pwrite64(3</srv/a.db>(deleted), ""..., 1, 3) = 1
17614 1700000001.1 fdatasync(3</srv/a.db> <unfinished ...>
17549 1700000001.2 sendto(5<socket:[1429570]>, ""..., 1, 0, NULL, 0) = 1
17614 1700000001.300000 <... fdatasync resumed>) = 0
17549 1700000001.4 openat(AT_FDCWD</srv>, "/nope/x", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
17549 1700000001.5 exit(0)         = ?
17549 1700000001.6 +++ exited with 0 +++
17549 1700000001.7 --- SIGTERM {si_signo=SIGTERM, si_code=SI_USER} ---
17549 1700000001.8 mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3</srv/a.db>, 0x1000) = 0x7f54b1a3c000
17549 1700000001.9 write(2<pipe:[123]>, ""..., 10) = 10
17549 1700000001.9 wri`;

test('lines of strace are read, halves joined, the rest passed over', () => {
  expect(parseStrace(trace)).toEqual([
    {
      pid: 17614,
      at: 1_700_000_001_073.916,
      name: 'openat',
      args: 'AT_FDCWD</srv>, "a.db", O_RDWR|O_CREAT|O_CLOEXEC, 0600',
      result: 3,
      opened: '/srv/a.db',
    },
    {
      pid: 17614,
      at: 1_700_000_001_074.012,
      name: 'write',
      args: '3</srv/a.db>, ""..., 5',
      result: 5,
    },
    {
      pid: 7,
      at: 1_700_000_001_074.049,
      name: 'pwrite64',
      args: '3</srv/a.db>(deleted), ""..., 1, 3',
      result: 1,
    },
    {
      pid: 17549,
      at: 1_700_000_001_200,
      name: 'sendto',
      args: '5<socket:[1429570]>, ""..., 1, 0, NULL, 0',
      result: 1,
    },
    { pid: 17614, at: 1_700_000_001_300, name: 'fdatasync', args: '3</srv/a.db>', result: 0 },
    {
      pid: 17549,
      at: 1_700_000_001_400,
      name: 'openat',
      args: 'AT_FDCWD</srv>, "/nope/x", O_RDONLY|O_CLOEXEC',
      result: -1,
      error: 'ENOENT',
    },
    { pid: 17549, at: 1_700_000_001_500, name: 'exit', args: '0' },
    {
      pid: 17549,
      at: 1_700_000_001_800,
      name: 'mmap',
      args: 'NULL, 8192, PROT_READ, MAP_PRIVATE, 3</srv/a.db>, 0x1000',
      result: 0x7f54b1a3c000,
    },
    {
      pid: 17549,
      at: 1_700_000_001_900,
      name: 'write',
      args: '2<pipe:[123]>, ""..., 10',
      result: 10,
    },
  ]);
});

/** Lines at milliseconds of one second; the request lies between 100 and 200. */
function decide(...lines: readonly (readonly [ms: number, said: string])[]): SyncVerdict {
  const text = lines.map(([ms, said]) => `9 1700000000.${String(ms).padStart(3, '0')}000 ${said}`);
  const start = 1_700_000_000_000;
  return decideSync(parseStrace(text.join('\n')), { from: start + 100, to: start + 200 });
}

test.each<[string, [number, string][], SyncVerdict]>([
  [
    'a write and an fsync before the answer',
    [
      [110, 'pwrite64(7</srv/a.db-wal>, ""..., 4096, 0) = 4096'],
      [120, 'fdatasync(7</srv/a.db-wal>) = 0'],
    ],
    { kind: 'synced', by: 'fdatasync', file: '/srv/a.db-wal' },
  ],
  [
    'an fsync that comes after the answer',
    [
      [110, 'write(7</srv/a.db>, ""..., 5) = 5'],
      [250, 'fsync(7</srv/a.db>) = 0'],
    ],
    { kind: 'unsynced', files: ['/srv/a.db'] },
  ],
  [
    'an fsync of something before the request',
    [
      [50, 'fsync(7</srv/a.db>) = 0'],
      [110, 'write(7</srv/a.db>, ""..., 5) = 5'],
    ],
    { kind: 'unsynced', files: ['/srv/a.db'] },
  ],
  [
    'an fsync of another file',
    [
      [110, 'write(7</srv/a.db>, ""..., 5) = 5'],
      [120, 'fsync(8</srv/audit>) = 0'],
    ],
    { kind: 'unsynced', files: ['/srv/a.db'] },
  ],
  [
    'an fsync that comes before the last write of its file',
    [
      [110, 'write(7</srv/a.db>, ""..., 5) = 5'],
      [120, 'fsync(7</srv/a.db>) = 0'],
      [130, 'write(7</srv/a.db>, ""..., 5) = 5'],
    ],
    { kind: 'unsynced', files: ['/srv/a.db'] },
  ],
  [
    'a sync of everything that comes before the last write',
    [
      [120, 'sync() = 0'],
      [130, 'write(7</srv/a.db>, ""..., 5) = 5'],
    ],
    { kind: 'unsynced', files: ['/srv/a.db'] },
  ],
  [
    'an fsync of the database before its journal is emptied',
    [
      [110, 'write(8</srv/a.db-journal>, ""..., 5) = 5'],
      [120, 'fsync(8</srv/a.db-journal>) = 0'],
      [130, 'write(7</srv/a.db>, ""..., 5) = 5'],
      [140, 'fsync(7</srv/a.db>) = 0'],
      [150, 'ftruncate(8</srv/a.db-journal>, 0) = 0'],
    ],
    { kind: 'synced', by: 'fsync', file: '/srv/a.db' },
  ],
  [
    'an fsync of a log beside data',
    [
      [110, 'write(7</srv/a.db>, ""..., 5) = 5'],
      [115, 'write(8</srv/access.log>, ""..., 5) = 5'],
      [120, 'fsync(8</srv/access.log>) = 0'],
    ],
    { kind: 'unsynced', files: ['/srv/a.db'] },
  ],
  [
    'an fsync that fails',
    [
      [110, 'write(7</srv/a.db>, ""..., 5) = 5'],
      [120, 'fsync(7</srv/a.db>) = -1 EIO (Input/output error)'],
    ],
    { kind: 'unsynced', files: ['/srv/a.db'] },
  ],
  [
    'a file that is opened with O_DSYNC',
    [
      [10, 'openat(AT_FDCWD</srv>, "a.db", O_RDWR|O_DSYNC) = 7</srv/a.db>'],
      [110, 'write(7</srv/a.db>, ""..., 5) = 5'],
    ],
    { kind: 'synced', by: 'O_SYNC', file: '/srv/a.db' },
  ],
  [
    'a mapped file that is synced',
    [[110, 'msync(0x7f0000000000, 4096, MS_SYNC) = 0']],
    { kind: 'synced', by: 'msync' },
  ],
  [
    'a mapped file that is only told to be',
    [[110, 'msync(0x7f0000000000, 4096, MS_ASYNC) = 0']],
    { kind: 'no-file' },
  ],
  [
    'sync_file_range, which is none',
    [
      [110, 'write(7</srv/a.db>, ""..., 5) = 5'],
      [120, 'sync_file_range(7</srv/a.db>, 0, 4096, SYNC_FILE_RANGE_WRITE) = 0'],
    ],
    { kind: 'unsynced', files: ['/srv/a.db'] },
  ],
  [
    'only sockets, logs and devices',
    [
      [110, 'write(8<socket:[1]>, ""..., 100) = 100'],
      [111, 'write(3</srv/access.log>, ""..., 10) = 10'],
      [112, 'write(4</dev/null>, ""..., 10) = 10'],
    ],
    { kind: 'no-file' },
  ],
])('%s', (_, lines, verdict) => {
  expect(decide(...lines)).toEqual(verdict);
});

test('a write that was not synced is a warning', () => {
  const files = ['/srv/a.db', '/srv/b\n', '/srv/c', '/srv/d'];
  expect(explainSync({ kind: 'unsynced', files })).toEqual({
    id: 'unsynced',
    level: 'warning',
    message: String.raw`the write was answered before any fsync (a.db, b\u000a, c): it survives a crash of the service, perhaps not a power cut`,
    fix: [
      'SQLite: add ?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL) to the name of the file',
      'a file of your own: call Sync before the answer',
    ],
  });
  expect(explainSync({ kind: 'synced', by: 'fsync' })).toBeUndefined();
  expect(explainSync({ kind: 'no-file' })).toBeUndefined();
});

test('the tail before a crash leaves out times and what is dull', () => {
  const text = `9 1700000000.1 openat(AT_FDCWD</srv>, "x", O_RDONLY) = 3
9 1700000000.1 openat(AT_FDCWD</srv>, "/proc/self/cgroup", O_RDONLY|O_CLOEXEC) = 3</proc/9/cgroup>
9 1700000000.1 mmap(NULL, 262144, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f00
9 1700000000.1 write(2<pipe:[1]>, ""..., 7) = 7
9 1700000000.1 --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL, si_pid=9, si_uid=0} ---
11 1700000000.1 +++ exited with 2 +++
9 1700000000.2 futex(0xc000, FUTEX_WAIT_PRIVATE, 0, NULL <unfinished ...>
10 1700000000.3 nanosleep({tv_sec=0, tv_nsec=20000}, NULL) = 0
10 1700000000.4 +++ killed by SIGSEGV +++
half a line`;
  expect(straceTail(text, 2)).toEqual([
    '9 openat(AT_FDCWD</srv>, "x", O_RDONLY) = 3',
    '10 +++ killed by SIGSEGV +++',
  ]);
});
