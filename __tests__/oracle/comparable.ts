/** How are our facts and the oracle's brought into one shape, field by field? */

import type { BinaryFacts, GoInfo, GoModule, MachOFacts } from '../../src/domain/binary/facts.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Only what Go's readers tell too. */
export function fieldsOf(facts: BinaryFacts): Fields {
  switch (facts.format) {
    case 'elf': {
      const { bits, order, machine, type, osAbi, interpreter, dynamic, needed, soname } = facts;
      const { rpath, runpath, execStack, loadAlign, pie, versions } = facts;
      const lines = versions.map(
        ({ library, version, weak, symbols }) =>
          `${library} ${version} ${weak} ${symbols.join(',')}`,
      );
      return {
        bits,
        order,
        machine,
        type,
        osAbi,
        interpreter,
        dynamic,
        needed,
        soname,
        rpath,
        runpath,
        execStack,
        loadAlign,
        pie,
        versions: lines.toSorted(byCodePoint),
      };
    }
    case 'pe': {
      const { machine, bits, subsystem, osVersion } = facts;
      const imports = facts.imports.flatMap(({ library, symbols }) =>
        symbols.filter((name) => !name.startsWith('#')).map((name) => `${name}:${library}`),
      );
      return { machine, bits, subsystem, osVersion, imports: imports.toSorted(byCodePoint) };
    }
    case 'macho':
      return machOFields(facts);
    case 'fat':
      return { slices: facts.slices.map(machOFields) };
  }
}

/** Weak and re-exported libraries are not in Go's list. */
function machOFields({ cpuType, fileType, libraries, uuid, minOs }: MachOFacts): Fields {
  return {
    cpuType,
    fileType,
    ...(uuid === undefined ? {} : { uuid }),
    ...(minOs === undefined ? {} : { minOs }),
    libraries: libraries.filter(({ kind }) => kind === 'load').map(({ path }) => path),
  };
}

export function goFieldsOf(go: GoInfo | undefined): Fields {
  if (go === undefined) return {};
  return {
    version: go.version,
    path: go.path ?? '',
    main: go.main === undefined ? '' : moduleText(go.main),
    deps: go.deps.map(moduleText),
    settings: Object.fromEntries(go.settings),
  };
}

function moduleText({ path, version, sum, replacedBy }: GoModule): string {
  const own = `${path}@${version}${sum === undefined ? '' : ` ${sum}`}`;
  return replacedBy === undefined ? own : `${own} => ${moduleText(replacedBy)}`;
}

export function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
