/** Is the C library of a host new enough for the program, and are those of C++ beside it? */

import { cxxFloors } from '../inspect/cxx.ts';
import { distributions } from '../inspect/distributions.ts';
import { compareDotted } from '../inspect/dotted.ts';
import { markersOf, privateGlibc } from '../inspect/glibc.ts';
import type { Needs } from '../inspect/needs.ts';
import type { HostFacts } from './facts.ts';
import { type Answer, doubtful, unknown, unmet } from './start.ts';

export function compareGlibc(needs: Needs, host: HostFacts): readonly Answer[] {
  const { version: floor, symbols = [] } = needs.glibc ?? {};
  if (needs.os !== 'linux') return [];
  const own = [...comparePrivate(needs), ...compareMarkers(needs)];
  if (floor === undefined) return own;
  if (host.libc?.kind === 'musl') return [...standIn(needs, host, floor), ...own];
  const version = host.libc?.version;
  if (version === undefined) {
    const usual = usualGlibc(host);
    const message = `the version of glibc on the host is not known${usual}`;
    return [unknown('GS-GLIBC', message, `glibc ${floor}`), ...own];
  }
  if (compareDotted(version, floor) >= 0) return own;
  const message = `the host has glibc ${version}, and the program needs ${floor}`;
  const start = { code: 1, text: `version \`GLIBC_${floor}' not found` };
  const value = symbols.length > 0 ? symbols.join(', ') : `GLIBC_${floor}`;
  const fix = `build with \`cgo: off\`, or in an image whose glibc is ${version} or older`;
  return [unmet('GS-GLIBC', start, { message, value, fix }), ...own];
}

function usualGlibc({ distribution }: HostFacts): string {
  const { id = '', version = '' } = distribution ?? {};
  const known = distributions.find((each) => each.id === id || each.aliases.includes(id));
  const [major = ''] = version.split('.');
  const release = known?.releases.find(
    (each) => each.release === version || each.release === major,
  );
  if (known?.libc !== 'glibc' || release === undefined) return '';
  return `; ${known.name} ${release.release} has ${release.version}`;
}

/** Alpine can have a loader of glibc's name (gcompat) that has few of its symbols. */
function standIn(needs: Needs, host: HostFacts, floor: string): readonly Answer[] {
  const loader = needs.interpreter === undefined ? undefined : host.loaders.get(needs.interpreter);
  if (loader?.there === false) return [];
  const message = `the C library of the host is musl, and the program needs glibc ${floor}`;
  const value = needs.interpreter ?? `glibc ${floor}`;
  return [doubtful('GS-GLIBC', { message, value, fix: 'build with `cgo: off`' })];
}

function comparePrivate({ glibc }: Needs): readonly Answer[] {
  if (glibc?.others.includes(privateGlibc) !== true) return [];
  const message =
    'the program asks for parts of glibc that only the very one it was built with has';
  return [doubtful('GS-GLIBC', { message, value: privateGlibc, fix: 'build with `cgo: off`' })];
}

function compareMarkers({ glibc }: Needs): readonly Answer[] {
  const markers = markersOf(glibc);
  if (markers.length === 0) return [];
  const message =
    'whether the glibc of the host has a feature that the program asks for is not known';
  return [unknown('GS-GLIBC', message, markers.join(', '))];
}

/** A host does not tell the versions of these libraries, so its glibc tells what comes with it. */
export function compareCxx(needs: Needs, host: HostFacts): readonly Answer[] {
  if (needs.os !== 'linux' || host.libc?.kind === 'musl') return [];
  return cxxFloors(needs.versions).flatMap(({ name, glibc }) => {
    const has = host.libc?.version;
    if (glibc === undefined || has === undefined) {
      return [
        unknown('GS-CXX', 'whether the C++ library of the host is new enough is not known', name),
      ];
    }
    if (compareDotted(has, glibc) >= 0) return [];
    const message = `a C++ library as new comes with glibc ${glibc} as a rule, and the host has ${has}`;
    const fix = 'add -static-libstdc++ -static-libgcc to CGO_LDFLAGS';
    return [doubtful('GS-CXX', { message, value: name, fix })];
  });
}

export function compareMusl({ musl, os }: Needs, { libc }: HostFacts): readonly Answer[] {
  if (musl === undefined || os !== 'linux' || libc?.kind === 'glibc') return [];
  const value = `musl ${musl.version} by ${musl.from}`;
  if (libc?.version === undefined) {
    return [unknown('GS-INTERP', 'the version of musl on the host is not known', value)];
  }
  if (compareDotted(libc.version, musl.version) >= 0) return [];
  const message = `the host has musl ${libc.version}, and the program needs ${musl.version}`;
  const fix = 'link without -z pack-relative-relocs, or build with `cgo: off`';
  return [unmet('GS-INTERP', 'unsure', { message, value, fix })];
}
