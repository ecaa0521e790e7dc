/** What does a program need, all facts together? */

import type { MachOFacts, Unread } from '../binary/facts.ts';
import { byCodePoint } from '../order.ts';
import { parseInstalledWord } from '../setup/go-version.ts';
import { variantVariable } from '../target.ts';
import { cpuNeedOf } from './cpu.ts';
import { otherVersionsOf } from './cxx.ts';
import { glibcFloorOf } from './glibc.ts';
import { type Program, archOf, systemOf } from './header.ts';
import { rootsOf, timeZonesOf } from './host-data.ts';
import { libcInside, linkClassOf } from './link-class.ts';
import { loaderOf } from './loader.ts';
import { isSigned } from './macos.ts';
import type { LinkClass, Needs, UnknownNeed } from './needs.ts';
import { osFloorsOf } from './os-floors.ts';
import { runPathsOf } from './run-paths.ts';
import { type Found, wantedTexts } from './wanted.ts';

/** Keys stand in one order: the same file gives the same JSON. */
export function needsOf(program: Program, found: Found): Needs {
  const os = systemOf(program);
  const arch = archOf(program) ?? 'unknown';
  const link = linkClassOf(program, os, arch);
  const cpu = cpuNeedOf(program, arch);
  const { floors, unknown } = osFloorsOf(program, os, arch);
  const needs: Needs = {
    os,
    arch,
    format: program.format,
    bits: program.bits,
    ...ofGo(program),
    link,
    ...withDefined('libcInside', libcInside(program, link)),
    ...(program.format === 'elf' ? withDefined('interpreter', program.interpreter) : {}),
    libraries: librariesOf(program).slice(0, mostLibraries),
    runPaths: program.format === 'elf' ? runPathsOf(program) : [],
    ...ofLibc(program, link, arch),
    ...floors,
    ...withDefined('cpu', cpu),
    ...(program.format === 'elf' ? withDefined('pageAlign', program.loadAlign) : {}),
    timeZones: timeZonesOf(found),
    roots: rootsOf(program, os, found),
    ...(program.format === 'macho' ? marksOf(program) : {}),
    unknown: [],
  };
  return { ...needs, unknown: sorted([...unknown, ...unknownOf(program, needs, found)]) };
}

function withDefined<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  if (value === undefined) return {};
  const pair: { [P in K]?: V } = {};
  pair[key] = value;
  return pair;
}

function ofGo({ go }: Program): Pick<Needs, 'go' | 'cgo'> {
  if (go === undefined) return {};
  const cgo = go.settings.get('CGO_ENABLED');
  return {
    go: parseInstalledWord(go.version) ?? go.version,
    ...(cgo === undefined ? {} : { cgo: cgo === '1' }),
  };
}

/** More than any program has; of a file that names more, how it is linked counts as not known. */
const mostLibraries = 256;

function librariesOf(program: Program): readonly string[] {
  if (program.format === 'elf') return program.needed;
  if (program.format === 'pe') return [...new Set(program.imports.map(({ library }) => library))];
  return startLibraries(program).map(({ path }) => path);
}

function marksOf(program: MachOFacts): Pick<Needs, 'uuid' | 'signed'> {
  return { uuid: program.uuid !== undefined, signed: isSigned(program) };
}

function startLibraries({ libraries }: MachOFacts): MachOFacts['libraries'] {
  return libraries.filter(({ kind }) => kind !== 'weak' && kind !== 'lazy');
}

/** musl learned DT_RELR in 1.2.4. */
function ofLibc(
  program: Program,
  link: LinkClass,
  arch: string,
): Pick<Needs, 'glibc' | 'musl' | 'versions'> {
  if (program.format !== 'elf') return { versions: [] };
  const versions = otherVersionsOf(program);
  const libc = loaderOf(program.interpreter ?? '', arch)?.libc;
  if (link === 'dynamic-musl' || (link === 'interp-only' && libc === 'musl')) {
    return program.relr ? { musl: { version: '1.2.4', from: 'DT_RELR' }, versions } : { versions };
  }
  if (link !== 'dynamic-glibc' && link !== 'interp-only') return { versions };
  const glibc = glibcFloorOf(program);
  return glibc === undefined ? { versions } : { glibc, versions };
}

/** All but what the floors of its system left open. */
function unknownOf(program: Program, needs: Needs, found: Found): readonly UnknownNeed[] {
  const { os, arch, link, cpu, timeZones, roots } = needs;
  const unread = wantedTexts(program).some(({ id }) => !found.has(id));
  const shaky = program.flaw !== undefined;
  const lacks = (what: Unread): boolean => program.unread?.includes(what) === true;
  const ofGlibc = link === 'dynamic-glibc' || link === 'interp-only';
  const tooMany = librariesOf(program).length > mostLibraries || lacks('libraries');
  const open: readonly (readonly [UnknownNeed, boolean])[] = [
    ['os', os === 'unknown'],
    ['arch', arch === 'unknown'],
    ['go', program.go === undefined],
    ['link', link === 'unknown' || tooMany],
    ['glibc', ofGlibc && (shaky || lacks('versions'))],
    ['cpu', cpu === undefined && (arch === 'unknown' || variantVariable[arch] !== undefined)],
    ['page', program.format === 'elf' && program.loadAlign === undefined],
    ['symbols', program.go === undefined || unread],
    ['time-zones', timeZones === 'unknown'],
    ['roots', roots === 'unknown'],
    ['whole', shaky],
  ];
  return open.filter(([, isOpen]) => isOpen).map(([need]) => need);
}

function sorted(unknown: readonly UnknownNeed[]): readonly UnknownNeed[] {
  return [...new Set(unknown)].sort(byCodePoint);
}
