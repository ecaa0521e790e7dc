/** Does a program run where it must? */

import { firstFew } from '../first-few.ts';
import { distributions } from './distributions.ts';
import { type Finding, createFinding } from './finding.ts';
import type { RunFloor } from './floor.ts';
import { standsAlone } from './link-class.ts';
import type { Needs } from './needs.ts';
import { type Verdict, decideRuns } from './runs-on.ts';

/** One error by floor that is not met or cannot be judged; floors are about Linux alone. */
export function mustRunOn(needs: Needs, floors: readonly RunFloor[]): readonly Finding[] {
  if (needs.os !== 'linux' && needs.os !== 'unknown') return [];
  return floors.flatMap((floor) => {
    const verdict = needs.os === 'unknown' ? unreadable : judgeFloor(needs, floor);
    return verdict.runs === 'yes' ? [] : [unmet(needs, floor, verdict)];
  });
}

const unreadable: Verdict = { runs: 'unknown', because: 'the file could not be read' };

function judgeFloor(needs: Needs, floor: RunFloor): Verdict {
  const { link, interpreter, libraries } = needs;
  if (floor.kind === 'glibc') {
    return decideRuns(needs, { libc: 'glibc', version: floor.version });
  }
  if (floor.kind === 'static') {
    if (standsAlone(link)) return { runs: 'yes' };
    const forced = [interpreter, ...libraries].filter((name) => name !== undefined);
    return { runs: 'no', because: 'it needs a loader or libraries of the host', forced };
  }
  const distribution = distributions.find(({ id }) => id === floor.id);
  const release = distribution?.releases.find((one) => one.release === floor.release);
  if (distribution === undefined || release === undefined) {
    return { runs: 'unknown', because: `nothing is known of ${floor.text}` };
  }
  return decideRuns(needs, { libc: distribution.libc, version: release.version });
}

function unmet(needs: Needs, floor: RunFloor, verdict: Exclude<Verdict, { runs: 'yes' }>): Finding {
  const forced = verdict.runs === 'no' ? verdict.forced : needs.unknown;
  return createFinding('GS-MUST-RUN-ON', 'error', {
    message:
      verdict.runs === 'no'
        ? `must-run-on asks for ${floor.text}, and it does not run there: ${verdict.because}`
        : `must-run-on asks for ${floor.text}, and whether it runs there cannot be told: ${verdict.because}`,
    value: forced.length === 0 ? needs.link : firstFew(forced, 8),
    fix: remedy(needs, floor),
  });
}

function remedy(needs: Needs, floor: RunFloor): string {
  if (needs.link === 'interp-only') return 'remove -buildmode=pie from flags';
  if (needs.cgo !== true) return 'build with `cgo: off`, and ship the file as Go links it';
  if (floor.kind === 'static') {
    return 'build with `cgo: off`, or with musl and `-linkmode external -extldflags -static` in ldflags';
  }
  const drop = `or remove ${floor.text} from must-run-on`;
  return `build with \`cgo: off\`, or on a system as old as ${floor.text} (its image as the job's container), ${drop}`;
}
