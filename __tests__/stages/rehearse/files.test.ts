import { describe, expect, test } from 'vitest';
import type { Found } from '../../../src/ports-service.ts';
import type { Script, Stage } from '../../fakes/service-world.ts';
import { type Play, keeper, notes, play, remarksOf } from './setting.ts';

const given = { ...notes, 'health-path': '/healthz' };
const nonce = `ginship${'0f'.repeat(6)}`;
const mib = 1024 ** 2;

type Listing = NonNullable<Stage['listing']>;

/** It is looked at before the first start, before data is written, and when each start is over. */
const written = 2;
const killed = 3;
const stopped = 4;

/** Files of one place, there from a look on; size by name. */
const there =
  (from: number, place: string, files: Readonly<Record<string, number>>): Listing =>
  (folder, look) =>
    folder.endsWith(`/${place}`) && look >= from
      ? Object.entries(files).map(([name, size]): Found => ({
          path: `${folder}/${name}`,
          size,
          mtimeMs: 0,
          ctimeMs: 1,
        }))
      : [];

const forgetful = (): readonly Script[] => [keeper(), keeper(), keeper()];
const lost = 'data does not survive a restart: what was written is gone after SIGKILL; ';

test.each<[string, Partial<Play>, string]>([
  [
    'a file that nothing was written to is none that data is on its way into',
    { listing: there(written, 'state', { 'cache.bin': 4 }), texts: { 'cache.bin': 'else' } },
    'its files (cache.bin) do not have it when the service is killed: it is kept in memory, or buffered and not yet written',
  ],
  [
    'an empty file that is held open is one',
    {
      listing: there(written, 'state', { a: 0, 'notes.txt': 0 }),
      texts: { a: '', 'notes.txt': '' },
      writing: ['/var/lib/notes/notes.txt', '/dev/null'],
    },
    'its files (notes.txt) do not have it when the service is killed: it is buffered and not yet written',
  ],
  [
    'so is a file that changed since',
    { listing: there(killed, 'state', { 'notes.txt': 4 }), texts: { 'notes.txt': 'else' } },
    'its files (notes.txt) do not have it when the service is killed: it is buffered and not yet written',
  ],
  [
    'a big file does not keep the others from being looked into',
    {
      listing: there(killed, 'state', { 'a.bin': 100 * mib, 'b.db': 30 }),
      texts: { 'a.bin': 'else', 'b.db': `x${nonce}` },
    },
    'it is on disk when the service is killed (b.db), but the start does not bring it back',
  ],
  [
    'what cannot be looked into is not said to have nothing',
    { listing: there(killed, 'state', { link: 30 }) },
    'it is kept in memory, or in a file that was not looked into (link)',
  ],
  [
    'a file in /tmp that is called as a log may have been the data',
    {
      listing: there(killed, 'tmp', { 'notes.log': 30 }),
      texts: { 'notes.log': nonce },
    },
    'it is written to /tmp (notes.log), which is empty after every restart',
  ],
])('%s', async (_, more, because) => {
  const played = await play({ given, starts: forgetful(), ...more });
  expect(played.rehearsed?.line).toBe(lost + because);
});

describe('what is only written at a stop', () => {
  test('into /tmp is told, though that is emptied before the next start', async () => {
    const dump = there(stopped, 'tmp', { 'dump.json': 1 });
    const listing: Listing = (folder, look) => (look === stopped ? dump(folder, look) : []);
    const played = await play({ given, starts: [keeper()], listing });
    expect(played.rehearsed?.facts).toContain('start 2: it wrote 1 file in /tmp (dump.json)');
    expect(remarksOf(played)).toEqual([
      'note written-tmp: the service writes into /tmp: dump.json; that is empty after every restart',
    ]);
  });

  test('inside the release fails', async () => {
    const listing = there(stopped, 'state', { 'static/saved.json': 1 });
    const played = await play({ given, starts: [keeper()], listing });
    expect([played.rehearsed?.line, remarksOf(played)]).toEqual([
      'data does not survive a deploy: it is written inside the release, and the next one brings a new release',
      [
        'failure written-release: the service writes inside the release: static/saved.json; the next deploy brings a new release, and this is lost',
      ],
    ]);
  });

  test('is told once, and what a later start removes of its own is no matter', async () => {
    const listing: Listing = (folder, look) =>
      there(killed, 'state', look === killed ? { a: 1, b: 1 } : { b: 1, c: 1 })(folder, look);
    const played = await play({ given, starts: [keeper()], listing });
    expect(played.rehearsed?.facts.filter((fact) => fact.includes('wrote'))).toEqual([
      'it wrote 2 files in the working directory (a, b)',
      'start 2: it wrote 1 file in the working directory (c)',
    ]);
  });
});

describe('a start that ends before its time', () => {
  const crash = { ends: { after: 30, code: 1 } };
  const listing = there(2, 'state', { 'static/a': 1, 'notes.db': 1 });
  const wrote =
    'it wrote 1 file in the working directory (notes.db), 1 file inside the release (static/a)';

  test('has written what it has written', async () => {
    const played = await play({ given: { rehearse: 'true' }, starts: [crash], listing });
    expect(played.rehearsed?.facts).toEqual([wrote]);
    expect(remarksOf(played)).toEqual([
      'failure crash: the service ended with exit code 1 after 30 ms, before it listened',
      'failure written-release: the service writes inside the release: static/a; the next deploy brings a new release, and this is lost',
    ]);
    expect(played.asked.slice(2)).toEqual(['start', 'sweep', 'sweep', 'discard']);
  });

  test('is no failure by what it wrote where it may be no service', async () => {
    const played = await play({ starts: [{ ends: { after: 30, code: 0 } }], listing });
    expect([played.rehearsed?.facts, remarksOf(played).map((one) => one.split(':')[0])]).toEqual([
      [],
      ['warning not-a-service'],
    ]);
  });
});

test('of more files than are looked at, nothing is told that was not seen', async () => {
  const shipped = ['static/1', 'static/2'].map((name) => ({ name, ctimeMs: 1 }));
  const listing: Listing = (folder, look) => {
    if (!folder.endsWith('/state')) return [];
    const seen = look < 3 ? shipped : [...shipped.slice(1), { name: 'notes.db', ctimeMs: 2e12 }];
    const files = seen.map(({ name, ctimeMs }): Found => ({
      path: `${folder}/${name}`,
      size: 1,
      mtimeMs: 0,
      ctimeMs,
    }));
    return { files, complete: false };
  };
  const played = await play({ given, starts: [keeper()], listing });
  expect(remarksOf(played)).toEqual([]);
  expect(played.rehearsed?.facts.slice(1, 3)).toEqual([
    'it wrote at least 1 file in the working directory (notes.db)',
    'there are more than 20000 files in the working directory: no more were looked at, and what was removed is not told',
  ]);
});

describe('where nothing can be made read-only', () => {
  const enclosed: Stage['enclosed'] = {
    enforced: false,
    refused: [{ way: 'root', because: 'not permitted' }],
  };

  test('what is not proven is told, in the log and for the summary', async () => {
    const played = await play({ starts: [keeper()], enclosed });
    const phrases = [
      'that the release is read-only for it: not enforced, writes are found by comparison: root: not permitted',
      'that it keeps nothing in /tmp: TMPDIR is new at every start, but /tmp itself is that of the runner',
      'that it writes nothing elsewhere: nobody looks there, but for strace where it is there',
    ];
    expect(played.rehearsed?.notProven).toEqual(phrases);
    expect(played.lines).toEqual(
      expect.arrayContaining(phrases.map((what) => `info: not proven here: ${what}`)),
    );
  });

  test('strace watches the first start, though nothing is written by request', async () => {
    const trace = '9 1.0 openat(AT_FDCWD</x>, "/tmp/x.db", O_RDWR|O_CREAT) = 7</srv/x.db>\n';
    const played = await play({ starts: [keeper({ trace })], enclosed, strace: true });
    expect(played.asked.filter((one) => one.startsWith('start'))).toEqual([
      'start traced',
      'start',
      'start',
    ]);
    expect(played.rehearsed?.facts).toContain('it wrote 1 file elsewhere (/srv/x.db)');
  });
});

test('where strace notes too much to be read, what is not known is said', async () => {
  const line = `9 1.0 openat(AT_FDCWD</x>, "${'x'.repeat(1000)}", O_RDONLY) = 7</x>\n`;
  const trace = line.repeat(Math.ceil((33 * mib) / line.length));
  const played = await play({ given, starts: [keeper({ trace })], strace: true });
  expect(played.rehearsed?.facts).toContain(
    'strace noted more than 32.0 MiB, and only the end was read: whether the write was on the disk before its answer, and what was written elsewhere before is not known',
  );
});
