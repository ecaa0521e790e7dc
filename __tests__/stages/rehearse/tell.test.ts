import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import type { Remark } from '../../../src/domain/service/remark.ts';
import { type StageResult, done, skipped } from '../../../src/domain/stage-result.ts';
import { createReport } from '../../../src/stages/report.ts';
import type { Rehearsed } from '../../../src/stages/rehearse/conclude.ts';
import { noteRehearsed, tell } from '../../../src/stages/rehearse/tell.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { projectOf } from '../../fixtures/repository.ts';

const remark = (level: Remark['level'], message: string, ...fix: readonly string[]): Remark => ({
  id: 'crash',
  level,
  message,
  fix,
});

const quiet: Rehearsed = {
  line: 'data survives a restart',
  facts: ['ready after 0.1 s'],
  remarks: [],
  output: ['start 1:', 'hello'],
  calls: [],
  spans: [{ section: 'rehearsal', title: 'start 1', startedAt: 5, wall: 100 }],
  notProven: [],
};

function told(more: Partial<Rehearsed>): readonly string[] {
  using world = fakeWorld();
  tell(world, { ...quiet, ...more });
  return world.recorded.lines;
}

test('what went well is told without what the service printed', () => {
  expect(told({ remarks: [remark('note', 'a note', 'do this')] })).toEqual([
    'info: ready after 0.1 s',
    'info: data survives a restart',
    'info: a note\n  do this',
  ]);
});

test('a warning has its fix below it, code as one block, and the output before it', () => {
  const remarks = [
    remark('warning', 'it is cut', 'end so:', 'go func() {\n\tx()\n}()', 'or not'),
    remark('failure', 'it crashed'),
  ];
  expect(told({ remarks, calls: ['9 exit_group(2) = ?'] })).toEqual([
    'info: ready after 0.1 s',
    'info: data survives a restart',
    'info: the last lines of its output:',
    'verbatim: start 1:\nhello',
    'info: the last system calls, as strace tells them:',
    'verbatim: 9 exit_group(2) = ?',
    'warning: it is cut\n  end so:\n    go func() {\n    \tx()\n    }()\n  or not',
  ]);
});

async function summed(
  result: StageResult<Rehearsed>,
): Promise<{ readonly summary: string; readonly thrown: unknown }> {
  using world = fakeWorld();
  const report = createReport(world);
  report.project = projectOf('/work');
  let thrown: unknown;
  try {
    noteRehearsed(report, result);
  } catch (error) {
    thrown = error;
    report.failed(error);
  }
  await report.write();
  return { summary: world.recorded.summary, thrown };
}

test('the summary has the verdict in one line, the warnings and the time of each start', async () => {
  const remarks = [remark('warning', 'it is cut'), remark('note', 'a note')];
  const { summary, thrown } = await summed(done({ ...quiet, remarks }));
  expect(thrown).toBeUndefined();
  expect(summary).toContain(
    '- rehearsal: data survives a restart\n- rehearsal, warning: it is cut\n',
  );
  expect(summary).toContain('  section rehearsal\n  start 1 100 ms :5, 105\n');
});

test('the summary has what is not proven here, on one line', async () => {
  const notProven = ['that it is read-only: not enforced', 'that a write is on the disk'];
  const { summary } = await summed(done({ ...quiet, notProven }));
  expect(summary).toContain(
    '- rehearsal: data survives a restart\n- rehearsal, not proven here: that it is read-only: not enforced; that a write is on the disk\n',
  );
});

test('so it has where the rehearsal fails, and what fails is told with all that there is', async () => {
  const remarks = [
    remark('warning', 'it is cut'),
    remark('failure', 'it crashed', 'see its output'),
    remark('failure', 'it writes inside the release', 'write elsewhere:', 'a()\nb()'),
    remark('failure', 'and more'),
  ];
  const output = ['start 1:', '::error::\u001b[31mno'];
  const { summary, thrown } = await summed(
    done({ ...quiet, line: 'data is lost', remarks, output, calls: ['9 exit_group(2) = ?'] }),
  );
  expect(thrown).toBeInstanceOf(Failure);
  expect(thrown).toMatchObject({
    facts: { code: 'rehearse' },
    message: [
      'rehearsing the archive: it crashed',
      '  also: it writes inside the release; and more',
      '  | start 1:',
      String.raw`  | | ::error::\u001b[31mno`,
      '  | system calls, as strace tells them:',
      '  | 9 exit_group(2) = ?',
      'Try:',
      '  - see its output',
      '  - write elsewhere:',
      '      a()',
      '      b()',
    ].join('\n'),
  });
  expect(summary).toContain('- rehearsal: data is lost\n- rehearsal, warning: it is cut\n');
  expect(summary).toContain('  section rehearsal\n');
});

test('where nothing was rehearsed the summary says why', async () => {
  const { summary, thrown } = await summed(skipped('rehearse is false'));
  expect([thrown, summary]).toEqual([
    undefined,
    expect.stringContaining('- rehearsal: skipped, rehearse is false\n'),
  ]);
});
