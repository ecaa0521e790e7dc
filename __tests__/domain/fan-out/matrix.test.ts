import { expect, test } from 'vitest';
import { expandTargets, parseTargetPattern } from '../../../src/domain/build/targets.ts';
import { formatMatrix, parseMatrix } from '../../../src/domain/fan-out/matrix.ts';
import { type Target, formatTarget } from '../../../src/domain/target.ts';

const jobs = [
  {
    targets: ['linux/amd64', 'linux/arm/v7'],
    runner: 'ubuntu-latest',
    artifactName: 'notes-part-1',
  },
  { targets: ['darwin/arm64'], runner: 'macos-latest', artifactName: 'notes-part-2' },
];
const text =
  '{"include":[{"targets":"linux/amd64,linux/arm/v7","runner":"ubuntu-latest","artifact-name":"notes-part-1"},' +
  '{"targets":"darwin/arm64","runner":"macos-latest","artifact-name":"notes-part-2"}]}';

test('is what strategy.matrix takes, and is read again as it was', () => {
  expect(formatMatrix(jobs)).toBe(text);
  expect(parseMatrix(text)).toEqual({ jobs });
});

test.each([
  'linux/amd64/v3',
  'linux/arm',
  'linux/arm/6,softfloat',
  'linux/arm64/v9.0,lse,crypto',
  'linux/386/softfloat',
  'linux/riscv64/rva22u64',
])('%s is to the job what it was to the plan', (written) => {
  const platforms = ['amd64', 'arm', 'arm64', '386', 'riscv64'].map((arch) => ({
    os: 'linux',
    arch,
  }));
  const targetsOf = (spelling: string): readonly Target[] => {
    const parsed = parseTargetPattern(spelling);
    return 'pattern' in parsed ? expandTargets([parsed.pattern], platforms).targets : [];
  };
  const planned = targetsOf(written);
  const own = { runner: 'x', artifactName: 'a', targets: planned.map(formatTarget) };
  const read = parseMatrix(formatMatrix([own]));
  const given =
    'jobs' in read ? read.jobs.flatMap(({ targets }) => targets.flatMap(targetsOf)) : [];
  expect(planned).toHaveLength(1);
  expect(given).toEqual(planned);
});

const job = { targets: 'linux/amd64', runner: 'x', 'artifact-name': 'a' };

test.each<[what: string, value: unknown, problem: string]>([
  ['a list', [job], 'cannot be read: the whole is no object'],
  ['nothing of ours', { os: ['linux'] }, 'cannot be read: include is no list'],
  ['no job', { include: [] }, 'cannot be read: include is empty'],
  [
    'a job without targets',
    { include: [{ ...job, targets: '' }] },
    'cannot be read: include[0].targets is not of its form',
  ],
  [
    'a target of another kind',
    { include: [{ ...job, targets: 'linux/amd64,../x' }] },
    'cannot be read: include[0].targets is not of its form',
  ],
  [
    'an artifact called like a path',
    { include: [{ ...job, 'artifact-name': 'a/b' }] },
    'cannot be read: include[0].artifact-name is not of its form',
  ],
  [
    'an artifact twice',
    { include: [job, { ...job, targets: 'linux/arm64', 'artifact-name': 'A' }] },
    'cannot be read: include has an artifact-name twice',
  ],
  [
    'a target twice',
    { include: [job, { ...job, 'artifact-name': 'b' }] },
    'cannot be read: include has a target twice',
  ],
  [
    'more jobs than a matrix has',
    { include: Array.from({ length: 257 }, () => job) },
    'cannot be read: include has more than 256 jobs',
  ],
])('%s is refused', (_what, value, problem) => {
  expect(parseMatrix(JSON.stringify(value))).toEqual({ problem });
});

test('a text that is no JSON is refused', () => {
  expect(parseMatrix('linux/amd64')).toEqual({ problem: 'is no JSON' });
});
