/** What do the inputs of the inspect stage say? */

import { type Distribution, distributions } from '../inspect/distributions.ts';
import { compareDotted, isDotted } from '../inspect/dotted.ts';
import type { RunFloor } from '../inspect/floor.ts';
import { nearest } from '../nearest.ts';
import { quote } from '../plain-text.ts';
import type { Reader } from './reader.ts';

export interface InspectInputs {
  /** `off`: facts are read, nothing is judged. */
  readonly inspect: 'fail' | 'warn' | 'off';
  /** Each floor once, in the order given. */
  readonly mustRunOn: readonly RunFloor[];
}

export function parseInspectInputs(reader: Reader): InspectInputs {
  const inspect = reader.word('inspect', ['fail', 'warn', 'off'], { on: 'fail', off: 'off' });
  const mustRunOn = parseFloors(reader);
  if (inspect === 'off' && mustRunOn.length > 0) {
    reader.problem('must-run-on', 'is judged by inspect, but inspect is off; drop one of the two');
  }
  return { inspect, mustRunOn };
}

function parseFloors(reader: Reader): readonly RunFloor[] {
  const floors = new Map<string, RunFloor>();
  for (const item of reader.list('must-run-on')) {
    const read = parseFloor(item);
    if ('problem' in read) reader.problem('must-run-on', `${quote(item)} ${read.problem}`);
    else floors.set(JSON.stringify({ ...read.floor, text: '' }), read.floor);
  }
  return [...floors.values()];
}

type Parsed = { readonly floor: RunFloor } | { readonly problem: string };

const ids = distributions.map(({ id }) => id);
const accepted = `accepted: static, glibc:2.31, or a distribution with its release: ${ids.join(', ')}`;

/** `static`, `glibc:2.31`, `debian:11`, `debian:bookworm`, `rhel:8.10`. */
export function parseFloor(text: string): Parsed {
  const lower = text.toLowerCase();
  if (lower === 'static') return { floor: { kind: 'static', text: 'static' } };
  const [word = '', ...rest] = lower.split(':').map((part) => part.trim());
  const release = rest.join(':');
  if (word === 'glibc') return parseGlibc(release);
  const distribution = distributions.find(
    ({ id, aliases }) => id === word || aliases.includes(word),
  );
  if (distribution !== undefined) return parseRelease(distribution, release);
  const close = nearest(word.replace(/[\s@=_-]*[\d.]+$/, ''), ['static', 'glibc', ...ids]);
  const hint = close === undefined ? '' : ` (${close}?)`;
  return { problem: `is not known${hint}; ${accepted}` };
}

function parseGlibc(version: string): Parsed {
  if (/^2\.\d{1,2}$/.test(version)) {
    return { floor: { kind: 'glibc', version, text: `glibc:${version}` } };
  }
  return { problem: 'is no version of glibc; accepted: glibc:2.17, glibc:2.31 and the like' };
}

/** A point release counts as its release: `rhel:8.10` is `rhel:8`; `sles:15-SP5` is `sles:15.5`, `sles:16` is `sles:16.0`. */
function parseRelease({ id, releases }: Distribution, written: string): Parsed {
  const dotted = written.replace(/^v(?=\d)/, '').replace(/[-.]?sp(?=\d)/, '.');
  const tries = [dotted, dotted.replace(/\.\d+$/, ''), `${dotted}.0`];
  for (const name of tries) {
    const found = releases.find(({ release, codename }) => release === name || codename === name);
    if (found !== undefined) {
      const { release } = found;
      return { floor: { kind: 'distribution', id, release, text: `${id}:${release}` } };
    }
  }
  const known = releases.map(({ release }) => `${id}:${release}`);
  if (written === '') return { problem: `has no release; accepted: ${known.join(', ')}` };
  const close = closest(releases, dotted);
  const hint = close === undefined ? '' : ` (${id}:${close}?)`;
  return {
    problem: `is a release that is not known here${hint}; accepted: ${known.join(', ')}, or glibc:VERSION`,
  };
}

/** The newest release that is not newer, else the oldest; of words the one that is spelled alike. */
function closest(releases: Distribution['releases'], written: string): string | undefined {
  const numbered = releases.map(({ release }) => release).filter(isDotted);
  if (isDotted(written)) {
    return numbered.findLast((release) => compareDotted(release, written) <= 0) ?? numbered[0];
  }
  const words = releases.flatMap(({ release, codename = release }) => [release, codename]);
  return nearest(written, new Set(words));
}
