import { expect, test } from 'vitest';
import { formatMatrix } from '../../../src/domain/fan-out/matrix.ts';
import { type With, inputsOf, problemsOf } from '../../fakes/inputs.ts';

const job = { targets: ['linux/amd64'], runner: 'ubuntu-latest', artifactName: 'notes-part-1' };
const plan = formatMatrix([job]);

test('without a word a build is spread over four jobs at the most', () => {
  expect(inputsOf({ command: 'plan' }).fanOut).toEqual({ maxJobs: 4 });
});

test('the plan is read as it was written', () => {
  expect(inputsOf({ command: 'merge', plan }).fanOut).toEqual({ maxJobs: 4, plan: [job] });
});

test('a folder does with the targets that must be in it', () => {
  const given = { command: 'merge', archive: 'parts', targets: 'linux/amd64,linux/arm64' };
  expect(inputsOf(given).deploy.source).toEqual({ kind: 'archive', path: 'parts' });
});

const pass = 'pass the output matrix of the job that planned: ${{ needs.plan.outputs.matrix }}';

test.each<[what: string, given: With, problems: readonly string[]]>([
  ['no jobs', { 'max-jobs': '0' }, ['max-jobs: "0" is not accepted; accepted: 1 to 256']],
  ['too many', { 'max-jobs': '257' }, ['max-jobs: "257" is not accepted; accepted: 1 to 256']],
  [
    'a time of its own for every job',
    { command: 'plan', timestamp: 'now' },
    [
      "timestamp: now is another minute in every job, so that no two of them fit together; drop the line: the default is the commit's time",
    ],
  ],
  [
    'a merge of nothing in particular',
    { command: 'merge' },
    [
      `plan: is missing: command: merge must know which jobs there were; ${pass}, or give archive: a folder with their artifacts`,
    ],
  ],
  [
    'a folder of nobody knows what',
    { command: 'merge', archive: 'parts' },
    [
      `plan: is missing: command: merge must know which targets were planned; ${pass}, or name them in targets`,
    ],
  ],
  [
    'two words on what must be there',
    { command: 'merge', plan, targets: 'linux/arm64' },
    ['targets: and plan both say what must be there; drop targets'],
  ],
  [
    'one artifact',
    { command: 'merge', plan, 'from-artifact': 'notes', 'expect-manifest': 'ab'.repeat(32) },
    [
      'from-artifact: names one artifact, but command: merge joins those that plan names; drop the line',
    ],
  ],
  [
    'a plan that is none',
    { command: 'build', plan: 'linux/amd64' },
    [
      'plan: is no JSON; accepted: the output matrix of the job that planned: ${{ needs.plan.outputs.matrix }}',
    ],
  ],
])('%s: refused', (_what, given, problems) => {
  expect(problemsOf(given)).toEqual(problems);
});
