import { describe, expect, test } from 'vitest';
import { parseRecordLine } from '../../../src/domain/deploy/record-line.ts';
import { formatRecord, parseRecord } from '../../../src/domain/deploy/records.ts';
import { record, recordLine } from './server-answers.ts';

const text = formatRecord(record);

test('a record is written as lines in their order, with a dash for what there was none of', () => {
  expect(
    formatRecord({ deploy: '000001-0-1', sequence: 1, kind: 'deploy', state: 'received' }),
  ).toBe(
    `record=1
deploy=000001-0-1
sequence=1
kind=deploy
state=received
slot=-
release=-
program=-
program-sha256=-
predecessor=-
rolled-back-from=-
from=-
trial=-
snapshot=-
schema=-
repository=-
workflow=-
run=-
attempt=-
commit=-
version=-
actor=-
manifest=-
boot=-
began=-
changed=-
gap-ms=-
reason=-
`,
  );
});

test('a record that was written is read back, with what its texts hold', () => {
  const hostile = {
    ...record,
    predecessor: 'unit:gin-app.service',
    trial: 'not-tried: memory is short: 12 MiB',
    reason: '100% of |it| %7C = $(reboot) `x` \'"\\',
  };
  expect(parseRecord(record.deploy, formatRecord(hostile))).toEqual({ record: hostile });
  expect(parseRecordLine(recordLine(hostile).slice('record='.length))).toEqual({
    deploy: record.deploy,
    reading: { record: hostile },
  });
});

test('keys of a later gin-ship are passed over', () => {
  expect(parseRecord(record.deploy, `${text}colour=red\n`)).toEqual({ record });
});

describe('what is no whole record is said to be none:', () => {
  test.each([
    ['an empty file', '', 'it is of another form than gin-ship knows'],
    [
      'another form',
      text.replace('record=1', 'record=2'),
      'it is of another form than gin-ship knows',
    ],
    ['an unknown state', text.replace('=confirmed', '=done'), 'its state is of no known form'],
    ['an unknown kind', text.replace('kind=deploy', 'kind=x'), 'its kind is of no known form'],
    ['a slot of another colour', text.replace('=green', '=red'), 'its slot is of no known form'],
    ['a state twice', text.replace('slot=green', 'state=down'), 'it says state twice'],
    ['no state', text.replace('state=confirmed\n', ''), 'it is not whole'],
    ['half a text', text.slice(0, 40), 'it is not whole'],
    ['another sequence', text.replace('sequence=3', 'sequence=4'), 'it is not whole'],
    [
      'a negative number',
      text.replace('gap-ms=210', 'gap-ms=-1'),
      'its gap-ms is of no known form',
    ],
  ])('%s', (_, given, problem) => {
    expect(parseRecord(record.deploy, given)).toEqual({ problem });
  });

  test('the record of another deploy', () => {
    expect(parseRecord('000004-9001-1', text)).toEqual({ problem: 'it is not whole' });
  });
});

test.each(['', 'x', '../x|record=1', '1-2-3|record=1', '000001-1-1-1|record=1'])(
  'a line that begins with no deploy is passed over: %j',
  (line) => expect(parseRecordLine(line)).toBeUndefined(),
);
