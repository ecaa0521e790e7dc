import { describe, expect, test } from 'vitest';
import type { Found } from '../../../src/ports-service.ts';
import type { InspectedProgram } from '../../../src/stages/inspect/inspect.ts';
import type { Script } from '../../fakes/service-world.ts';
import { type Play, keeper, notes, play, remarksOf } from './setting.ts';

const given = { ...notes, 'health-path': '/healthz' };

/** Forgets what the start before it knew. */
function forgetful(more: Script = {}): readonly Script[] {
  return [keeper(more), keeper(more), keeper(more)];
}

/** New files after data was written. */
const writing =
  (place: 'state' | 'release' | 'tmp', ...names: readonly string[]): NonNullable<Play['listing']> =>
  (folder, look) =>
    look > 2 && folder.endsWith(`/${place}`)
      ? names.map((name): Found => ({ path: `${folder}/${name}`, size: 0, mtimeMs: 0, ctimeMs: 1 }))
      : [];

const lost = 'data does not survive a restart: what was written is gone after SIGKILL; ';

test.each<[string, Partial<Play>, string]>([
  ['memory', {}, 'it is kept in memory only: no file was written'],
  [
    'a buffer',
    { listing: writing('state', 'notes.txt'), texts: { 'state/notes.txt': 'else' } },
    'its files (notes.txt) do not have it when the service is killed: it is buffered and not yet written',
  ],
  [
    '/tmp',
    { listing: writing('tmp', 'notes.txt') },
    'it is written to /tmp (notes.txt), which is empty after every restart',
  ],
  [
    'a folder that ships',
    { listing: writing('state', 'static/notes.txt') },
    'it is written inside the release (static/notes.txt)',
  ],
  [
    'a write into the release that was refused in the first start only',
    { starts: [keeper({ output: 'open static/a.txt: read-only file system' }), ...forgetful()] },
    'it is written inside the release',
  ],
  [
    'a stub that told of itself in the first start only',
    {
      starts: [
        keeper({
          output:
            "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub",
        }),
        ...forgetful(),
      ],
    },
    'its database driver github.com/mattn/go-sqlite3 is only a stub, for cgo is off',
  ],
])('data that is lost has a cause: %s', async (_, more, because) => {
  const played = await play({ given, starts: forgetful(), ...more });
  expect(played.rehearsed?.line).toBe(lost + because);
  expect(remarksOf(played)).toEqual([`failure data-lost: ${lost}${because}`]);
});

describe('a stub that only inspect has seen', () => {
  const inspected = [
    {
      binary: 'notes',
      target: { os: 'linux', arch: 'amd64' },
      findings: [{ id: 'GS-STUB', severity: 'error', message: '', value: '', fix: '' }],
    },
  ] as unknown as readonly InspectedProgram[];

  test('is the cause where nothing was written', async () => {
    const played = await play({ given, inspected, starts: forgetful() });
    expect(played.rehearsed?.line).toContain('is only a stub');
  });

  test('is none where files were written, or where it is in another program', async () => {
    const listing = writing('state', 'notes.txt');
    const written = await play({ given, inspected, listing, starts: forgetful() });
    expect(written.rehearsed?.line).toContain('in a file that was not looked into');
    const others = inspected.map((one) => ({ ...one, binary: 'migrate' }));
    const other = await play({ given, inspected: others, starts: forgetful() });
    expect(other.rehearsed?.line).toContain('in memory only');
  });
});

test('data that only the stop removes is lost by it', async () => {
  const first = keeper();
  const played = await play({ given, starts: [first, first, keeper()] });
  expect(played.rehearsed?.line).toBe(
    'data does not survive a restart: what was written is gone after SIGTERM; it survives SIGKILL, so the stop or the start after it removes it',
  );
});

test('a last start that fails does not hide that data is lost', async () => {
  const starts = [keeper(), keeper(), { ends: { after: 30, code: 1 } }];
  const played = await play({ given, starts });
  expect(remarksOf(played)).toEqual([
    `failure data-lost: ${lost}it is kept in memory only: no file was written`,
    'failure crash: start 3, after SIGTERM: the service ended with exit code 1 after 30 ms, before it listened',
  ]);
});

test('what it wrote inside the release fails though it is read back', async () => {
  const played = await play({
    given,
    starts: [keeper()],
    listing: writing('state', 'static/a.txt', 'notes.db'),
  });
  expect(played.rehearsed?.facts).toContain(
    'it wrote 1 file in the working directory (notes.db), 1 file inside the release (static/a.txt)',
  );
  expect(remarksOf(played)).toEqual([
    'failure written-release: the service writes inside the release: static/a.txt; the next deploy brings a new release, and this is lost',
  ]);
});

test('a Redis that it is connected to is asked whether it keeps its data', async () => {
  const played = await play({
    given,
    starts: [keeper()],
    connected: [
      { pid: 100, address: '127.0.0.1', port: 6379 },
      { pid: 100, address: '127.0.0.1', port: 5432 },
    ],
    redis: { kind: 'answered', appendonly: 'no', save: '' },
  });
  expect([played.rehearsed?.line, remarksOf(played)]).toEqual([
    'data survives a restart of the service, not of Redis: read back after SIGKILL and after SIGTERM, but Redis keeps it in memory only',
    [
      'warning redis: Redis at 127.0.0.1:6379 keeps its data in memory only: appendonly is no and save is empty',
    ],
  ]);
});

test.each<[string, Script, string]>([
  [
    'a write that is refused',
    {
      ...keeper(),
      answers: ({ method }) => (method === 'POST' ? { status: 500, body: 'no' } : {}),
    },
    'failure write-failed: survive-write: POST /notes: 500 in 1 ms (no); a write must be answered with 2xx',
  ],
  [
    'a write whose connection breaks, for the service ends',
    {
      ...keeper({ ends: { after: 2100, code: 2 } }),
      answers: ({ method }) => (method === 'POST' ? { kind: 'broken', how: 'ECONNRESET' } : {}),
    },
    'failure write-failed: survive-write: POST /notes: the service ended with exit code 2; a write must be answered with 2xx',
  ],
  [
    'a read that does not show it',
    { ...keeper(), answers: () => ({ body: '[]' }) },
    'failure read-failed: survive-read: GET /notes was answered before any restart, but the word that was written is not in it',
  ],
  [
    'a read that shows an older word',
    { ...keeper(), answers: () => ({ body: 'ginship000000000000' }) },
    'failure read-failed: survive-read: GET /notes was answered before any restart, but it shows a word of earlier rehearsals, not that of this one',
  ],
])('%s ends it before any restart', async (_, script, remark) => {
  const played = await play({ given, starts: [script] });
  expect([remarksOf(played), played.asked.filter((one) => one === 'start').length]).toEqual([
    [remark],
    1,
  ]);
});

test('a placeholder without a value is told before it is sent', async () => {
  const played = await play({
    given: { ...given, 'survive-read': 'GET /notes/{write:/id}' },
    starts: [keeper()],
  });
  expect(remarksOf(played)).toEqual([
    expect.stringMatching(/^failure read-failed: survive-read: GET \/notes\/\{write:\/id\}: /),
  ]);
});

test('an answer is waited for no longer than it takes, and what was said before it is no cause', async () => {
  const output = 'open static/a.txt: read-only file system\n';
  const played = await play({
    given,
    starts: [
      {
        ...keeper({ output }),
        answers: ({ method }) => (method === 'POST' ? { status: 500 } : {}),
      },
    ],
  });
  expect(remarksOf(played)).toEqual([
    'failure write-failed: survive-write: POST /notes: 500 in 1 ms; a write must be answered with 2xx',
  ]);
});
