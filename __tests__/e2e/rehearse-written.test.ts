import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Odd, createOdd, notes, warned } from '../action/odd.ts';
import { writingProgram } from '../fixtures/writing-program.ts';

let odd: Odd;
beforeAll(() => {
  odd = createOdd(writingProgram);
});
afterAll(() => odd[Symbol.dispose]());

const lost = 'data does not survive a restart: what was written is gone after SIGKILL; ';

describe('why data is lost is not guessed:', () => {
  test.each([
    [
      'a file that was written before is none that data was on its way into',
      'map-and-cache',
      'its files (cache.bin) do not have it when the service is killed: it is kept in memory, or buffered and not yet written',
    ],
    [
      'a link is not followed, wherever it leads',
      'map-and-links',
      'it is kept in memory, or in a file that was not looked into (endless)',
    ],
    [
      'an empty file that is held open is what data was on its way into',
      'held-open',
      'its files (notes.txt) do not have it when the service is killed: it is buffered and not yet written',
    ],
    [
      'a big file does not hide the one that has it',
      'big-first',
      'it is on disk when the service is killed (b.db), but the start does not bring it back',
    ],
    [
      'a file in /tmp may be called as a log is',
      'tmp-log',
      'it is written to /tmp (notes.log), which is empty after every restart',
    ],
  ])('%s', async (_, mode, because) => {
    const told = await odd.run(mode, notes);
    expect([told.code, told.line]).toEqual([1, lost + because]);
  });
});

test('links, pipes and files that nobody may read are no matter', async () => {
  const told = await odd.run('links', notes);
  expect([told.code, told.line, warned(told)]).toEqual([
    0,
    'data survives a restart: written, and read back after SIGKILL and after SIGTERM',
    [],
  ]);
  expect(told.log).toContain(
    'it wrote 8 files in the working directory (closed, current, dangling, endless, in and 3 more)',
  );
});

test('what is saved at SIGTERM is told, though /tmp is emptied before the next start', async () => {
  const told = await odd.run('saves-at-stop', notes);
  expect([told.code, warned(told)]).toEqual([0, []]);
  expect(told.log).toEqual(
    expect.arrayContaining([
      'start 2: it wrote 1 file in /tmp (dump.json)',
      'the service writes into /tmp: dump.json; that is empty after every restart',
    ]),
  );
});

test('what a start had written that failed is told', async () => {
  const told = await odd.run('ends-early', { rehearse: 'true' });
  expect(told.code).toBe(1);
  expect(told.log).toContain('it wrote 1 file in the working directory (half.db)');
});

test('a service that makes files without end is ended, however small they are', async () => {
  const told = await odd.run('small-files', { soak: '60s' });
  expect([told.code, told.failure]).toEqual([
    1,
    [
      'rehearsing the archive: the service was ended: it had made more than 50000 files',
      'Try: look for a cache, sessions or uploads that get a file each and are never removed',
    ].join('\n'),
  ]);
  expect(told.log).toContain(
    'there are more than 20000 files in the working directory: no more were looked at, and what was removed is not told',
  );
});
