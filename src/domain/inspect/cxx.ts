/** Which libstdc++ or libgcc does a program need, told in terms of the glibc beside them? */

import { byCodePoint } from '../order.ts';
import type { ElfFacts } from '../binary/facts.ts';
import { lookUp } from '../look-up.ts';
import { compareDotted, highest, isDotted } from './dotted.ts';
import { type Finding, createFinding } from './finding.ts';

/** The highest of each family but GLIBC: `GCC_3.0`, `GLIBCXX_3.4.30`, `CXXABI_FLOAT128`. Weak ones are passed over. */
export function otherVersionsOf({ versions }: ElfFacts): readonly string[] {
  const families = new Map<string, string[]>();
  const words = new Set<string>();
  for (const { version, weak } of versions) {
    if (weak) continue;
    if (Object.hasOwn(wordsBesideGlibc, version)) words.add(version);
    const [, family = '', number = ''] = /^(.+)_([^_]+)$/.exec(version) ?? [];
    if (words.has(version) || family === 'GLIBC' || !isDotted(number)) continue;
    const numbers = families.get(family);
    if (numbers === undefined) families.set(family, [number]);
    else numbers.push(number);
  }
  const numbered = [...families.entries()].map(
    ([family, numbers]) => `${family}_${highest(numbers, (number) => number)}`,
  );
  return [...numbered, ...words].sort(byCodePoint);
}

type Beside = readonly [version: string, glibc: string];

/**
 * The lowest glibc whose distributions all have that version, in the order of versions. A family
 * that is not here comes with a library that GS-NEEDED names.
 * Source: the symbol versions of auditwheel's policies (manylinux-policy.json); 3.4.25 is not in that
 * of glibc 2.28 for openEuler 20.03 alone, while GCC 8 of Ubuntu 18.04, Debian 10 and RHEL 8 has it.
 */
const besideGlibc: Readonly<Record<string, readonly Beside[]>> = {
  CXXABI: [
    ['1.3.7', '2.17'],
    ['1.3.10', '2.24'],
    ['1.3.11', '2.27'],
    ['1.3.12', '2.31'],
    ['1.3.13', '2.34'],
    ['1.3.15', '2.39'],
  ],
  GCC: [
    ['4.7.0', '2.17'],
    ['7.0.0', '2.27'],
    ['12.0.0', '2.35'],
    ['14.0.0', '2.39'],
  ],
  GLIBCXX: [
    ['3.4.19', '2.17'],
    ['3.4.22', '2.24'],
    ['3.4.25', '2.27'],
    ['3.4.28', '2.31'],
    ['3.4.29', '2.34'],
    ['3.4.30', '2.35'],
    ['3.4.33', '2.39'],
  ],
};

/** Versions that have words instead of numbers, by the lowest glibc as above. */
const wordsBesideGlibc: Readonly<Record<string, string>> = {
  CXXABI_FLOAT128: '2.24',
  CXXABI_TM_1: '2.17',
};

export interface CxxFloor {
  /** As in the file: `GLIBCXX_3.4.30`. */
  readonly name: string;
  /** Absent where no distribution of the table is known to have it. */
  readonly glibc?: string;
}

/** What it asks of libstdc++ and libgcc, in the order of `otherVersionsOf`. */
export function cxxFloors(versions: readonly string[]): readonly CxxFloor[] {
  return versions.flatMap((name) => {
    const word = lookUp(wordsBesideGlibc, name);
    if (word !== undefined) return [{ name, glibc: word }];
    const [, family = '', number = ''] = /^(.+)_([^_]+)$/.exec(name) ?? [];
    const rows = lookUp(besideGlibc, family);
    if (rows === undefined || !isDotted(number)) return [];
    const row = rows.find(([version]) => compareDotted(version, number) >= 0);
    return [{ name, ...(row === undefined ? {} : { glibc: row[1] }) }];
  });
}

const fix =
  'link them in: add -static-libstdc++ -static-libgcc to CGO_LDFLAGS, or build on an older image';

export function judgeCxx(versions: readonly string[]): readonly Finding[] {
  return cxxFloors(versions)
    .filter(({ glibc }) => glibc === undefined)
    .map(({ name }) =>
      createFinding('GS-CXX', 'warning', {
        message: 'which distributions have a C++ or compiler library as new is not known here',
        value: name,
        fix,
      }),
    );
}
