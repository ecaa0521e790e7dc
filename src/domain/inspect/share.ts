/** Which findings are the same for several programs, so that each is told once? */

import { formatTarget } from '../target.ts';
import type { InspectedBinary } from './explain.ts';
import { type Finding, bySeverity } from './finding.ts';

export interface SharedFinding extends Finding {
  /** `notes for linux/amd64, linux/arm64`, or `notes for all targets`. */
  readonly scope: string;
}

/** The worst first. */
export function shareFindings(programs: readonly InspectedBinary[]): readonly SharedFinding[] {
  const all = new Set(programs.map(({ target }) => formatTarget(target)));
  const single = programs.flatMap((program) =>
    program.findings.map((finding) => ({ program, finding })),
  );
  const groups = Map.groupBy(single, ({ program, finding: { id, severity, message, value } }) =>
    JSON.stringify([program.binary, id, severity, message, value]),
  );
  const shared = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = [...new Set(group.map(({ program }) => formatTarget(program.target)))];
    const every = names.length === all.size && all.size > 1;
    const where = every ? 'all targets' : names.join(', ');
    return [{ ...first.finding, scope: `${first.program.binary} for ${where}` }];
  });
  return bySeverity(shared);
}
