/** What do the bytes of a Windows program say of it? */

import type { GoInfo, PeFacts } from '../facts.ts';
import { readGoInfo } from '../go-info.ts';
import { type FileSize, type Range, type Reading, tolerate } from '../reading.ts';
import { addDamage, createTrouble, describeTrouble } from '../unreadable.ts';
import { type PeHeaders, readHeaders } from './headers.ts';
import { planDelayImports, planImports } from './import-tables.ts';
import { importAllowance, readImports } from './imports.ts';
import { type Memory, createMemory } from './memory.ts';
import { createPages } from '../pages.ts';
import { type PeSection, readSections } from './sections.ts';

/** Bytes of headers and imports, read page by page. */
const scatterCap = 1024 * 1024;
/** Bytes of those and of the data that is searched for Go's build info; its texts add 1 MiB at the most. */
const readCap = 2.8 * 1024 * 1024;

/**
 * Everything but Go's build info comes by small ranges; 4 MB are read at the most.
 * @throws Unreadable where it is no PE program; what is wrong past its headers goes into `damage`
 */
export function* readPe(file: FileSize): Reading<PeFacts> {
  const trouble = createTrouble();
  const { loaded: wrong, beside } = trouble;
  const pages = createPages(file, { order: 'little', pageSize: 4096, cap: scatterCap });
  const headers = yield* readHeaders(pages, wrong);
  const sections = yield* readSections(pages, headers, { fileSize: file.size, trouble });
  const memory = createMemory(pages, { sections, headersSize: headers.headersSize });
  const reading = { memory, bits: headers.bits, allowance: { ...importAllowance }, trouble };
  const imports = yield* readImports(planImports(headers), reading);
  const delayImports = yield* readImports(planDelayImports(headers), reading);
  const scan = planScan(sections, readCap - pages.bytesRead());
  const info = readGoInfo(file, createGoImage(headers, { memory, scan: scan.ranges }));
  const go: GoInfo | undefined = yield* tolerate(beside, info);
  if (go === undefined && scan.cut) {
    addDamage(beside, 'its data is too large to be searched for Go build info to its end');
  }
  const { machine, bits, dll, subsystem, osVersion, subsystemVersion } = headers;
  const constants = sections.filter((one) => one.name === '.rdata' && one.data.length > 0);
  const ranges = constants.map((section) => section.data);
  return {
    format: 'pe',
    machine,
    bits,
    dll,
    subsystem,
    osVersion,
    subsystemVersion,
    imports,
    delayImports,
    ...(go !== undefined && { go }),
    // Go's linker puts both the table of functions and constant texts there.
    ...(ranges.length > 0 && { names: ranges, texts: ranges }),
    ...describeTrouble(trouble),
  };
}

function createGoImage(
  { bits, imageBase }: PeHeaders,
  { memory, scan }: { readonly memory: Memory; readonly scan: readonly Range[] },
) {
  const toOffset = (address: number) => memory.toOffset(address - imageBase);
  return { scan, order: 'little', bits, toOffset } as const;
}

/** There is no section for build info: it lies in writable data, at the start where Go's own linker wrote it. */
function planScan(
  sections: readonly PeSection[],
  most: number,
): { readonly ranges: readonly Range[]; readonly cut: boolean } {
  const wanted = sections.filter(isWritableData).map((section) => section.data);
  const ranges: Range[] = [];
  let left = Math.floor(most);
  for (const { offset, length } of wanted) {
    const part = Math.min(length, left);
    if (part > 0) ranges.push({ offset, length: part });
    left -= part;
  }
  const all = wanted.reduce((sum, { length }) => sum + length, 0);
  return { ranges, cut: all > most };
}

const initializedData = 6;
const executable = 29;
const writable = 31;

function isWritableData({ flags }: PeSection): boolean {
  const has = (bit: number) => Math.floor(flags / 2 ** bit) % 2 === 1;
  return has(initializedData) && has(writable) && !has(executable);
}
