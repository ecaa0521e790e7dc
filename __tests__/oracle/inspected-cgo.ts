/** What do we, and readelf, say of the programs with C in them? */

import { type Inspected, inspectBinary } from '../../src/domain/inspect/inspect.ts';
import type { GlibcFloor } from '../../src/domain/inspect/needs.ts';
import { parseFloor } from '../../src/domain/inputs/run-floor.ts';
import type { Target } from '../../src/domain/target.ts';
import type { World } from '../../src/ports.ts';
import { type ReadProgram, readProgram } from '../../src/stages/inspect/read-program.ts';
import { readelf } from '../fixtures/readelf.ts';
import { type CgoProgram, type Wish, buildCgo, nativeArch, wishes } from './cgo-programs.ts';

export type Read = Exclude<ReadProgram, { readonly problem: string }>;

export interface Asking {
  /** As it was built, unless given. */
  readonly cgo?: boolean;
  /** As in `must-run-on`. */
  readonly floors?: readonly string[];
}

export interface CgoPrograms {
  readonly read: (name: CgoProgram) => Read;
  readonly inspect: (name: CgoProgram, asking?: Asking) => Inspected;
  /** `warning GS-INTERP` … */
  readonly ids: (name: CgoProgram, asking?: Asking) => readonly string[];
}

export const cgoNames = Object.keys(wishes) as readonly CgoProgram[];

/** Builds what is not there yet. */
export async function readCgoPrograms(world: World): Promise<CgoPrograms> {
  const programs = new Map<CgoProgram, Read>();
  for (const name of cgoNames) {
    const program = await readProgram(world, buildCgo(name));
    if ('problem' in program) throw new Error(`${name}: ${program.problem}`);
    programs.set(name, program);
  }
  const read = (name: CgoProgram): Read => programs.get(name)!;
  const inspect = (name: CgoProgram, { cgo, floors = [] }: Asking = {}): Inspected => {
    const { facts, found } = read(name);
    const asked = {
      target: targetOf(name),
      cgo: cgo ?? 'compiler' in wishes[name],
      goVersion: read('off').facts.go?.version.slice('go'.length) ?? '',
      runnerFolders: [],
      floors: floors.map(floorOf),
    };
    return inspectBinary(asked, facts, found);
  };
  const ids = (name: CgoProgram, asking?: Asking): readonly string[] =>
    inspect(name, asking).findings.map(({ id, severity }) => `${severity} ${id}`);
  return { read, inspect, ids };
}

export function targetOf(name: CgoProgram): Target {
  const { os = 'linux', arch = nativeArch }: Wish = wishes[name];
  return { os, arch };
}

function floorOf(text: string) {
  const read = parseFloor(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.floor;
}

/** The highest version of glibc that readelf lists, and the symbols that it gives for it. */
export function floorByReadelf(name: CgoProgram): GlibcFloor {
  const asks = readelf(buildCgo(name)).versions.flatMap((line) => {
    const [, version = '', symbols = ''] = / GLIBC_([\d.]+) false: (.*)$/.exec(line) ?? [];
    return version === '' ? [] : [{ version, symbols: symbols.split(' ') }];
  });
  const [version = ''] = asks
    .map((ask) => ask.version)
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const symbols = asks
    .filter((ask) => ask.version === version)
    .flatMap((ask) => ask.symbols.map((symbol) => `${symbol}@GLIBC_${version}`));
  return { version, symbols: [...new Set(symbols)].sort(), others: [] };
}
