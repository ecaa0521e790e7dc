/** What do the bytes of a macOS program say of it, or of each program in one file? */

import type { FatFacts, MachOFacts } from '../facts.ts';
import { readGoInfo } from '../go-info.ts';
import { type FileSize, type Range, type Reading, tolerate } from '../reading.ts';
import { Unreadable, addDamage, createTrouble, describeTrouble } from '../unreadable.ts';
import { readCommands } from './commands.ts';
import { readFatSlices } from './fat-slices.ts';
import { parseUuid, readSignature } from './identity.ts';
import { parseLibraries } from './libraries.ts';
import { parseMinimum } from './minimum.ts';
import { type Section, type Segment, parseSegments } from './segments.ts';

/** The section begins with the header of the build info, which leads to the rest. */
const blobCap = 4096;

/**
 * Reads the load commands and what Go's build info leads to, some kilobytes. `at` is a slice of a fat
 * file: offsets in the facts' ranges count from the start of the file, that of the signature from the slice's.
 * @throws Unreadable where it is no Mach-O file; what is wrong past its header goes into `damage`
 */
export function* readMachO(
  file: FileSize,
  at: Range = { offset: 0, length: file.size },
): Reading<MachOFacts> {
  const trouble = createTrouble();
  const { loaded: wrong, beside } = trouble;
  const header = yield* readCommands(file, at, trouble);
  const { bits, order, cpuType, cpuSubtype, fileType, commands } = header;
  const { segments, sections } = parseSegments(header, at, trouble);
  const blob = dataOf(sections, '__go_buildinfo')[0];
  const go = yield* tolerate(
    beside,
    readGoInfo(file, {
      ...(blob && { blob: { ...blob, length: Math.min(blob.length, blobCap) } }),
      order,
      bits,
      toOffset: (address) => toOffset(segments, address),
    }),
  );
  const names = dataOf(sections, '__gopclntab');
  const texts = dataOf(sections, '__rodata');
  return {
    format: 'macho',
    bits,
    order,
    cpuType,
    cpuSubtype,
    fileType,
    libraries: parseLibraries(commands, wrong),
    ...parseMinimum(commands, wrong),
    ...parseUuid(commands, wrong),
    ...(yield* readSignature(file, at, { commands, damage: wrong })),
    ...(go && { go }),
    ...(names.length > 0 && { names }),
    ...(texts.length > 0 && { texts }),
    ...describeTrouble(trouble),
  };
}

/**
 * Each slice by `readMachO`; one that cannot be read is left out and told as damage. Only what is
 * wrong with the table is a flaw of the file: what is wrong inside of a slice keeps no other from starting.
 * @throws Unreadable where it is no fat file, or none of its slices can be read
 */
export function* readFat(file: FileSize): Reading<FatFacts> {
  const trouble = createTrouble();
  const slices: MachOFacts[] = [];
  for (const { number, cpuType, range } of yield* readFatSlices(file, trouble)) {
    const problems: string[] = [];
    const slice = yield* tolerate(problems, readMachO(file, range));
    for (const what of problems) addDamage(trouble.beside, `slice ${number}: ${what}`);
    if (slice === undefined) continue;
    slices.push(slice.cpuType === cpuType ? slice : misnamed(slice, number));
  }
  const { damage, flaw } = describeTrouble(trouble);
  if (slices.length === 0) throw new Unreadable(`none of its slices can be read: ${damage[0]}`);
  return { format: 'fat', slices, damage, ...(flaw === undefined ? {} : { flaw }) };
}

/** XNU compares both, and starts no program for which they differ. */
function misnamed(slice: MachOFacts, number: number): MachOFacts {
  const what = `slice ${number} is for another processor than the fat header says`;
  return { ...slice, damage: [what, ...slice.damage], flaw: slice.flaw ?? 'damaged' };
}

function dataOf(sections: readonly Section[], name: string): readonly Range[] {
  return sections
    .filter((section) => section.name === name && section.data.length > 0)
    .map((section) => section.data);
}

function toOffset(segments: readonly Segment[], address: number): number | undefined {
  const segment = segments.find(
    (one) => address >= one.address && address < one.address + one.data.length,
  );
  return segment && segment.data.offset + (address - segment.address);
}
