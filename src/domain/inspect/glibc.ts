/** Which glibc does a program need, and what forces it? */

import { byCodePoint } from '../order.ts';
import { firstFew } from '../first-few.ts';
import type { ElfFacts } from '../binary/facts.ts';
import { compareDotted, highest, isDotted } from './dotted.ts';
import { type Finding, createFinding } from './finding.ts';
import type { GlibcFloor } from './needs.ts';

interface Ask {
  /** `2.34` */
  readonly version: string;
  readonly weak: boolean;
  /** `pthread_create@GLIBC_2.34`, or what stands for it where no symbol is known. */
  readonly symbols: readonly string[];
}

/** What glibc keeps for itself, and changes from build to build. */
export const privateGlibc = 'GLIBC_PRIVATE';

/** glibc learned DT_RELR in 2.36, and binutils mark what uses it with GLIBC_ABI_DT_RELR. */
const relrSince = '2.36';
const relrMarker = 'GLIBC_ABI_DT_RELR';

/** Over all libraries, by DT_VERNEED; undefined where no version of glibc is asked for. */
export function glibcFloorOf(elf: ElfFacts): GlibcFloor | undefined {
  return floorOf(asksOf(elf), othersOf(elf));
}

function floorOf(asks: readonly Ask[], others: readonly string[]): GlibcFloor | undefined {
  const top = highest(
    asks.filter(({ weak }) => !weak),
    ({ version }) => version,
  );
  if (top === undefined) return others.length === 0 ? undefined : { symbols: [], others };
  const forced = asks.filter(
    ({ weak, version }) => !weak && compareDotted(version, top.version) === 0,
  );
  const symbols = sorted(forced.flatMap(({ symbols: names }) => names));
  return { version: top.version, symbols, others };
}

/** One by version, however often a file asks for it. */
function asksOf(elf: ElfFacts): readonly Ask[] {
  const groups = Map.groupBy(
    elf.versions,
    ({ version, weak }) => `${weak ? 'weak' : ''} ${version}`,
  );
  const asks = [...groups.values()].flatMap((group): readonly Ask[] => {
    const [{ version, weak } = { version: '', weak: false }] = group;
    const number = /^GLIBC_(.+)$/.exec(version)?.[1] ?? '';
    if (!isDotted(number)) return [];
    const names = group.flatMap(({ symbols }) => symbols.map((symbol) => `${symbol}@${version}`));
    return [{ version: number, weak, symbols: names.length === 0 ? [version] : names }];
  });
  return elf.relr ? [...asks, { version: relrSince, weak: false, symbols: ['DT_RELR'] }] : asks;
}

/** GLIBC_PRIVATE, and markers that are not known. */
function othersOf({ versions }: ElfFacts): readonly string[] {
  return sorted(
    versions
      .map(({ version }) => version)
      .filter((version) => version.startsWith('GLIBC_') && version !== relrMarker)
      .filter((version) => !isDotted(version.slice('GLIBC_'.length))),
  );
}

/** GLIBC_ABI_… that is not known here: some newer glibc has it. */
export function markersOf(floor: GlibcFloor | undefined): readonly string[] {
  return floor?.others.filter((name) => name !== privateGlibc) ?? [];
}

/** As many as anybody reads; a file can name thousands. */
const mostNames = 64;

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(byCodePoint).slice(0, mostNames);
}

const older =
  'build with `cgo: off`, or against an older glibc: an older runner image, or CC=zig cc -target … under build-env';

export function judgeGlibc(elf: ElfFacts): readonly Finding[] {
  const asks = asksOf(elf);
  const floor = floorOf(asks, othersOf(elf));
  const strongest = floor?.version ?? '0';
  const weak = highest(
    asks.filter((ask) => ask.weak && compareDotted(ask.version, strongest) > 0),
    ({ version }) => version,
  );
  const isPrivate = elf.versions.some(({ version }) => version === privateGlibc);
  const markers = markersOf(floor);
  return [
    ...(isPrivate ? [privateSymbols(elf)] : []),
    ...(markers.length === 0 ? [] : [unknownMarkers(markers)]),
    ...(weak === undefined ? [] : [weakAsk(weak)]),
    ...(floor?.version === undefined ? [] : [theFloor(floor.version, floor.symbols)]),
  ];
}

function theFloor(version: string, symbols: readonly string[]): Finding {
  return createFinding('GS-GLIBC', 'note', {
    message: `it needs glibc ${version} or newer`,
    value: firstFew(symbols, 8),
    fix: older,
  });
}

function privateSymbols({ versions }: ElfFacts): Finding {
  const symbols = versions
    .filter(({ version }) => version === privateGlibc)
    .flatMap(({ symbols: names }) => names.map((name) => `${name}@${privateGlibc}`));
  return createFinding('GS-GLIBC', 'error', {
    message: 'it uses what glibc keeps for itself, so it runs with one very build of glibc only',
    value: symbols.length === 0 ? privateGlibc : firstFew(sorted(symbols)),
    fix: 'build with `cgo: off`, or remove the part that links against the inside of glibc',
  });
}

function unknownMarkers(markers: readonly string[]): Finding {
  return createFinding('GS-GLIBC', 'warning', {
    message: 'it asks glibc for a feature that is not known here, so its floor may be higher',
    value: firstFew(markers),
    fix: older,
  });
}

function weakAsk({ version, symbols }: Ask): Finding {
  return createFinding('GS-GLIBC', 'warning', {
    message: `it would use glibc ${version}, and does without where that is missing`,
    value: firstFew(symbols, 8),
    fix: 'try it on the oldest system that it is meant for',
  });
}
