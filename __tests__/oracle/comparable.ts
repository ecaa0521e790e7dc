/** How are our facts and the oracle's brought into one shape, field by field? */

import type {
  BinaryFacts,
  ElfFacts,
  GoInfo,
  GoModule,
  MachOFacts,
  PeFacts,
} from '../../src/domain/binary/facts.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Only what Go's readers tell too. */
export function fieldsOf(facts: BinaryFacts): Fields {
  if (facts.format === 'elf') return elfFields(facts);
  if (facts.format === 'pe') return peFields(facts);
  if (facts.format === 'macho') return machOFields(facts);
  return { slices: facts.slices.map(machOFields) };
}

function elfFields(facts: ElfFacts): Fields {
  const { bits, order, machine, type, osAbi, interpreter, dynamic, needed, soname } = facts;
  const { rpath, runpath, execStack, loadAlign, pie } = facts;
  const versions = facts.versions.map(
    ({ library, version, weak, symbols }) => `${library} ${version} ${weak} ${symbols.join(',')}`,
  );
  return {
    ...{ bits, order, machine, type, osAbi, interpreter, dynamic, needed, soname },
    ...{ rpath, runpath, execStack, loadAlign, pie, versions: versions.toSorted(byCodePoint) },
  };
}

function peFields({ machine, bits, subsystem, osVersion, imports }: PeFacts): Fields {
  const symbols = imports.flatMap(({ library, symbols: names }) =>
    names.filter((name) => !name.startsWith('#')).map((name) => `${name}:${library}`),
  );
  return { machine, bits, subsystem, osVersion, imports: symbols.toSorted(byCodePoint) };
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
