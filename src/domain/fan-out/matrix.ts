/** What does one job of a fan-out build, and where? The text that `plan` gives, the matrix and `merge` take. */

import { type Fields, Unfit, createFields } from '../json-fields.ts';

export interface MatrixJob {
  /** In their canonical spelling. */
  readonly targets: readonly string[];
  /** A label of `runs-on`. */
  readonly runner: string;
  /** Of the archives that it makes; no other job of the run has it. */
  readonly artifactName: string;
}

/** For `strategy.matrix: ${{ fromJSON(…) }}`. */
export function formatMatrix(jobs: readonly MatrixJob[]): string {
  const include = jobs.map(({ targets, runner, artifactName }) => ({
    targets: targets.join(','),
    runner,
    'artifact-name': artifactName,
  }));
  return JSON.stringify({ include });
}

/** What a matrix can have at the most, by GitHub. */
export const mostJobs = 256;

/** The problem is the end of a sentence. */
export function parseMatrix(
  text: string,
): { readonly jobs: readonly MatrixJob[] } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is no JSON' };
  }
  try {
    return { jobs: readJobs(createFields(value, '')) };
  } catch (error) {
    if (error instanceof Unfit) return { problem: `cannot be read: ${error.message}` };
    throw error;
  }
}

function readJobs(fields: Fields): readonly MatrixJob[] {
  const jobs = fields.objects('include').map((job) => ({
    targets: job
      .text('targets', /^[a-z0-9]+(?:\/[0-9a-z._-]+){1,2}(?:,[a-z0-9]+(?:\/[0-9a-z._-]+){1,2})*$/)
      .split(','),
    runner: job.text('runner'),
    artifactName: job.text('artifact-name', /^[^":<>|*?\r\n\\/]{1,255}$/),
  }));
  if (jobs.length === 0) fields.refuse('include', 'is empty');
  if (jobs.length > mostJobs) fields.refuse('include', `has more than ${mostJobs} jobs`);
  const names = jobs.map(({ artifactName }) => artifactName.toLowerCase());
  if (new Set(names).size < names.length) fields.refuse('include', 'has an artifact-name twice');
  const targets = jobs.flatMap((job) => job.targets);
  if (new Set(targets).size < targets.length) fields.refuse('include', 'has a target twice');
  return jobs;
}
