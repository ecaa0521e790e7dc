/** What helps where a program does not run where it must? */

import { distributions } from './distributions.ts';
import type { RunFloor } from './floor.ts';
import { privateGlibc } from './glibc.ts';
import { type Verdict, libcOf } from './libc-verdict.ts';
import { loaderOf } from './loader.ts';
import type { Needs } from './needs.ts';

/** One line, by what stands against it: what is wrong with the file comes before how it is linked. */
export function remedyOf(
  needs: Needs,
  floor: RunFloor,
  { runs, forced }: Exclude<Verdict, { runs: 'yes' }>,
): string {
  const { link, unknown, cgo, os } = needs;
  if (unknown.includes('format') || unknown.includes('whole')) {
    return 'build it again, and ship the file as Go links it: not cut off, not packed';
  }
  if (link === 'unknown')
    return 'build a main package, with `cgo: off` or with a C compiler for it';
  if (os === 'unknown') return 'build it with go build, and keep its build info: no UPX, no garble';
  if (link === 'interp-only') return 'remove -buildmode=pie from flags';
  if (cgo !== true) return 'build with `cgo: off`, and ship the file as Go links it';
  if (floor.kind === 'static') {
    return 'build with `cgo: off`, or with musl and `-linkmode external -extldflags -static` in ldflags';
  }
  const drop = `or remove ${writtenOf(floor)} from must-run-on`;
  if (needs.glibc?.others.includes(privateGlibc) === true) {
    return `build with \`cgo: off\`, ${drop}`;
  }
  if (runs === 'unknown' && forced !== undefined && needs.libraries.includes(forced[0] ?? '')) {
    return `link them in statically (\`-extldflags -static\` under ldflags), or install their packages there and remove ${writtenOf(floor)} from must-run-on`;
  }
  return `build with \`cgo: off\`, or ${otherPlace(needs, floor)}, ${drop}`;
}

/** A C library of another kind is not older or newer: only its own system has it. */
function otherPlace(needs: Needs, floor: RunFloor): string {
  const text = writtenOf(floor);
  const image = "(its image as the job's container)";
  const known = distributions.find(({ id }) => floor.kind === 'distribution' && id === floor.id);
  const libc = floor.kind === 'glibc' ? 'glibc' : known?.libc;
  const loader = loaderOf(needs.interpreter ?? '', needs.arch);
  const foreign = libc !== undefined && (libcOf(needs) !== libc || loader?.usual === false);
  if (floor.kind === 'glibc')
    return `on a system with glibc ${floor.version}${foreign ? '' : ' or older'}`;
  return foreign ? `inside ${text} ${image}` : `on a system as old as ${text} ${image}`;
}

/** Without what was added to it: `debian:14 (judged as debian:13)`. */
function writtenOf({ text }: RunFloor): string {
  return text.replace(/ \(.*$/s, '');
}
