/** What if the process that answers is not the program that was shipped? */

import { plainLine } from '../plain-text.ts';
import type { Remark } from '../service/remark.ts';

export interface OtherProgram {
  readonly pid: number;
  readonly program: string;
  /** File name of the program of the release. */
  readonly binary: string;
}

/** It belongs to the service, and runs another file. */
export function explainOtherProgram({ pid, program, binary }: OtherProgram): Remark {
  const other = `${plainLine(program).slice(0, 120)} (process ${pid})`;
  return {
    id: 'other-program',
    level: 'warning',
    message: `what answers is ${other}, which ${binary} started, and not ${binary} of this release: inspect has not seen it`,
    fix: [
      'answer from the program itself, or name the one that answers: service: its name',
      'where it is meant to be so, ship that program with the archive: include',
    ],
  };
}
