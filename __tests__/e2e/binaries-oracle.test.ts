import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BinaryFacts } from '../../src/domain/binary/facts.ts';
import { readBinary } from '../../src/domain/binary/read-binary.ts';
import { Unreadable } from '../../src/domain/binary/reading.ts';
import { readFile } from '../fixtures/read-file.ts';
import { type Built, buildAll, platforms } from '../oracle/built.ts';
import { fieldsOf, goFieldsOf } from '../oracle/comparable.ts';
import { elfFilesUnderUsr, goTestdata } from '../oracle/corpus.ts';
import { type Difference, excuses, unexcused } from '../oracle/differences.ts';
import { type OracleFacts, askOracle, buildOracle } from '../oracle/oracle.ts';

/** Milliseconds; the programs for some forty platforms are compiled when they are not there yet. */
const patience = 30 * 60_000;

let folder: string;
let built: readonly Built[];
let system: readonly string[];
let testdata: readonly string[];
let answers: ReadonlyMap<string, OracleFacts>;
const differences: Difference[] = [];
const ours = new Map<string, BinaryFacts | undefined>();
let slowest = { path: '', took: 0 };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  built = await buildAll();
  system = elfFilesUnderUsr();
  testdata = goTestdata(folder);
  const paths = [...built.map(({ path }) => path), ...system, ...testdata];
  answers = await askOracle(buildOracle(folder), paths);
  for (const path of paths) {
    const started = performance.now();
    ours.set(path, readOurs(path));
    const took = performance.now() - started;
    if (took > slowest.took) slowest = { path, took };
    differences.push(...compare(path, ours.get(path), answers.get(path)));
  }
}, patience);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readOurs(path: string): BinaryFacts | undefined {
  try {
    return readFile(path, readBinary).value;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
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

  test('none of the files takes us long', () => {
    expect(slowest.took, slowest.path).toBeLessThan(2000);
  });
});

describe('a program that Go built', () => {
  test('is read with its platform, its settings and no damage', () => {
    const wrong = built.flatMap(({ path, platform, settings }) => {
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
  });
});
