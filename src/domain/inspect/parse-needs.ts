/** What did an earlier job write into the manifest of what a binary needs? */

import type { Fields } from '../json-fields.ts';
import type {
  CpuNeed,
  DataNeed,
  Floor,
  GlibcFloor,
  LinkClass,
  Needs,
  UnknownNeed,
} from './needs.ts';

const formats = ['elf', 'pe', 'macho', 'unknown'] as const;
const links: readonly LinkClass[] = [
  'static',
  'static-pie',
  'interp-only',
  'dynamic-glibc',
  'dynamic-musl',
  'bsd',
  'system',
  'unknown',
];
const dataNeeds: readonly DataNeed[] = ['host', 'built-in', 'unused', 'unknown'];
const unknowns: readonly UnknownNeed[] = [
  'arch',
  'cpu',
  'format',
  'glibc',
  'go',
  'kernel',
  'link',
  'macos',
  'os',
  'page',
  'roots',
  'symbols',
  'time-zones',
  'whole',
  'windows',
];

/** @throws Unfit where a field has another shape */
export function parseNeeds(fields: Fields): Needs {
  const bits = fields.has('bits') ? fields.count('bits') : undefined;
  if (bits !== undefined && bits !== 32 && bits !== 64)
    fields.refuse('bits', 'is neither 32 nor 64');
  const floor = (key: 'kernel' | 'freebsd' | 'macos' | 'windows' | 'musl'): object =>
    fields.has(key) ? { [key]: parseFloor(fields.object(key)) } : {};
  return {
    os: fields.text('os', /^\S+$/),
    arch: fields.text('arch', /^\S+$/),
    format: fields.word('format', formats),
    ...(bits === undefined ? {} : { bits: bits === 32 ? 32 : 64 }),
    ...fields.optional('go', /^/),
    ...(fields.has('cgo') ? { cgo: fields.flag('cgo') } : {}),
    link: fields.word('link', links),
    ...(fields.has('libcInside') ? { libcInside: fields.word('libcInside', ['glibc']) } : {}),
    ...fields.optional('interpreter', /^/),
    libraries: fields.texts('libraries'),
    runPaths: fields.texts('runPaths'),
    ...(fields.has('glibc') ? { glibc: parseGlibc(fields.object('glibc')) } : {}),
    ...floor('musl'),
    versions: fields.texts('versions'),
    ...floor('kernel'),
    ...floor('freebsd'),
    ...floor('macos'),
    ...floor('windows'),
    ...(fields.has('cpu') ? { cpu: parseCpu(fields.object('cpu')) } : {}),
    ...(fields.has('pageAlign') ? { pageAlign: fields.count('pageAlign') } : {}),
    timeZones: fields.word('timeZones', dataNeeds),
    roots: fields.word('roots', dataNeeds),
    ...(fields.has('uuid') ? { uuid: fields.flag('uuid') } : {}),
    ...(fields.has('signed') ? { signed: fields.flag('signed') } : {}),
    unknown: fields
      .texts('unknown')
      .map(
        (text) =>
          unknowns.find((known) => known === text) ??
          fields.refuse('unknown', 'holds a strange word'),
      ),
  };
}

function parseFloor(fields: Fields): Floor {
  return { version: fields.text('version', /^[0-9.]+$/), from: fields.text('from') };
}

function parseGlibc(fields: Fields): GlibcFloor {
  return {
    ...fields.optional('version', /^[0-9.]+$/),
    symbols: fields.texts('symbols'),
    others: fields.texts('others'),
  };
}

function parseCpu(fields: Fields): CpuNeed {
  return {
    variable: fields.text('variable', /^GO[A-Z0-9]+$/),
    level: fields.text('level', /^[0-9a-z.,_]+$/),
    from: fields.word('from', ['setting', 'isa-note']),
  };
}
