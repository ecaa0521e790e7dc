import { expect, test } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import { planMatrix } from '../../../src/domain/fan-out/plan-matrix.ts';
import type { Target } from '../../../src/domain/target.ts';

/** `linux/arm/7!` is a target that is built with cgo. */
function targetOf(text: string): { target: Target; cgo: boolean } {
  const [os = '', arch = '', variant] = text.replace('!', '').split('/');
  const target = variant === undefined ? { os, arch } : { os, arch, variant };
  return { target, cgo: text.endsWith('!') };
}

function planned(targets: string, maxJobs: number): readonly string[] {
  const wish = { targets: targets.split(' ').map(targetOf), maxJobs, artifactName: 'notes' };
  return planMatrix(wish).map(
    (job) => `${job.artifactName} ${job.runner}: ${job.targets.join(' ')}`,
  );
}

const six = 'linux/amd64 linux/arm64 linux/arm/7 windows/386 windows/amd64 darwin/arm64';

test.each<[what: string, targets: string, maxJobs: number, jobs: readonly string[]]>([
  ['one target is one job', 'linux/amd64', 4, ['notes-part-1 ubuntu-latest: linux/amd64']],
  [
    'one job takes all',
    six,
    1,
    [
      'notes-part-1 ubuntu-latest: linux/amd64 linux/arm64 linux/arm/v7 windows/386 windows/amd64 darwin/arm64',
    ],
  ],
  [
    'without cgo all of them are built on Linux, in groups of about a size',
    six,
    4,
    [
      'notes-part-1 ubuntu-latest: linux/amd64 windows/amd64',
      'notes-part-2 ubuntu-latest: linux/arm64 darwin/arm64',
      'notes-part-3 ubuntu-latest: linux/arm/v7',
      'notes-part-4 ubuntu-latest: windows/386',
    ],
  ],
  [
    'there are never more jobs than targets',
    'linux/amd64 linux/arm64',
    256,
    ['notes-part-1 ubuntu-latest: linux/amd64', 'notes-part-2 ubuntu-latest: linux/arm64'],
  ],
  [
    'with cgo each is built on its own system',
    'linux/amd64! linux/arm64! darwin/arm64! darwin/amd64! windows/amd64! windows/arm64!',
    5,
    [
      'notes-part-1 ubuntu-latest: linux/amd64',
      'notes-part-2 ubuntu-24.04-arm: linux/arm64',
      'notes-part-3 macos-latest: darwin/arm64 darwin/amd64',
      'notes-part-4 windows-latest: windows/amd64',
      'notes-part-5 windows-11-arm: windows/arm64',
    ],
  ],
  [
    'a further job goes to the runner that has the most to do',
    'linux/amd64! linux/arm64! darwin/arm64! darwin/amd64!',
    4,
    [
      'notes-part-1 ubuntu-latest: linux/amd64',
      'notes-part-2 ubuntu-24.04-arm: linux/arm64',
      'notes-part-3 macos-latest: darwin/arm64',
      'notes-part-4 macos-latest: darwin/amd64',
    ],
  ],
  [
    'what has no cgo fills the group that has the least of it',
    'linux/amd64! linux/386! linux/riscv64 linux/s390x',
    2,
    [
      'notes-part-1 ubuntu-latest: linux/amd64 linux/riscv64',
      'notes-part-2 ubuntu-latest: linux/386 linux/s390x',
    ],
  ],
  [
    'where the other systems need all jobs, the rest is built on the one that has the least to do',
    'linux/amd64 darwin/arm64! darwin/amd64! windows/amd64! linux/arm64',
    2,
    [
      'notes-part-1 windows-latest: linux/amd64 windows/amd64 linux/arm64',
      'notes-part-2 macos-latest: darwin/arm64 darwin/amd64',
    ],
  ],
])('%s', (_what, targets, maxJobs, jobs) => {
  expect(planned(targets, maxJobs)).toEqual(jobs);
});

test('more systems than jobs are refused, and named', () => {
  const thrown = (): unknown => planned('linux/amd64! darwin/arm64! windows/amd64!', 2);
  expect(thrown).toThrow(Failure);
  expect(thrown).toThrow(
    'planning the jobs: cgo needs 3 kinds of runners, and max-jobs is 2\n' +
      '  runners: ubuntu-latest, macos-latest, windows-latest\n' +
      'Try:\n  - write `max-jobs: 3` or more\n  - or build without cgo: `cgo: off`',
  );
});

test('whatever is asked for, every target is in one job, and no job is empty', () => {
  const all = [...six.split(' '), 'linux/386', 'linux/s390x', 'freebsd/amd64', 'linux/riscv64'];
  for (let cgo = 0; cgo < 2 ** 6; cgo += 1) {
    const targets = all.map((target, at) => ((cgo >> at) & 1 && at < 6 ? `${target}!` : target));
    for (const maxJobs of [4, 5, 9, 256]) {
      const jobs = planMatrix({ targets: targets.map(targetOf), maxJobs, artifactName: 'x' });
      expect(jobs.length).toBeLessThanOrEqual(Math.min(maxJobs, all.length));
      expect(jobs.every((job) => job.targets.length > 0)).toBe(true);
      expect(jobs.flatMap((job) => job.targets).length).toBe(all.length);
      expect(new Set(jobs.flatMap((job) => job.targets)).size).toBe(all.length);
      expect(new Set(jobs.map(({ artifactName }) => artifactName)).size).toBe(jobs.length);
    }
  }
});
