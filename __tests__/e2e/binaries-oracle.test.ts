import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BinaryFacts } from '../../src/domain/binary/facts.ts';
import { narrowToNames } from '../../src/domain/binary/go/name-table.ts';
import { readBinary } from '../../src/domain/binary/read-binary.ts';
import { type Range, Unreadable } from '../../src/domain/binary/reading.ts';
import { searchProgram } from '../../src/domain/binary/search.ts';
import { readFile } from '../fixtures/read-file.ts';
import { all } from '../fixtures/some-of.ts';
import { type Built, buildAll, platforms } from '../oracle/built.ts';
import { byCodePoint, fieldsOf, goFieldsOf } from '../oracle/comparable.ts';
import { elfFilesUnderUsr, goTestdata } from '../oracle/corpus.ts';
import { type Difference, excuses, unexcused } from '../oracle/differences.ts';
import { type OracleFacts, askOracle, buildOracle } from '../oracle/oracle.ts';
import { withoutSections } from '../oracle/section-less.ts';

/** Milliseconds; the programs for some forty platforms are compiled when they are not there yet. */
const patience = 30 * 60_000;

/** Neither ELF nor PE nor Mach-O. */
const otherFormats = /^(?:aix|plan9)\//;

let folder: string;
let built: readonly Built[];
let system: readonly string[];
let testdata: readonly string[];
/** Programs, and copies of them without section headers. */
let twins: readonly { readonly path: string; readonly copy: string }[];
let answers: ReadonlyMap<string, OracleFacts>;
const differences: Difference[] = [];
const ours = new Map<string, BinaryFacts | undefined>();
/** What we said of files that we do not read. */
const problems = new Map<string, string>();
let largest = { path: '', share: 0 };
let most = { path: '', requests: 0 };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  built = await buildAll();
  system = elfFilesUnderUsr();
  testdata = goTestdata(folder);
  twins = twinsOf([...built.map(({ path }) => path), ...system.slice(0, 100)], folder);
  const own = [...built.map(({ path }) => path), ...twins.map(({ copy }) => copy)];
  const paths = [...own, ...system, ...testdata];
  answers = await askOracle(buildOracle(folder), paths);
  for (const path of paths) {
    ours.set(path, readOurs(path));
    differences.push(...compare(path, ours.get(path), answers.get(path)));
  }
}, patience);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function twinsOf(paths: readonly string[], to: string): typeof twins {
  return paths
    .filter((path) => readOurs(path)?.format === 'elf')
    .map((path, index) => ({ path, copy: withoutSections(path, join(to, `twin-${index}`)) }));
}

function readOurs(path: string): BinaryFacts | undefined {
  try {
    const { value, bytes, requests } = readFile(path, readBinary);
    // Of a small file the first pieces are most.
    const share = bytes / (statSync(path).size + 65_536);
    if (share > largest.share) largest = { path, share };
    if (requests > most.requests) most = { path, requests };
    return value;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.set(path, error.message);
    return undefined;
  }
}

function compare(
  path: string,
  facts: BinaryFacts | undefined,
  answer: OracleFacts | undefined,
): readonly Difference[] {
  const fields = answer?.error === undefined ? answer?.fields : undefined;
  if (facts === undefined && fields === undefined) return [];
  if (facts === undefined) return [{ path, field: 'only theirs', ours: undefined, theirs: fields }];
  if (fields === undefined) {
    return [{ path, field: 'only ours', ours: facts.format, theirs: answer?.error }];
  }
  const mine = { ...fieldsOf(facts), ...prefixed(goFieldsOf(facts.go)) };
  const theirs = { ...fields, ...prefixed(answer?.go ?? {}) };
  const names = Object.keys({ ...mine, ...theirs });
  return names
    .filter((name) => name !== 'pie' || name in theirs)
    .map((field) => ({ path, field, ours: at(mine, field), theirs: at(theirs, field) }))
    .filter((difference) => !isDeepStrictEqual(difference.ours, difference.theirs));
}

function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { length }) => sum + length, 0);
}

function at(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return fields[name];
}

function prefixed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`go ${name}`, value]));
}

describe("our readers and Go's", () => {
  test('agree on every compared field of every file, but for what is explained', () => {
    expect(unexcused(differences)).toEqual([]);
  });

  test('there is no excuse that nothing needs', () => {
    const idle = excuses.filter(({ holds }) => !differences.some(holds));
    expect(idle.map(({ reason }) => reason)).toEqual([]);
  });

  test('have read programs for every platform that Go compiles to, all programs of the system, and test data', () => {
    expect(new Set(built.map(({ platform }) => platform))).toEqual(new Set(platforms()));
    expect(system.length).toBeGreaterThan(100);
    expect(testdata.length).toBeGreaterThan(50);
    const read = [...ours.values()].filter((facts) => facts !== undefined);
    expect(read.length).toBeGreaterThan(200);
  });

  test('what a program needs is read without its section headers too', () => {
    const wrong = twins
      .map(({ path, copy }) => ({
        path,
        whole: linking(ours.get(path)),
        bare: linking(ours.get(copy)),
      }))
      .filter(({ whole, bare }) => !isDeepStrictEqual(whole, bare));
    expect(wrong).toEqual([]);
    expect(twins.length).toBeGreaterThan(100);
  });

  test('no file is read much more than once, or in many pieces', () => {
    expect(largest.share, largest.path).toBeLessThan(2);
    expect(most.requests, most.path).toBeLessThan(5000);
  });
});

/** All that the loader goes by. */
function linking(facts: BinaryFacts | undefined): unknown {
  if (facts?.format !== 'elf') return facts?.format;
  const { names: _names, texts: _texts, notes: _notes, isaNeeded: _level, ...rest } = facts;
  return rest;
}

describe('a program that Go built', () => {
  test('is read with its platform, its settings and no damage', () => {
    const known = built.filter(({ platform }) => !otherFormats.test(platform));
    const wrong = known.flatMap(({ path, platform, settings }) => {
      const facts = ours.get(path);
      const go = facts?.go;
      const seen = {
        platform: `${go?.settings.get('GOOS')}/${go?.settings.get('GOARCH')}`,
        damage: facts?.damage,
        ...Object.fromEntries(Object.keys(settings).map((name) => [name, go?.settings.get(name)])),
      };
      const wanted = { platform, damage: [], ...settings };
      return isDeepStrictEqual(seen, wanted) ? [] : [{ path, seen, wanted }];
    });
    expect(wrong).toEqual([]);
    expect(known.length).toBeGreaterThan(all ? 40 : 15);
  });

  test('has the names of its functions in a small part of it', () => {
    const wrong = built.flatMap(({ path }) => {
      const facts = ours.get(path);
      if (facts === undefined || facts.format === 'fat' || facts.names === undefined) return [];
      const given = lengthOf(facts.names);
      const ranges = readFile(path, (file) => narrowToNames(file, facts.names ?? [])).value;
      const needles = ['main.main\0', 'os.(*File).Write\0', 'no.such.Function\0'];
      const { found } = readFile(path, (file) => searchProgram(file, { ranges, needles })).value;
      const isRight = isDeepStrictEqual([...found].sort(byCodePoint), needles.slice(0, 2));
      return isRight && lengthOf(ranges) * 2 < given ? [] : [{ path, given, ranges, found }];
    });
    expect(wrong).toEqual([]);
  });

  test('is named, where its system has program files of another kind', () => {
    const told = built
      .filter(({ platform }) => otherFormats.test(platform))
      .map(({ path, platform }) => [platform, problems.get(path)]);
    const others = all ? ['plan9/386', 'plan9/arm'] : [];
    expect(Object.fromEntries(told)).toEqual({
      'aix/ppc64': 'it is a program for AIX (XCOFF)',
      ...Object.fromEntries(
        ['plan9/amd64', ...others].map((name) => [name, 'it is a program for Plan 9']),
      ),
    });
  });
});
