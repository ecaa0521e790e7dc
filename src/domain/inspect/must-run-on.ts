/** Does a program run where it must? */

import { firstFew } from '../first-few.ts';
import type { Asked } from './asked.ts';
import { distributions } from './distributions.ts';
import { type Finding, createFinding } from './finding.ts';
import type { RunFloor } from './floor.ts';
import { isAboutArch } from './idle-floors.ts';
import { type Verdict, damaged, decideRuns } from './libc-verdict.ts';
import { foreignLibraries } from './libraries.ts';
import { standsAlone } from './link-class.ts';
import { isSoftFloat } from './loader.ts';
import type { Needs } from './needs.ts';
import { remedyOf } from './remedy.ts';

/**
 * One error by floor that is not met or cannot be judged; floors are about Linux alone. A release that
 * is not there for the architecture is about other targets: that is said, and fails none of this one.
 * `systems` are those that the header of the file allows.
 */
export function mustRunOn(
  needs: Needs,
  { floors, target }: Pick<Asked, 'floors' | 'target'>,
  { systems }: { readonly systems: readonly string[] },
): readonly Finding[] {
  const os = needs.os === 'unknown' ? target.os : needs.os;
  if (os !== 'linux') return [];
  const mayBeLinux = systems.includes('linux');
  return floors.flatMap((floor) => {
    const trouble = troubleOf(needs, floor, { mayBeLinux });
    if (trouble === undefined && !isAboutArch(floor, needs.arch)) return [notJudged(needs, floor)];
    const verdict = trouble ?? judgeFloor(needs, floor);
    return verdict.runs === 'yes' ? [] : [unmet(needs, floor, verdict)];
  });
}

/** What keeps a file from being judged by any floor. */
function troubleOf(
  { os, arch, format, unknown, go }: Needs,
  floor: RunFloor,
  { mayBeLinux }: { readonly mayBeLinux: boolean },
): Verdict | undefined {
  if (format === 'unknown') return open('the file could not be read');
  if (unknown.includes('format')) return open('the file holds no program for that target');
  if (unknown.includes('whole')) return damaged;
  if (os !== 'linux' && !(floor.kind === 'static' && mayBeLinux)) {
    const reason = go === undefined ? 'no Go build info' : 'its Go build info names none';
    return open(`the file does not show for which system it is (${reason})`);
  }
  if (arch === 'unknown' && floor.kind === 'distribution') {
    return open('the file is for no processor that is known here');
  }
  return undefined;
}

function judgeFloor(needs: Needs, floor: RunFloor): Verdict {
  if (floor.kind === 'static') return judgeStatic(needs);
  if (floor.kind === 'distribution') return judgeRelease(needs, floor);
  return decideRuns(needs, { libc: 'glibc', version: floor.version });
}

function open(because: string): Verdict {
  return { runs: 'unknown', because };
}

function judgeStatic({ link, interpreter, libraries }: Needs): Verdict {
  if (standsAlone(link)) return { runs: 'yes' };
  const forced = [interpreter, ...libraries].filter((name) => name !== undefined);
  if (forced.length === 0) return open('how it reaches the C library is not known');
  return { runs: 'no', because: 'it needs a loader or libraries of the host', forced };
}

function judgeRelease(needs: Needs, floor: RunFloor & { readonly kind: 'distribution' }): Verdict {
  const distribution = distributions.find(({ id }) => id === floor.id);
  const release = distribution?.releases.find((one) => one.release === floor.release);
  if (distribution === undefined || release === undefined) {
    return open(`nothing is known of ${floor.text}`);
  }
  const { interpreter = '', arch } = needs;
  if (isSoftFloat(interpreter, arch)) {
    const because = `its loader ${interpreter} is for processors without floating-point registers`;
    return { runs: 'unknown', because, forced: [interpreter] };
  }
  const verdict = decideRuns(needs, { libc: distribution.libc, version: release.version });
  const foreign = standsAlone(needs.link) ? [] : foreignLibraries(needs);
  if (verdict.runs !== 'yes' || foreign.length === 0) return verdict;
  const because = 'it needs shared libraries that are not part of every such system';
  return { runs: 'unknown', because, forced: foreign };
}

function unmet(needs: Needs, floor: RunFloor, verdict: Exclude<Verdict, { runs: 'yes' }>): Finding {
  const forced = verdict.forced ?? needs.unknown;
  return createFinding('GS-MUST-RUN-ON', 'error', {
    message:
      verdict.runs === 'no'
        ? `must-run-on asks for ${floor.text}, and it does not run there: ${verdict.because}`
        : `must-run-on asks for ${floor.text}, and whether it runs there cannot be told: ${verdict.because}`,
    value: forced.length === 0 ? needs.link : firstFew(forced, 8),
    fix: remedyOf(needs, floor, verdict),
  });
}

function notJudged({ arch }: Needs, { text }: RunFloor): Finding {
  return createFinding('GS-MUST-RUN-ON', 'note', {
    message: `must-run-on asks for ${text}, which there is not for ${arch}: this program is not judged by it`,
    value: arch,
    fix: 'nothing is to be done where another target is meant',
  });
}
