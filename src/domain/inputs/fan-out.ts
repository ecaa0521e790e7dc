/** What do the inputs of a build on several runners say? */

import { type MatrixJob, mostJobs, parseMatrix } from '../fan-out/matrix.ts';
import type { Reader } from './reader.ts';

export interface FanOutInputs {
  readonly maxJobs: number;
  /** What `command: plan` gave. */
  readonly plan?: readonly MatrixJob[];
}

export function parseFanOut(
  reader: Reader,
  { command, given }: { readonly command: string; readonly given: ReadonlySet<string> },
): FanOutInputs {
  const maxJobs = reader.count('max-jobs', { least: 1, most: mostJobs });
  const plan = parsePlan(reader);
  if (command === 'plan' && reader.text('timestamp') === 'now') {
    const what = 'now is another minute in every job, so that no two of them fit together';
    reader.problem('timestamp', `${what}; drop the line: the default is the commit's time`);
  }
  if (command === 'merge') checkMerge(reader, given);
  return plan === undefined ? { maxJobs } : { maxJobs, plan };
}

function parsePlan(reader: Reader): readonly MatrixJob[] | undefined {
  const text = reader.optional('plan');
  if (text === undefined) return undefined;
  const parsed = parseMatrix(text);
  if ('jobs' in parsed) return parsed.jobs;
  const accepted = 'the output matrix of the job that planned: ${{ needs.plan.outputs.matrix }}';
  reader.problem('plan', `${parsed.problem}; accepted: ${accepted}`);
  return undefined;
}

function checkMerge(reader: Reader, given: ReadonlySet<string>): void {
  const has = (name: string): boolean => reader.optional(name) !== undefined;
  if (has('from-artifact')) {
    const what = 'names one artifact, but command: merge joins those that plan names';
    reader.problem('from-artifact', `${what}; drop the line`);
  }
  if (has('plan') && given.has('targets')) {
    reader.problem('targets', 'and plan both say what must be there; drop targets');
  }
  if (has('plan')) return;
  const pass = 'pass the output matrix of the job that planned: ${{ needs.plan.outputs.matrix }}';
  if (!has('archive')) {
    const what = 'is missing: command: merge must know which jobs there were';
    reader.problem('plan', `${what}; ${pass}, or give archive: a folder with their artifacts`);
  } else if (!given.has('targets')) {
    const what = 'is missing: command: merge must know which targets were planned';
    reader.problem('plan', `${what}; ${pass}, or name them in targets`);
  }
}
