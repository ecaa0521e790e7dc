/** Which floor does one item of must-run-on name? */

import { type Distribution, type Release, distributions } from '../inspect/distributions.ts';
import { compareDotted, isDotted } from '../inspect/dotted.ts';
import type { RunFloor } from '../inspect/floor.ts';
import { nearest } from '../nearest.ts';

/** `problem` goes on behind the quoted item. */
export type ParsedFloor = { readonly floor: RunFloor } | { readonly problem: string };

const ids = distributions.map(({ id }) => id);
const accepted = `accepted: static, glibc:2.31, or a distribution with its release: ${ids.join(', ')}`;

/** `static`, `scratch`, `glibc:2.31`, `debian:11`, `debian:bookworm-slim`, `rhel:8.10`, `ubi9`. */
export function parseFloor(text: string): ParsedFloor {
  const lower = text.toLowerCase();
  if (lower === 'static' || lower === 'scratch')
    return { floor: { kind: 'static', text: 'static' } };
  const [word = '', ...rest] = lower.split(':').map((part) => part.trim());
  const release = rest.join(':');
  if (word === 'glibc') return parseGlibc(release);
  const distribution = distributionOf(word);
  if (distribution !== undefined) return parseRelease(distribution, release);
  const [, name = word, number] = /^(.*?)[\s@=_-]*([\d.]+)$/.exec(word) ?? [];
  const joined = rest.length === 0 && number !== undefined;
  const named = distributionOf(name);
  if (joined && named !== undefined && word === `${name}${number}`) {
    return parseRelease(named, number);
  }
  const close = named?.id ?? nearest(name, ['static', 'glibc', ...ids]);
  const whole = joined && close !== 'static' ? `${close}:${number}` : close;
  return { problem: `is not known${close === undefined ? '' : ` (${whole}?)`}; ${accepted}` };
}

function distributionOf(word: string): Distribution | undefined {
  return distributions.find(({ id, aliases }) => id === word || aliases.includes(word));
}

function parseGlibc(version: string): ParsedFloor {
  if (/^2\.\d{1,2}$/.test(version)) {
    return { floor: { kind: 'glibc', version, text: `glibc:${version}` } };
  }
  return { problem: 'is no version of glibc; accepted: glibc:2.17, glibc:2.31 and the like' };
}

/**
 * A point release counts as its release: `rhel:8.10` is `rhel:8`; `sles:15-SP5` is `sles:15.5`,
 * `sles:16` is `sles:16.0`. One that is newer than the table counts as the newest of the table: its
 * C library is no older, so what runs there runs on it.
 */
function parseRelease({ id, releases }: Distribution, written: string): ParsedFloor {
  const plain = written.replace(/-(?:slim|minimal)$/, '').replace(/^v(?=\d)/, '');
  const dotted = plain.replace(/[-.]?sp(?=\d)/, '.');
  const tries = [dotted, dotted.replace(/\.\d+$/, ''), `${dotted}.0`];
  for (const name of tries) {
    const found = releases.find(({ release, codename }) => release === name || codename === name);
    if (found !== undefined) {
      const { release } = found;
      return { floor: { kind: 'distribution', id, release, text: `${id}:${release}` } };
    }
  }
  const newest = releases.at(-1)?.release ?? '';
  const newer = tries.find((name) => isNext(name, newest));
  if (newer !== undefined) {
    const text = `${id}:${newer} (judged as ${id}:${newest})`;
    return { floor: { kind: 'distribution', id, release: newest, text } };
  }
  const known = releases.map(({ release }) => `${id}:${release}`);
  if (written === '') return { problem: `has no release; accepted: ${known.join(', ')}` };
  const close = closest(releases, dotted);
  const hint = close === undefined ? '' : ` (${id}:${close}?)`;
  return {
    problem: `is a release that is not known here${hint}; accepted: ${known.join(', ')}, or glibc:VERSION`,
  };
}

/** Written as the newest one is, and above it, but not so far that it is a slip of the pen. */
function isNext(name: string, newest: string): boolean {
  if (!isDotted(name) || !isDotted(newest) || compareDotted(name, newest) <= 0) return false;
  const [parts, known] = [name.split('.'), newest.split('.')];
  if (name.endsWith('.0') && !newest.endsWith('.0')) return false;
  return parts.length === known.length && majorOf(name) <= majorOf(newest) + 2;
}

/** Of its major version, else of all: the newest that is not newer, else the oldest; of words the one spelled alike. */
function closest(releases: readonly Release[], written: string): string | undefined {
  if (!isDotted(written)) {
    const words = releases.flatMap(({ release, codename = release }) => [release, codename]);
    return nearest(written, new Set(words));
  }
  const numbered = releases.map(({ release }) => ({
    release,
    number: release.replace(/^\D+/, ''),
  }));
  const same = numbered.filter(({ number }) => majorOf(number) === majorOf(written));
  const pool = same.length > 0 ? same : numbered;
  const below = pool.findLast(({ number }) => compareDotted(number, written) <= 0);
  return (below ?? pool[0])?.release;
}

function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}
